"""The host that measured sites are served from."""

from __future__ import annotations

import gzip
import http.client
from pathlib import Path

from benchmarking.hosting import disk_size, hosted


def test_it_serves_as_a_common_static_host(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>ก</p>" * 100, encoding="utf-8")
    (tmp_path / "head.bin").write_bytes(b"\0" * 1000)
    with hosted(tmp_path) as host:
        host.is_limited = False
        connection = http.client.HTTPConnection(host.address.removeprefix("http://"), timeout=10)
        connection.request("GET", "/?q=x")
        page = connection.getresponse()
        body = page.read()
        assert page.headers["Content-Encoding"] == "gzip"
        assert page.headers["Cache-Control"] == "max-age=600"
        assert gzip.decompress(body).decode("utf-8") == "<p>ก</p>" * 100
        # One connection for all.
        connection.request("GET", "/head.bin")
        file = connection.getresponse()
        assert file.headers["Content-Encoding"] is None
        assert len(file.read()) == 1000
        connection.request("GET", "/none")
        assert connection.getresponse().status == 404
        connection.close()
        sent = host.take()
    assert [(request.path, request.status) for request in sent] == [
        ("/?q=x", 200),
        ("/head.bin", 200),
        ("/none", 404),
    ]
    assert sent[1].size > 1000
    assert not host.take()


def test_nothing_outside_the_site_is_served(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    with hosted(tmp_path / "site") as host:
        assert host.find("/../secret.txt") is None


def test_pieces_add_up_whether_the_line_is_limited_or_not(tmp_path: Path) -> None:
    with hosted(tmp_path) as host:
        assert b"".join(host.pieces(b"x" * 20_000)) == b"x" * 20_000
        host.is_limited = False
        assert list(host.pieces(b"x" * 20_000)) == [b"x" * 20_000]


def test_size_on_disk_and_as_sent(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_bytes(b" " * 10_000)
    (tmp_path / "b.bin").write_bytes(b" " * 10_000)
    plain, sent = disk_size(tmp_path.iterdir())
    assert plain == 20_000
    assert 10_000 < sent < 10_200
