"""DFDG: REST with the CPR number in a header, an id for each request, and shapes that allow nothing else."""

import json
import re
from dataclasses import dataclass
from typing import Any

from tests.receivers.dfdg_shapes import SHAPES, misfit
from tests.receivers.scripting import Mood
from tests.receivers.web import Request, Response, WebReceiver, Wrong

CPR = r"(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{6}"
GUID = r"[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}"
LONGEST_ID = 46


@dataclass(frozen=True)
class _Read:
    what: str
    cpr: str
    thing: str
    body: Any


class DfdgReceiver(WebReceiver):
    """STAR's common data base, as far as its descriptions could be read."""

    def __init__(self) -> None:
        super().__init__()
        self.things: dict[tuple[str, str], Any] = {}

    def forget_requests(self) -> None:
        """Seven days go by: request ids are forgotten, what was registered is not."""
        self._seen: set[str] = set()

    _seen: set[str] = set()

    def __enter__(self) -> "DfdgReceiver":
        self.forget_requests()
        super().__enter__()
        return self

    def id_of(self, request: Request) -> str:
        return str(request.headers.get("x-requestId", ""))

    def repeat(self, request: Request) -> Response | None:
        return Response(412) if self.id_of(request) in self._seen else None

    def read(self, request: Request) -> _Read:
        if not 1 <= len(self.id_of(request)) <= LONGEST_ID:
            raise Wrong("1014", "x-requestId mangler eller er for lang")
        cpr = str(request.headers.get("x-civilregistrationIdentifier", ""))
        if not re.fullmatch(CPR, cpr):
            raise Wrong("1001", "Invalid cpr")
        if cpr in request.path:
            raise Wrong("1014", "et CPR-nummer står i adressen")
        service, thing = self._service(request)
        body = None
        if request.method != "DELETE":
            body = _json(request)
            if reason := misfit(SHAPES[service], body):
                raise Wrong("1014", f"Failed to validate message: {reason}")
            thing = thing or _identifier(body)
        self._check_order(request.method, service, thing)
        self._check_rules(service, cpr, thing, body)
        return _Read(f"{request.method} {service}", cpr, thing, body)

    def take(self, request: Request, read: _Read, mood: Mood) -> Response:
        self._seen.add(self.id_of(request))
        method, _, service = read.what.partition(" ")
        if method == "DELETE":
            del self.things[service, read.thing]
        else:
            self.things[service, read.thing] = (read.cpr, read.body)
        self.register(self.id_of(request), read.cpr, read.what, read.body)
        return Response(200, json.dumps({"createdItemIdentifier": read.thing}).encode())

    def refusal(self, wrong: Wrong) -> Response:
        told = {"fejlkode": wrong.code, "fejltekst": wrong.words}
        return Response(wrong.status, json.dumps(told).encode())

    def _service(self, request: Request) -> tuple[str, str]:
        for service in SHAPES:
            if request.path == service and request.method == "POST" and service != "/v2/Indkaldelse":
                return service, ""
            found = re.fullmatch(f"{re.escape(service)}/({GUID})", request.path)
            methods = ("POST", "PUT", "DELETE") if service == "/v2/Indkaldelse" else ("PUT", "DELETE")
            if found and request.method in methods:
                return service, found[1]
        raise Wrong("404", "ukendt adresse", 404)

    def _check_order(self, method: str, service: str, thing: str) -> None:
        """What is not there cannot be changed, and what is there is not made anew."""
        is_there = (service, thing) in self.things
        if service == "/v2/Joboenske":
            return
        if method == "POST" and is_there:
            raise Wrong("8001", "findes allerede")
        if method != "POST" and not is_there:
            raise Wrong("8002", "findes ikke")

    def _check_rules(self, service: str, cpr: str, thing: str, body: Any) -> None:
        """Two talks of one kind at one time are not allowed; an activity ends after it begins."""
        if service == "/v1/Samtale":
            held = [
                (told["samtaleType"], told["starttidspunkt"])
                for (other, number), (owner, told) in self.things.items()
                if other == service and owner == cpr and number != thing
            ]
            if body and (body["samtaleType"], body["starttidspunkt"]) in held:
                raise Wrong("4711", "en samtale af samme type på samme tidspunkt")
        if service == "/v1/Aktivitet" and body:
            core = body["aktivitet"]["aktivitetsstamdata"]
            if core.get("slutdato", "9999") < core["startdato"]:
                raise Wrong("1014", "slutdato ligger før startdato")


def _json(request: Request) -> Any:
    try:
        return json.loads(request.body)
    except ValueError:
        raise Wrong("1014", "Failed to validate message: no JSON") from None


def _identifier(body: Any) -> str:
    """The thing's own id, wherever the service has it; job wishes are one collection a citizen."""
    if "aktivitet" in body:
        return str(body["aktivitet"]["aktivitetsstamdata"]["aktivitetIdentifier"])
    for name, value in body.items():
        if name.endswith("Identifier"):
            return str(value)
    return "collection"
