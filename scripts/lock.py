"""Make the lock files anew from pyproject.toml: python3 scripts/lock.py [--upgrade].

Without --upgrade every release that still fits is kept. Afterwards each locked release is verified to
have a wheel for every system and every Python that the project names. Needs the network, and Python 3.11.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import List

import environment

UV = "uv==0.13.9"
PLATFORMS = (
    "x86_64-manylinux_2_28",
    "aarch64-manylinux_2_28",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
)
COMMON = (
    "--quiet",
    "--no-config",
    "--only-binary",
    ":all:",
)


def main() -> int:
    parser = environment.parser(__doc__)
    parser.add_argument(
        "--upgrade", action="store_true", help="take the newest release of everything"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        uv = install_uv(Path(folder))
        for lock, arguments in (
            (environment.RUN, ["--group", "build"]),
            # Bound to the first: what the tests try is what the site is built with.
            (environment.TEST, ["--group", "build", "--group", "test", "-c", environment.RUN]),
        ):
            if not compile_lock(uv, lock, arguments + ["--upgrade"] * options.upgrade):
                return 1
        return int(bool(without_wheel(uv, Path(folder))))


def install_uv(folder: Path) -> List[str]:
    """Install uv, which is needed for locking alone, into a passing environment; return its command."""
    subprocess.run([environment.find_python(), "-m", "venv", str(folder / "uv")], check=True)
    binaries = folder / "uv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([str(binaries / "python"), "-m", "pip", "install", "--quiet", UV], check=True)
    return [str(binaries / "uv"), "pip", "compile"]


def compile_lock(uv: List[str], lock: str, arguments: List[str]) -> bool:
    """Write one lock file; return whether that went well."""
    oldest = ".".join(str(part) for part in environment.OLDEST)
    made_with = "python3 scripts/lock.py"
    fixed = ["--universal", "--python-version", oldest, "--generate-hashes", "--no-emit-index-url"]
    output = ["--custom-compile-command", made_with, "--output-file", lock, "pyproject.toml"]
    return not subprocess.call(
        [*uv, *COMMON, *fixed, *arguments, *output], cwd=str(environment.ROOT)
    )


def without_wheel(uv: List[str], folder: Path) -> List[str]:
    """Return the systems for which something in the lock of the tests has no wheel, after naming it."""
    pins = folder / "pins.txt"
    text = (environment.ROOT / environment.TEST).read_text(encoding="utf-8")
    lines = (line.rstrip(" \\") for line in text.splitlines() if line[:1].isalnum())
    pins.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lacking = []
    for name in PLATFORMS:
        for minor in range(environment.OLDEST[1], environment.NEWEST[1] + 1):
            system = ["--python-platform", name, "--python-version", "3.{}".format(minor)]
            output = ["--output-file", str(folder / "resolved.txt"), str(pins)]
            if subprocess.call([*uv, *COMMON, *system, *output], stdout=subprocess.DEVNULL):
                lacking.append("{} 3.{}".format(name, minor))
                print("no wheel for everything: {}".format(lacking[-1]))
    return lacking


if __name__ == "__main__":
    sys.exit(main())
