"""A token of a broker in the session, locked by the installation's keys."""

import base64

from fodfaeste.installation.secrets import SecretsError, installation_secrets

PURPOSE = "id_token"


def locked(token: str) -> str:
    """The token as it may lie in the session."""
    return base64.b64encode(installation_secrets().encrypt(token.encode("ascii"), purpose=PURPOSE)).decode()


def opened(text: str) -> str:
    """The token again; empty where there is none, or where the keys have gone."""
    if not text:
        return ""
    try:
        return installation_secrets().decrypt(base64.b64decode(text), purpose=PURPOSE).decode("ascii")
    except SecretsError:
        return ""
