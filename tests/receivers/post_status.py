"""Late answers of the shared message distributor: PKO_PostStatus, kept until asked for, or brought."""

import base64
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from tests.receivers.web import Request, Response, WebReceiver

SPACE = "http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types"
DELIVERED, TAKEN_IN, FAILED = "Afleveret Digital Post", "Modtaget Digital Post", "Fejlet"


def post_status(envelope: str, status: str = DELIVERED, details: str = "", own: str = "") -> str:
    """What became of an envelope. With a transaction of the distributor's `own` its letter names it."""
    uuid = f"{envelope[:14]}4{envelope[15:]}".upper()
    return (
        f'<p:PKO_PostStatus xmlns:p="{SPACE}"><p:TransmissionId>{own or envelope}</p:TransmissionId>'
        f"<p:MessageUUID>{uuid}</p:MessageUUID><p:KanalKode>Digital Post</p:KanalKode>"
        "<p:TransaktionsDatoTid>2026-11-22T12:00:00Z</p:TransaktionsDatoTid>"
        f"<p:TransaktionsStatusKode>{status}</p:TransaktionsStatusKode>"
        f"<p:CorrelationId>{envelope}</p:CorrelationId>"
        f"<p:FejlDetaljer><p:Fejl>{escape(details)}</p:Fejl></p:FejlDetaljer></p:PKO_PostStatus>"
    )


def brought(status: str) -> bytes:
    """The call by which the distributor brings a status by itself: in base64 in the data of its envelope."""
    data = base64.b64encode(status.encode()).decode()
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<s:ModtagBeskedInput xmlns:s="urn:oio:sts:1.0.0">'
        '<Haendelsesbesked xmlns="urn:oio:besked:kuvert:1.0" xmlns:sd="urn:oio:sagdok:3.0.0"><BeskedId>'
        "<sd:UUIDIdentifikator>1d81c472-0808-44cc-963d-f5ef0170ae1d</sd:UUIDIdentifikator></BeskedId>"
        "<BeskedVersion>1.0</BeskedVersion><Beskedkuvert/>"
        f"<Beskeddata><Base64>{data}</Base64></Beskeddata></Haendelsesbesked></s:ModtagBeskedInput>"
    ).encode()


class LateAnswers(WebReceiver):
    """A receiver whose answers come later, at an address of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._told: list[tuple[str, str]] = []

    @property
    def settings(self) -> dict[str, object]:
        return {**super().settings, "answers_address": f"{self.address}/answers"}

    def tell(
        self, envelope: str, status: str = DELIVERED, details: str = "", *, times: int = 1, own: str = ""
    ) -> None:
        """Have an answer ready for an envelope; more than once where it is to come more than once."""
        text = post_status(envelope, status, details, own)
        with self.lock:
            self._told += [(envelope, text)] * times

    def special(self, request: Request) -> Response | None:
        parts = urlsplit(request.path)
        if request.method != "GET" or parts.path != "/answers":
            return None
        wanted = parse_qs(parts.query).get("id", [])
        with self.lock:
            found = "".join(text for envelope, text in self._told if envelope in wanted)
        return Response(200, f"<answers>{found}</answers>".encode(), "application/xml")
