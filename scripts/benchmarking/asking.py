"""Asking the built sites in a real browser: what they answer, how soon, and with how many bytes."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

import browser as browsers
from benchmarking.hosting import Host, hosted
from benchmarking.metrics import percentile
from benchmarking.processes import BuildFailed
from benchmarking.sites import Site

PATIENCE = 60_000
"""Milliseconds after which an answer is taken for none."""
Say = Callable[[str], None]
"""Says what is being done."""

PAGE_PATIENCE = 20_000
"""Milliseconds after which a page is taken to show nothing."""
KEY_PATIENCE = 5_000
"""The same for a single letter."""
QUIET = 250
"""Milliseconds without a change after which a page is taken to be done with a letter."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an engine answers: documents in their order, all of them, and the numbers it shows."""

    documents: tuple[int, ...]
    total: int
    more: int | None


Seen = Answer
"""The same as a reader sees it: the documents of the page's first part."""


@dataclass(slots=True)
class Speed:
    """Figures of one engine; seconds, and bytes as they come over the line. None: not measured.

    `first_…` are of the search alone: from the question to the first result, in a page just opened, and all bytes
    of the search's own files. `opened_…` are of everything: from the opening of the page, and with the theme.
    """

    asked: int = 0
    first_seconds: float | None = None
    first_bytes: float | None = None
    opened_seconds: float | None = None
    opened_bytes: float | None = None
    silent: int = 0
    bytes_before_focus: int = 0
    files_before_focus: list[str] = field(default_factory=list)
    keys: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    """Where letters were typed -> milliseconds a letter, median and 95th percentile."""


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A browser for all measurements; raise BuildFailed where there is none."""
    program = browsers.find()
    if program is None:
        raise BuildFailed(
            "No Chromium, Chrome or Edge was found; `python3 scripts/test.py` installs one."
        )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, headless=True, args=list(browsers.ARGUMENTS)
        )
        try:
            yield running
        finally:
            running.close()


@contextmanager
def opened(
    browser: Browser,
    host: Host,
    site: Site,
    address: str,
    wait: Literal["load", "networkidle"] = "load",
) -> Iterator[Page]:
    """A page in a browser that has nothing kept from before."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="th-TH")
    context.set_default_timeout(PATIENCE)
    try:
        context.add_init_script(script=site.script)
        page = context.new_page()
        page.goto(host.address + address, wait_until="commit")
        page.wait_for_load_state(wait)
        yield page
    finally:
        context.close()


def answers(browser: Browser, site: Site, queries: Sequence[str], say: Say) -> list[Answer]:
    """Return each query's whole answer, from one page that stays open; network not limited."""
    found = []
    with hosted(site.root) as host:
        host.is_limited = False
        with opened(browser, host, site, site.start) as page:
            for number, query in enumerate(queries, 1):
                say(f"{site.engine}: asking, {number} of {len(queries)}")
                told = page.evaluate("query => benchmark.answer(query)", query)
                found.append(Answer(_documents(site, told["places"]), told["total"], told["more"]))
    return found


def seen(browser: Browser, site: Site, queries: Sequence[str], say: Say) -> list[Seen | None]:
    """Return what this project's page shows of each answer; None where no total appeared."""
    found: list[Seen | None] = []
    with hosted(site.root) as host:
        host.is_limited = False
        with opened(browser, host, site, site.start) as page:
            for number, query in enumerate(queries, 1):
                say(f"{site.engine}: reading the page, {number} of {len(queries)}")
                told = page.evaluate(
                    "([query, patience]) => benchmark.seen(query, patience)",
                    [query, PAGE_PATIENCE],
                )
                found.append(
                    told and Seen(_documents(site, told["places"]), told["total"], told["more"])
                )
    return found


def whole_rankings(
    browser: Browser, site: Site, queries: Sequence[str], say: Say
) -> list[list[int]]:
    """Return all that this project's engine gives for each query, what is only related too."""
    found = []
    with hosted(site.root) as host:
        host.is_limited = False
        with opened(browser, host, site, site.start) as page:
            for number, query in enumerate(queries, 1):
                say(f"{site.engine}: asking, {number} of {len(queries)}")
                told = page.evaluate("query => benchmark.answer(query, true)", query)
                found.append(list(_documents(site, told["places"])))
    return found


def _documents(site: Site, places: Sequence[str]) -> tuple[int, ...]:
    numbers = (site.number(place) for place in places)
    return tuple(dict.fromkeys(number for number in numbers if number is not None))


def speed(
    browser: Browser, site: Site, queries: Sequence[str], typed: Sequence[str], say: Say
) -> Speed:
    """Measure how soon the first result of each query is seen, and how soon a letter is answered."""
    figures = Speed()
    with hosted(site.root) as host:
        _before_focus(browser, host, site, figures)
        _first_results(browser, host, site, queries, figures=figures, say=say)
        host.is_limited = False
        _keystrokes(browser, host, site, typed, figures=figures, say=say)
    return figures


def _before_focus(browser: Browser, host: Host, site: Site, figures: Speed) -> None:
    host.take()
    with opened(browser, host, site, site.plain, "networkidle"):
        sent = [request for request in host.take() if site.is_search(_path(request.path))]
    figures.bytes_before_focus = sum(request.size for request in sent)
    figures.files_before_focus = [f"{_path(request.path)} {request.size}" for request in sent]


def _first_results(
    browser: Browser, host: Host, site: Site, queries: Sequence[str], *, figures: Speed, say: Say
) -> None:
    waits, sizes, opened_waits, opened_sizes = [], [], [], []
    for number, query in enumerate(queries, 1):
        say(f"{site.engine}: first result, {number} of {len(queries)}")
        host.take()
        with opened(browser, host, site, site.start) as page:
            found = page.evaluate(
                "([query, patience]) => benchmark.timeToFirst(query, patience)", [query, PATIENCE]
            )
            sent = host.take()
        if found is None:
            figures.silent += 1
            continue
        waits.append(found["sinceAsked"] / 1000)
        opened_waits.append(found["sinceOpened"] / 1000)
        sizes.append(sum(request.size for request in sent if site.is_search(_path(request.path))))
        opened_sizes.append(sum(request.size for request in sent))
    if waits:
        figures.first_seconds = statistics.median(waits)
        figures.first_bytes = statistics.median(sizes)
        figures.opened_seconds = statistics.median(opened_waits)
        figures.opened_bytes = statistics.median(opened_sizes)
        figures.asked = len(waits)


def _keystrokes(
    browser: Browser, host: Host, site: Site, typed: Sequence[str], *, figures: Speed, say: Say
) -> None:
    press = "([text, quiet, patience]) => benchmark.keystroke(text, quiet, patience)"
    for name, address in site.typed:
        times = []
        with opened(browser, host, site, address) as page:
            # Wakes the engine, so that no letter waits for what is read once.
            for text in typed[:1]:
                page.evaluate("query => benchmark.answer(query)", text)
            for number, text in enumerate(typed, 1):
                say(f"{site.engine}: keystrokes, query {number} of {len(typed)}")
                page.evaluate(press, ["", QUIET, KEY_PATIENCE])
                times += [
                    page.evaluate(press, [text[:length], QUIET, KEY_PATIENCE])
                    for length in range(1, len(text) + 1)
                ]
        figures.keys[name] = percentile(times, 0.5), percentile(times, 0.95)


def _path(address: str) -> str:
    return address.partition("?")[0]
