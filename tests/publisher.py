"""A publisher's server on this machine: real sockets, and real TLS where asked for."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler", bytes], None]


def edition(entries: int, name: str = "HERON") -> bytes:
    """OFAC's consolidated list in XML, as published, with so many entries."""
    rows = "".join(
        f"<sdnEntry><uid>{number}</uid><lastName>{name} {number}</lastName>"
        "<sdnType>Entity</sdnType><programList><program>NS-PLC</program></programList></sdnEntry>"
        for number in range(1, entries + 1)
    )
    return (
        '<?xml version="1.0" standalone="yes"?><sdnList xmlns="http://tempuri.org/sdnList.xsd">'
        "<publshInformation><Publish_Date>11/23/2023</Publish_Date>"
        f"<Record_Count>{entries}</Record_Count></publshInformation>{rows}</sdnList>"
    ).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Publisher

    def do_GET(self) -> None:
        publisher = self.server
        publisher.asked.append((self.path, dict(self.headers)))
        waiting = publisher.answers[self.path]
        answer = waiting.pop(0) if waiting else publisher.usual.get(self.path, whole)
        try:
            answer(self, publisher.files.get(self.path, b""))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, *said: object) -> None:
        """Nobody reads it."""

    def send(self, status: int, data: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def hang_up(self) -> None:
        self.wfile.flush()
        self.close_connection = True


class Publisher(ThreadingHTTPServer):
    """A publisher's server: its files, and how it answers the next requests for each."""

    daemon_threads = True

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scheme = "https" if tls else "http"
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.files: dict[str, bytes] = {}
        self.answers: defaultdict[str, list[Answer]] = defaultdict(list)
        self.usual: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def address(self, path: str) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, *said: object) -> None:
        """A client that hung up is no news."""


@contextlib.contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Publisher]:
    """A publisher whose server runs while the block does."""
    with Publisher(tls) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


# How a server answers.


def whole(handler: Handler, data: bytes) -> None:
    etag = f'"{hashlib.sha256(data).hexdigest()[:8]}"'
    if handler.headers.get("If-None-Match") == etag:
        handler.send(304, ETag=etag)
    else:
        handler.send(200, data, ETag=etag, Last_Modified="Mon, 23 Nov 2026 12:00:00 GMT")


def without_etag(handler: Handler, data: bytes) -> None:
    handler.send(200, data)


def unmeasured(handler: Handler, data: bytes) -> None:
    """Without a length: the end of the connection is the end of the file."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(data)
    handler.hang_up()


def packed(body: bytes, encoding: str) -> Answer:
    """A body that is said to be compressed."""
    return status(200, body, Content_Encoding=encoding)


def dropped(share: float) -> Answer:
    def answer(handler: Handler, data: bytes) -> None:
        if share:
            handler.send(200, data[: int(len(data) * share)], Content_Length=str(len(data)))
        handler.hang_up()

    return answer


def misjudged(by: int) -> Answer:
    def answer(handler: Handler, data: bytes) -> None:
        handler.send(200, data, Content_Length=str(len(data) + by))
        handler.hang_up()

    return answer


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    return lambda handler, _: handler.send(code, body, **headers)


def moved(address: str, code: int = 302) -> Answer:
    return status(code, Location=address)


def dripping(handler: Handler, data: bytes) -> None:
    """A byte at a time, with the pauses of a slow server."""
    handler.send(200, Content_Length=str(len(data)))
    for place in range(len(data)):
        handler.wfile.write(data[place : place + 1])
        threading.Event().wait(0.02)


def dripping_headers(handler: Handler, data: bytes) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        handler.wfile.write(f"X-{number}: drip\r\n".encode())
        threading.Event().wait(0.02)


def bomb(handler: Handler, data: bytes) -> None:
    handler.send(200, gzip.compress(bytes(64 << 20)), Content_Encoding="gzip")
