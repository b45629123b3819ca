"""Rendering ahead: a second process makes the pages' content while MkDocs frames, indexes and writes.

MkDocs takes one page after the other, in an order that is known beforehand. So a copy of this process
(`fork`) renders them in that order and passes them on; what comes out is the same, sooner. Where that
cannot be done (one processor, Windows, macOS, threads) nothing is rendered ahead, and what was not
rendered ahead is rendered here, when it is asked for.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

if sys.platform == "linux":
    import fcntl

FEWEST_PAGES = 100
"""Fewer pages are rendered before a second process is under way."""

_PATIENCE = 5.0
"""Seconds that the other process has to end by itself once nobody listens; a page takes some hundredths."""

_FAILED = b""


class RenderAhead:
    """Texts that a second process makes, one for each key, to be asked for in the order of the keys."""

    def __init__(self, keys: Iterable[str], render: Callable[[str], str]) -> None:
        """Start to render; `render` is called in the other process, with what this one knows now, or else in this."""
        self._keys = list(keys)
        self._render = render
        self._asked_for = frozenset(self._keys)
        self._next: Iterator[str] = iter(self._keys)
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        if len(self._keys) >= FEWEST_PAGES and _can_fork():
            context = get_context("fork")
            self._connection, theirs = context.Pipe(duplex=False)
            _widen(theirs)
            self._process = context.Process(
                target=_render_all, args=(self._keys, render, theirs, self._connection), daemon=True
            )
            self._process.start()
            theirs.close()

    def text(self, key: str) -> str:
        """Return the text of a key, whether or not it was among those to be rendered ahead.

        What failed in the other process is rendered again here, so that its own exception is raised, with the
        place where it arose; a key out of order ends the rendering ahead.
        """
        text = self._take(key)
        return self._render(key) if text is None else text

    def stop(self) -> None:
        """End the other process, whether or not it has rendered all."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.join(_PATIENCE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join(_PATIENCE)
            self._process = None

    def _take(self, key: str) -> str | None:
        if self._connection is None or key not in self._asked_for:
            return None
        if next(self._next, None) != key:
            self.stop()
            return None
        try:
            text = self._connection.recv_bytes()
        except (EOFError, OSError):
            self.stop()
            return None
        return None if text == _FAILED else text[1:].decode("utf-8", "surrogatepass")


def _can_fork() -> bool:
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )


def _widen(pipe: Connection) -> None:
    """Let a pipe hold more than its 64 KiB, which is two pages."""
    if sys.platform == "linux":
        fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, 2**20)


def _render_all(
    keys: Iterable[str], render: Callable[[str], str], to: Connection, unused: Connection
) -> None:
    unused.close()
    try:
        for key in keys:
            try:
                text = b" " + render(key).encode("utf-8", "surrogatepass")
            except Exception:  # noqa: BLE001 - it is raised again where it can be told
                text = _FAILED
            to.send_bytes(text)
    except OSError:
        pass  # nobody wants the rest
