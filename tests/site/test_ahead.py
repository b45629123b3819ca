"""Rendering ahead in a second process. Each test asks a process of its own: one with threads may not fork."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

BEGIN = """
import gc, json, os, time
from fieldnotes.site.ahead import FEWEST_PAGES, RenderAhead

keys = [f"notes/{number}" for number in range(FEWEST_PAGES + 50)]

def tell(**facts):
    print(json.dumps(facts))
"""


def can_be_ahead() -> bool:
    """Whether this machine has what it takes: Linux and a second processor."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BEGIN + script],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def told(script: str) -> dict[str, object]:
    result = run(script)
    assert result.returncode == 0, result.stderr
    facts: dict[str, object] = json.loads(result.stdout)
    return facts


def test_pages_are_rendered_in_another_process_where_that_can_be_done() -> None:
    facts = told("""
ahead = RenderAhead(keys, lambda key: f"{key} {os.getpid()}")
texts = [ahead.text(key) for key in keys]
ahead.stop()
here = sum(text.endswith(f" {os.getpid()}") for text in texts)
tell(right=[text.split()[0] for text in texts] == keys, here=here, all=len(keys))
""")
    assert facts["right"]
    assert facts["here"] == (0 if can_be_ahead() else facts["all"])


def test_while_the_other_process_is_late_pages_that_stand_alone_are_rendered_here_each_once() -> (
    None
):
    facts = told("""
import multiprocessing

def render(key):
    if multiprocessing.parent_process() is not None:
        time.sleep(0.02)
    return f"{key} {os.getpid()}"

ahead = RenderAhead(keys, render, alone=lambda key: key.endswith("7"))
texts = [ahead.text(key) for key in keys]
ahead.stop()
here = [text.split()[0] for text in texts if text.endswith(f" {os.getpid()}")]
tell(right=[text.split()[0] for text in texts] == keys, here=here, all=keys)
""")
    assert facts["right"]
    if can_be_ahead():
        here = facts["here"]
        assert isinstance(here, list)
        assert here
        assert all(key.endswith("7") for key in here)
    else:
        assert facts["here"] == facts["all"]


def test_few_pages_are_rendered_here() -> None:
    facts = told("""
ahead = RenderAhead(keys[:5], lambda key: str(os.getpid()))
tell(here=all(ahead.text(key) == str(os.getpid()) for key in keys[:5]))
ahead.stop()
""")
    assert facts == {"here": True}


def test_every_sign_of_a_text_comes_over() -> None:
    facts = told("""
render = lambda key: key * 5000 + "\\udcff ก\\u0e4d\\u0e32"
ahead = RenderAhead(keys, render)
tell(right=all(ahead.text(key) == render(key) for key in keys))
ahead.stop()
""")
    assert facts == {"right": True}


def test_pages_that_are_not_asked_for_in_order_or_not_announced_are_rendered_all_the_same() -> None:
    facts = told("""
ahead = RenderAhead(keys, str.upper)
asked = [keys[0], "agenda/", keys[1], keys[30], keys[2], keys[-1]]
tell(right=[ahead.text(key) for key in asked] == [key.upper() for key in asked])
ahead.stop()
""")
    assert facts == {"right": True}


@pytest.mark.parametrize("key", ["notes/0", "notes/120"])
def test_a_fault_in_the_other_process_is_raised_here_in_its_own_words(key: str) -> None:
    result = run(f"""
def render(key):
    if key == "{key}":
        raise ValueError("หน้าของ " + key + " มีที่ผิด")
    return key

ahead = RenderAhead(keys, render)
for key in keys:
    ahead.text(key)
""")
    assert result.returncode != 0
    assert f"ValueError: หน้าของ {key} มีที่ผิด" in result.stderr
    assert "in render" in result.stderr


def test_stopping_ends_a_process_that_hangs_and_gives_memory_back() -> None:
    facts = told("""
import multiprocessing

def render(key):
    if key == keys[1] and multiprocessing.parent_process() is not None:
        time.sleep(3600)
    return key

ahead = RenderAhead(keys, render)
ahead.text(keys[0])
ahead.stop()
tell(left=len(multiprocessing.active_children()), frozen=gc.get_freeze_count())
""")
    assert facts == {"left": 0, "frozen": 0}
