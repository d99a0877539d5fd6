"""A gateway for text messages: JSON with six fields, an id once, and no text of more than three parts."""

import json
import re
from typing import Any

from tests.receivers.scripting import Mood
from tests.receivers.web import Request, Response, WebReceiver, Wrong

PATTERNS = {
    "id": r"[0-9a-f-]{36}",
    "from": r"[A-Za-z0-9]{3,11}",
    "to": r"\+[1-9][0-9]{6,14}",
    "text": r"(?s).{1,1000}",
    "alphabet": r"GSM-7|UCS-2",
}


class SmsReceiver(WebReceiver):
    """The gateway. The lane is the number."""

    def id_of(self, request: Request) -> str:
        return str(request.headers.get("Idempotency-Key", ""))

    def repeat(self, request: Request) -> Response | None:
        return Response(409) if self.id_of(request) in self.ids else None

    def read(self, request: Request) -> dict[str, Any]:
        try:
            told: dict[str, Any] = json.loads(request.body)
        except ValueError:
            raise Wrong("json", "no JSON") from None
        if sorted(told) != sorted([*PATTERNS, "parts"]) or told["parts"] not in (1, 2, 3):
            raise Wrong("fields", "fields are missing, unknown or wrong")
        for name, pattern in PATTERNS.items():
            if not isinstance(told[name], str) or not re.fullmatch(pattern, told[name]):
                raise Wrong(name, f"{name} does not fit")
        if told["id"] != self.id_of(request):
            raise Wrong("id", "the id is not that of the header")
        return told

    def take(self, request: Request, read: dict[str, Any], mood: Mood) -> Response:
        self.register(read["id"], read["to"], "sms", read["text"])
        return Response(202, json.dumps({"id": f"gw-{len(self.registered)}"}).encode())

    def refusal(self, wrong: Wrong) -> Response:
        return Response(422, json.dumps({"code": wrong.code, "message": wrong.words}).encode())
