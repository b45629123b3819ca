"""Rendering ahead: a second process makes the pages' content while MkDocs frames, indexes and writes.

MkDocs takes one page after the other, in an order that is known beforehand. So a copy of this process
(`fork`) renders them in that order and passes them on; what comes out is the same, sooner. While this
process would have to wait for a page, it renders one that the other has not begun. Where that cannot be done
(one processor, Windows, macOS, threads) nothing is rendered ahead, and what was not rendered ahead is
rendered here, when it is asked for.
"""

from __future__ import annotations

import mmap
import os
import sys
import threading
from collections.abc import Callable, Iterable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

if sys.platform == "linux":
    import fcntl

FEWEST_PAGES = 100
"""Fewer pages are rendered before a second process is under way."""

_PATIENCE = 5.0
"""Seconds that the other process has to end by itself once nobody listens; a page takes some hundredths."""

_MOST_KEPT = 2**24
"""Signs of the texts that this process may have rendered and not been asked for yet."""

_FAILED = b""


class _Places:
    """Which process renders which key: each is taken once. Shared by both."""

    def __init__(self, count: int, context: BaseContext) -> None:
        self._taken = mmap.mmap(-1, count)
        self._lock = context.Lock()

    def take(self, place: int) -> bool:
        """Take a place, unless the other process has it."""
        with self._lock:
            free = self._taken[place] == 0
            self._taken[place] = 1
        return free


class RenderAhead:
    """Texts that a second process makes, one for each key, to be asked for in the order of the keys."""

    def __init__(
        self,
        keys: Iterable[str],
        render: Callable[[str], str],
        alone: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """Start to render; `render` is called in the other process, with what this one knows now, or else in this.

        Keys that stand `alone`, so that rendering them where others were not rendered costs nothing, may be rendered
        by either.
        """
        self._keys = list(keys)
        self._render = render
        self._asked_for = frozenset(self._keys)
        self._place = -1
        self._alone = (place for place, key in enumerate(self._keys) if alone(key))
        self._own: dict[int, str] = {}
        self._kept = 0
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        if len(self._keys) >= FEWEST_PAGES and _can_fork():
            context = get_context("fork")
            self._connection, theirs = context.Pipe(duplex=False)
            _widen(theirs)
            self._places = _Places(len(self._keys), context)
            self._process = context.Process(
                target=_render_all,
                args=(self._keys, render, self._places, theirs, self._connection),
                daemon=True,
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
        self._place += 1
        if self._place >= len(self._keys) or self._keys[self._place] != key:
            self.stop()
            return None
        try:
            while self._place not in self._own and not self._connection.poll():
                if not self._render_one():
                    break
            if (own := self._own.pop(self._place, None)) is not None:
                self._kept -= len(own)
                return own
            text = self._connection.recv_bytes()
        except (EOFError, OSError):
            self.stop()
            return None
        return None if text == _FAILED else text[1:].decode("utf-8", "surrogatepass")

    def _render_one(self) -> bool:
        """Render a key that the other process has not begun, to have it when it is asked for; tell if there was one."""
        if self._kept > _MOST_KEPT:
            return False
        for place in self._alone:
            if place >= self._place and self._places.take(place):
                self._own[place] = text = self._render(self._keys[place])
                self._kept += len(text)
                return True
        return False


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
    keys: Iterable[str],
    render: Callable[[str], str],
    places: _Places,
    to: Connection,
    unused: Connection,
) -> None:
    unused.close()
    try:
        for place, key in enumerate(keys):
            if not places.take(place):
                continue
            try:
                text = b" " + render(key).encode("utf-8", "surrogatepass")
            except Exception:  # noqa: BLE001 - it is raised again where it can be told
                text = _FAILED
            to.send_bytes(text)
    except OSError:
        pass  # nobody wants the rest
