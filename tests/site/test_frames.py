"""What the theme puts around pages: rendered once for many pages, and the same as if rendered for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_site import CONFIGURATION, REAL_NOTES, build, configuration, contents, write_tree
from made_archive import write_archive
from mkdocs.config import load_config

from fieldnotes.site.frames import is_known

INTEGRATED = {"features": [*load_config(str(CONFIGURATION)).theme["features"], "toc.integrate"]}


@pytest.fixture(autouse=True)
def _real_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let configurations that are read in this process find records."""
    monkeypatch.setenv("FIELDNOTES_NOTES", str(REAL_NOTES))


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "notes"
    write_archive(folder, notes=60)
    return folder


@pytest.fixture(scope="module")
def hook(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A hook that does nothing; that there is one turns frames off."""
    folder = write_tree(tmp_path_factory.mktemp("hook"), {"hook.py": "def on_env(env, **_): ...\n"})
    return str(folder / "hook.py")


def frames_are_used(config: Path) -> bool:
    loaded = load_config(str(config))
    loaded.plugins.on_startup(command="build", dirty=False)
    return is_known(loaded.plugins.on_config(loaded))


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        pytest.param({}, {}, id="as it is"),
        pytest.param({"theme": INTEGRATED}, {}, id="contents in the navigation"),
        pytest.param(
            {},
            {"REPO_URL": "https://example.org/khlang", "SITE_URL": "https://example.org/site/"},
            id="with addresses",
        ),
        pytest.param({"use_directory_urls": False}, {}, id="without directories"),
    ],
)
def test_a_site_put_together_from_frames_is_what_the_theme_writes(
    notes: Path, hook: str, tmp_path: Path, options: dict[str, object], variables: dict[str, str]
) -> None:
    quick = configuration(tmp_path / "quick", **options)
    slow = configuration(tmp_path / "slow", hooks=[hook], **options)
    assert frames_are_used(quick)
    assert not frames_are_used(slow)
    framed = contents(build(notes, tmp_path / "framed", quick, **variables))
    whole = contents(build(notes, tmp_path / "whole", slow, **variables))
    assert len([path for path in framed if path.endswith(".html")]) > 150
    assert framed.keys() == whole.keys()
    assert [path for path in framed if framed[path] != whole[path]] == []


def test_frames_are_for_a_theme_and_plugins_that_were_looked_through(tmp_path: Path) -> None:
    templates = write_tree(tmp_path / "theme", {"main.html": '{% extends "base.html" %}'})
    plugins = [{"search": {"lang": "th"}}, {"fieldnotes": {"notes": str(REAL_NOTES)}}]
    assert frames_are_used(configuration(tmp_path / "a", plugins=plugins))
    assert not frames_are_used(configuration(tmp_path / "b", plugins=[*plugins, "tags"]))
    own = {"name": "material", "custom_dir": str(templates)}
    assert not frames_are_used(configuration(tmp_path / "c", theme=own))
    assert not frames_are_used(configuration(tmp_path / "d", theme={"name": "mkdocs"}))


def test_a_plugin_that_gives_each_page_its_own_words_is_heard_on_each(
    notes: Path, tmp_path: Path
) -> None:
    files = write_tree(
        tmp_path,
        {
            "hook.py": "def on_page_context(context, page, **_):\n    context['own'] = page.url\n",
            "theme/main.html": '{% extends "base.html" %}{% block extrahead %}<meta name="own" content="{{ own }}">'
            "{% endblock %}",
        },
    )
    config = configuration(
        tmp_path / "project",
        hooks=[str(files / "hook.py")],
        theme={"custom_dir": str(files / "theme")},
    )
    site = build(notes, tmp_path / "site", config)
    for note in ("made-00001", "made-00002"):
        page = (site / "notes" / note / "index.html").read_text(encoding="utf-8")
        assert f'<meta name="own" content="notes/{note}/">' in page
