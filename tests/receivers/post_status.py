"""Late answers as the shared message distributor gives them: PKO_PostStatus, kept until somebody asks."""

from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

from tests.receivers.web import Request, Response, WebReceiver

SPACE = "http://serviceplatformen.dk/xml/print/PKO_PostStatus/1/types"
DELIVERED, TAKEN_IN, FAILED = "Afleveret Digital Post", "Modtaget Digital Post", "Fejlet"


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
        """Have an answer ready for an envelope; more than once where it is to come more than once.

        With a transaction of the distributor's `own` it is known by the letter's UUID alone.
        """
        uuid = f"{envelope[:14]}4{envelope[15:]}".upper()
        text = (
            f'<p:PKO_PostStatus xmlns:p="{SPACE}"><p:TransmissionId>{own or envelope}</p:TransmissionId>'
            f"<p:MessageUUID>{uuid}</p:MessageUUID><p:KanalKode>Digital Post</p:KanalKode>"
            "<p:TransaktionsDatoTid>2026-11-22T12:00:00Z</p:TransaktionsDatoTid>"
            f"<p:TransaktionsStatusKode>{status}</p:TransaktionsStatusKode>"
            f"<p:CorrelationId>{envelope}</p:CorrelationId>"
            f"<p:FejlDetaljer><p:Fejl>{escape(details)}</p:Fejl></p:FejlDetaljer></p:PKO_PostStatus>"
        )
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
