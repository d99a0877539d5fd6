"""A receiver that is asked over HTTP: one thread a request, on the loopback address alone."""

import socket
import ssl
import struct
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.receivers.certificate import certificate
from tests.receivers.scripting import BUSY, DOWN, Memory, Mood


@dataclass(frozen=True)
class Request:
    """What came."""

    method: str
    path: str
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Response:
    """What is answered."""

    status: int
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


class Wrong(Exception):
    """The request breaks the description: which code, and why in words."""

    def __init__(self, code: str, words: str, status: int = 400) -> None:
        self.code, self.words, self.status = code, words, status
        super().__init__(f"{code}: {words}")


class Broken(Exception):
    """The line is broken without an answer."""


class WebReceiver(Memory):
    """A receiver over HTTP. Each kind says what is right (`read`), a repeat, and how it answers."""

    #: Speaks TLS with a certificate nobody vouches for but itself, and asks for one of whoever comes.
    is_guarded = False

    def __enter__(self) -> Self:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.receiver = self
        if self.is_guarded:
            self._server.socket = _guarded().wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http{'s' * self.is_guarded}://127.0.0.1:{self._server.server_port}"

    @property
    def settings(self) -> dict[str, Any]:
        """What a transport needs to find it."""
        return {"address": self.address, "connect_seconds": 20, "read_seconds": 20}

    def answer(self, request: Request) -> Response:
        """The mood first, then the description, then the repeat, then what is taken in."""
        if (special := self.special(request)) is not None:
            return special
        with self.lock:
            self.asked.append(self.id_of(request))
        mood = self.mood()
        if mood is DOWN:
            raise Broken
        if mood is BUSY:
            return Response(503, headers={"Retry-After": str(int(mood.seconds))})
        try:
            return self._judge(request, mood)
        except Wrong as wrong:
            return self.refusal(wrong)

    def _judge(self, request: Request, mood: Mood) -> Response:
        with self.lock:
            seen = self.repeat(request)
            if seen is not None:
                return seen
            read = self.read(request)
            if mood.name == "refuse":
                raise Wrong(mood.code, mood.words)
            answered = self.take(request, read, mood)
        if mood.name == "lost":
            raise Broken
        if mood.name == "slow":
            self.wait(mood.seconds)
        return answered

    def special(self, request: Request) -> Response | None:
        """An answer to what is no message, such as a question for late answers."""
        return None

    def id_of(self, request: Request) -> str:
        """The id a request comes under; empty where it has none."""
        raise NotImplementedError

    def repeat(self, request: Request) -> Response | None:
        """The answer to an id that was seen before; None to a new one."""
        raise NotImplementedError

    def read(self, request: Request) -> Any:
        """What the request holds. Raises Wrong where it breaks the description."""
        raise NotImplementedError

    def take(self, request: Request, read: Any, mood: Mood) -> Response:
        """Register what was read, and say so."""
        raise NotImplementedError

    def refusal(self, wrong: Wrong) -> Response:
        """How this receiver turns something down."""
        raise NotImplementedError


def _guarded() -> ssl.SSLContext:
    folder = certificate()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    context.load_verify_locations(folder / "cert.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    return context


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    receiver: WebReceiver

    def handle_error(self, *told: Any) -> None:
        """Say nothing of a handshake that failed."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = Request(self.command, self.path, self.headers, body)
        try:
            answer = self.server.receiver.answer(request)
        except Broken:
            self._break()
            return
        with suppress(OSError):  # whoever asked may have gone
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

    do_GET = do_POST  # noqa: N815
    do_PUT = do_POST  # noqa: N815
    do_DELETE = do_POST  # noqa: N815

    def _break(self) -> None:
        """Reset the connection, so that the other end sees it at once."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""
