"""Build the archive and serve it with live preview.

python3 scripts/serve.py [--notes DIR] [--host ADDRESS] [--port N]
"""

import contextlib
import os
import socket
import sys

import environment

DEFAULT_PORT = 8000
TRIES = 20


def main() -> int:
    parser = environment.parser(
        "ดูคลังในเครื่องนี้ แก้ไฟล์แล้วหน้าเว็บเปลี่ยนตาม · Serve the archive with live preview."
    )
    parser.add_argument(
        "--notes", metavar="DIR", help="โฟลเดอร์บันทึก · folder of the records (default: notes)"
    )
    parser.add_argument("--host", default="127.0.0.1", help="default: %(default)s")
    parser.add_argument(
        "--port", type=int, help="default: {}, or the next free one".format(DEFAULT_PORT)
    )
    options = parser.parse_args()
    notes = environment.from_current_folder(options.notes, environment.ROOT / "notes")
    if not notes.is_dir():
        parser.error("ไม่พบโฟลเดอร์บันทึก · there is no folder {}".format(notes))
    if options.port is not None and not is_free(options.host, options.port):
        parser.error("ใช้พอร์ต {0} ไม่ได้ · port {0} cannot be used".format(options.port))
    environment.enter(environment.RUN)

    from mkdocs.__main__ import cli

    os.environ["FIELDNOTES_NOTES"] = str(notes)
    address = "{}:{}".format(options.host, options.port or free_port(options.host))
    # --livereload by name: a release of click once turned its default off (mkdocs/mkdocs#4032).
    cli(["serve", "-f", str(environment.ROOT / "mkdocs.yml"), "-a", address, "--livereload"])
    return 0


def free_port(host: str) -> int:
    """Return the first free port from DEFAULT_PORT on; DEFAULT_PORT when all that are tried are taken."""
    ports = range(DEFAULT_PORT, DEFAULT_PORT + TRIES)
    return next((port for port in ports if is_free(host, port)), DEFAULT_PORT)


def is_free(host: str, port: int) -> bool:
    """Whether a server may listen on this port of this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        if os.name != "nt":
            # As the server itself does: a port that was in use a moment ago is free. On Windows the
            # option means something else, to take a port away from who listens on it.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
