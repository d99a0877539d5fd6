"""Ids by which systems outside know what is recorded here: ours for ever, and of this installation alone."""

import hashlib
import hmac
import uuid

from fodfaeste.installation.secrets import installation_secrets

#: The name space of our ids. Never changed: an id must come out the same next year.
NAMESPACE = uuid.UUID("6f0c7b0e-2d0b-5c0e-9a55-0d3f0d2f4e11")


def message_id_of(authority: str, receiver: str, key: str, version: int, digest: str) -> uuid.UUID:
    """The id under which a content leaves: the same content under the same key, always the same id.

    The digest is keyed by the installation: another installation, or a database put back from a copy and
    used anew, can never send something else under an id that a receiver has seen.
    """
    return uuid.uuid5(NAMESPACE, "\n".join((authority, receiver, key, str(version), digest)))


def thing_id_of(authority: str, *names: object) -> str:
    """The id of a talk, an agreement, a case. Keyed too: a trial's talk is never taken for a real one's."""
    name = "\n".join((authority, *map(str, names)))
    keyed = hmac.new(installation_secrets().index_key, f"thing\n{name}".encode(), hashlib.sha256)
    return str(uuid.uuid5(NAMESPACE, keyed.hexdigest()))
