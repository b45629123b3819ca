"""The engine alone in a browser's page, with an index that stands in memory: for tests of what it finds."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from playwright.sync_api import Browser

from fieldnotes.search import index
from fieldnotes.search.documents import Document
from fieldnotes.search.scripts import ENGINE, with_data

_EXPOSED = "globalThis.openEngine = openEngine;\n})();\n"


class EnginePage:
    """An engine over some documents; small=0 makes shards also of a small site, `forgets` keeps none of them."""

    def __init__(
        self,
        browser: Browser,
        documents: Iterable[Document],
        small: int = index.SMALL,
        *,
        forgets: bool = False,
    ) -> None:
        self._page = browser.new_page()
        script = with_data(ENGINE)
        if forgets:
            script, kept = re.subn(r"(SHARDS|BUNDLES)_KEPT = \d+", r"\1_KEPT = 0", script)
            assert kept == 2
        self._page.evaluate(script[: script.rindex("})();")] + _EXPOSED)
        files = index.build(documents, small)
        plain = {
            path: base64.b64encode(zlib.decompress(data)).decode() for path, data in files.items()
        }
        self._page.evaluate(
            """async (files) => {
              const load = async (path) => {
                if (!(path in files)) throw Object.assign(new Error(path), { name: "missing" });
                return Uint8Array.from(atob(files[path]), (sign) => sign.charCodeAt(0));
              };
              globalThis.files = files;
              globalThis.engine = await openEngine(load);
            }""",
            plain,
        )

    def search(self, query: str, **request: object) -> Any:
        """Return the answer to a query, all results of it."""
        return self._page.evaluate(
            "(request) => engine.search(request)", {"query": query, "size": 100_000, **request}
        )

    def urls(self, query: str, **request: object) -> list[str]:
        """Return the addresses of all results."""
        return [result["url"] for result in self.search(query, **request)["results"]]

    def told_at_first(self, query: str, **request: object) -> Any:
        """Return what is told of an answer before it is complete, and the whole answer."""
        return self._page.evaluate(
            """async (request) => {
              const told = [];
              const answer = await engine.search(request, (part) => told.push(part));
              return [told, answer];
            }""",
            {"query": query, **request},
        )

    def suggestions(self, typed: str) -> list[str]:
        """Return what the box would offer."""
        found: list[str] = self._page.evaluate("(typed) => engine.suggest(typed)", typed)
        return found

    def paths(self) -> list[str]:
        """Return the paths of the index's files."""
        found: list[str] = self._page.evaluate("() => Object.keys(files)")
        return found

    def cut(self, path: str, size: int) -> None:
        """Let a file end after so many bytes."""
        self._page.evaluate(
            "([path, size]) => { files[path] = btoa(atob(files[path]).slice(0, size)) }",
            [path, size],
        )

    def without_words(self) -> None:
        """Take away the browser's own knowledge of words, which older ones do not have."""
        self._page.evaluate("() => { delete Intl.Segmenter }")

    def without(self, path: str) -> None:
        """Take a file away, as a site that has changed would."""
        self._page.evaluate(f"() => {{ delete files[{json.dumps(path)}] }}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._page.close()
