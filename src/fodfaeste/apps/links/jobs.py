"""The jobs of personal links: a new one that was asked for."""

from fodfaeste.apps.links.renewing import renew

__all__ = ["renew"]
