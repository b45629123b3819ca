"""What the tests in a browser share: built sites, served, and pages that must have no fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from search.searched_site import build_searched
from serving import served


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the folder of a site, built when it is first asked for: its text "whole", or its index in "shards"."""
    built: dict[str, Path] = {}

    def site_of(kind: str) -> Path:
        if kind not in built:
            built[kind] = build_searched(
                tmp_path_factory.mktemp(kind), small=0 if kind == "shards" else None
            )
        return built[kind]

    return site_of


@pytest.fixture(scope="module")
def addresses(site: Callable[[str], Path]) -> Iterator[Callable[[str], str]]:
    """Return the address at which such a site is served."""
    running: dict[str, str] = {}
    with ExitStack() as stack:

        def address_of(kind: str) -> str:
            if kind not in running:
                running[kind] = stack.enter_context(served(site(kind)))
            return running[kind]

        yield address_of


@pytest.fixture
def address(request: pytest.FixtureRequest, addresses: Callable[[str], str]) -> str:
    """Return where the site is that ships its text whole; a test in `both` asks the other one too."""
    return addresses(getattr(request, "param", "whole"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser that has kept nothing."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800}, locale="th-TH")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a page that has no fault."""
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    assert faults == []
