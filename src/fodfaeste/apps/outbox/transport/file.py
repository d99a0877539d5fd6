"""No way out at all: messages are laid in files, for a demonstration or a trial. CPR numbers are masked."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fodfaeste.apps.outbox.transport import Envelope, Receipt, Settings, Transport, Unreachable
from fodfaeste.installation.folders import var_folder
from fodfaeste.installation.logs import without_cpr

SETTINGS: Mapping[str, Any] = {}


def connect(settings: Settings) -> Transport:
    """Files in `var/outbox/<authority>/<receiver>`."""
    return FileTransport(var_folder() / "outbox" / settings["authority"] / settings["receiver"])


class FileTransport:
    """Lays each envelope in a file of its own. The same envelope again is the same file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def deliver(self, envelope: Envelope) -> Receipt:
        """Write the envelope down, as far as it may lie in a file."""
        name = f"{envelope.kind}-{envelope.id}.json"
        told = {
            "id": envelope.id,
            "kind": envelope.kind,
            "content_type": envelope.content_type,
            "body": without_cpr(envelope.body.decode("utf-8", "replace")),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = self.folder / f".{name}.{os.getpid()}"
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(told, file, ensure_ascii=False, indent=1)
            beside.replace(self.folder / name)
        except OSError as error:
            raise Unreachable(f"{type(error).__name__}: filen kunne ikke skrives") from None
        return Receipt(reference=name)
