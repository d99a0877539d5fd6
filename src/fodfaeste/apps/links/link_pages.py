"""What a personal link opens of talks, next steps and agreements. Other apps register their own."""

from fodfaeste.apps.links import agreement_page, step_page, talk_page

__all__ = ["agreement_page", "step_page", "talk_page"]
