"""What `pip install .` brings into an empty environment builds the site."""

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from environment import ROOT, RUN


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_has_every_file_of_the_package(wheel: Path) -> None:
    plugins = ROOT / "plugins"
    paths = [path.relative_to(plugins) for path in (plugins / "fieldnotes").rglob("*.*")]
    caches = ("__pycache__", ".")
    files = {
        path.as_posix()
        for path in paths
        if (plugins / path).is_file() and not any(part.startswith(caches) for part in path.parts)
    }
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert inside == files


def test_an_empty_environment_with_the_wheel_builds_the_archive(
    wheel: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    venv.create(empty, with_pip=True)
    python = empty / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    # The releases of the lock and nothing else of it: which packages are needed, the wheel has to say.
    pins = tmp_path / "pins.txt"
    lines = (ROOT / RUN).read_text(encoding="utf-8").splitlines()
    pins.write_text(
        "\n".join(line.rstrip(" \\") for line in lines if line[:1].isalnum()), encoding="utf-8"
    )
    install = [str(python), "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    subprocess.run([*install, "--constraint", str(pins), str(wheel)], check=True)

    archive = tmp_path / "archive"
    for folder in ("docs", "notes"):
        shutil.copytree(ROOT / folder, archive / folder)
    shutil.copy(ROOT / "mkdocs.yml", archive)
    built = subprocess.run(
        [str(python), "-m", "mkdocs", "build", "--strict"],
        cwd=archive,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stderr
    assert (archive / "site" / "index.html").is_file()
