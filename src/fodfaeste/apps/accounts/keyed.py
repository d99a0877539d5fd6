"""Names that we must know again but need not read: kept as a hash under the installation's own key."""

import hashlib
import hmac

from fodfaeste.installation.secrets import installation_secrets


def keyed(*parts: str) -> str:
    """The keyed hash of some texts; empty where the last one is."""
    if not parts[-1]:
        return ""
    message = "\x1f".join(parts).encode()
    return hmac.new(installation_secrets().index_key, message, hashlib.sha256).hexdigest()
