"""A static host on this machine that is as far away as one on the internet.

It compresses what common static hosts compress (texts, scripts, JSON; not `.bin`), says how long things may be kept as
GitHub Pages does, keeps connections open, and counts what it sends.

Distance and width of the line are imposed here and not by the browser: what a browser imposes on a page it does not
impose on the workers that the page starts, so a search engine in a worker would look faster than it is. Every answer
begins one latency after its request came (so does the browser's own throttling), and all connections share one line.
"""

from __future__ import annotations

import contextlib
import gzip
import http.server
import mimetypes
import threading
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LATENCY = 0.060
"""Seconds from a request to the first byte of its answer."""
BYTES_A_SECOND = 9_000_000 / 8
"""Width of the line: 9 Mb/s."""

_COMPRESSED = {
    ".html",
    ".css",
    ".js",
    ".mjs",
    ".json",
    ".xml",
    ".txt",
    ".svg",
    ".map",
    ".wasm",
    ".md",
}
_LARGE = 200_000
"""From this size a file is compressed before the first request, so that nobody waits for it."""
_PIECE = 8_192


@dataclass(frozen=True, slots=True)
class Request:
    """An answer that was sent: the path asked for and its bytes on the line, head included."""

    path: str
    size: int
    status: int


class Host:
    """The host's state: what it serves, how far away it is, and what it has sent."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        self.address = ""
        self.is_limited = True
        self.sent: list[Request] = []
        self._lock = threading.Lock()
        self._line_is_free = 0.0
        self._bodies: dict[str, tuple[bytes, str, bool]] = {}
        for file in self.site.rglob("*"):
            if file.suffix in _COMPRESSED and file.is_file() and file.stat().st_size >= _LARGE:
                self._body("/" + file.relative_to(self.site).as_posix())

    def take(self) -> list[Request]:
        """Return what was sent since the last call."""
        with self._lock:
            sent, self.sent = self.sent, []
        return sent

    def note(self, request: Request) -> None:
        """Count an answer."""
        with self._lock:
            self.sent.append(request)

    def pieces(self, answer: bytes) -> Iterator[bytes]:
        """Part an answer into pieces that each come when the line, which all answers share, has room."""
        if not self.is_limited:
            yield answer
            return
        for start in range(0, len(answer), _PIECE):
            piece = answer[start : start + _PIECE]
            with self._lock:
                free = max(time.perf_counter(), self._line_is_free)
                self._line_is_free = free + len(piece) / BYTES_A_SECOND
                arrives = self._line_is_free
            wait = arrives - time.perf_counter()
            if wait > 0:
                time.sleep(wait)
            yield piece

    def find(self, address: str) -> tuple[bytes, str, bool] | None:
        """Return body, type and whether it is compressed of what an address names, or None."""
        path = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
        if path.endswith("/"):
            path += "index.html"
        return self._body(path)

    def _body(self, path: str) -> tuple[bytes, str, bool] | None:
        known = self._bodies.get(path)
        if known is not None:
            return known
        file = (self.site / path.lstrip("/")).resolve()
        if self.site not in file.parents or not file.is_file():
            return None
        body, compressed = file.read_bytes(), file.suffix in _COMPRESSED
        if compressed:
            body = gzip.compress(body, 6)
        found = (body, _type_of(file), compressed)
        self._bodies[path] = found
        return found


def _type_of(file: Path) -> str:
    if file.suffix in {".js", ".mjs"}:
        return "text/javascript"
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        host = self.server.host
        if host.is_limited:
            time.sleep(LATENCY)
        found = host.find(self.path)
        body, kind, compressed = found or (b"Not found", "text/plain", False)
        status = 200 if found else 404
        head = [
            f"HTTP/1.1 {status} {'OK' if found else 'Not Found'}",
            f"Content-Type: {kind}" + ("; charset=utf-8" if kind.startswith("text/") else ""),
            f"Content-Length: {len(body)}",
            "Cache-Control: max-age=600",
            "Vary: Accept-Encoding",
            *(["Content-Encoding: gzip"] if compressed else []),
        ]
        answer = "\r\n".join([*head, "", ""]).encode("ascii") + body
        host.note(Request(self.path, len(answer), status))
        for piece in host.pieces(answer):
            self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    host: Host

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes its page closes its connections; nothing is wrong then."""


@contextlib.contextmanager
def hosted(site: Path) -> Iterator[Host]:
    """Serve a folder on loopback while the context lasts."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.host = Host(site)
    server.host.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield server.host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def disk_size(files: Iterator[Path]) -> tuple[int, int]:
    """Return the bytes of files as they stand and as a host would send them."""
    plain = sent = 0
    for file in files:
        body = file.read_bytes()
        plain += len(body)
        sent += len(gzip.compress(body, 6)) if file.suffix in _COMPRESSED else len(body)
    return plain, sent
