"""Installing LanguageTool from a server of our own: whole and pinned, or not at all."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from replylint.cli.entry import main
from replylint.detect import languagetool_install
from replylint.detect.languagetool_install import install, write_class_path_jar
from replylint.detect.languagetool_server import find_home
from replylint.errors import BackendProtocolError, BackendUnavailable

pytestmark = pytest.mark.enable_socket  # the loopback address only


def _archive(name: str = "LanguageTool-6.8/languagetool-server.jar") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, b"jar")
    return content.getvalue()


@pytest.fixture
def served() -> Iterator[tuple[str, dict[str, bytes]]]:
    files: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = files.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *args: object) -> None:
            del args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", files
    server.shutdown()
    server.server_close()


def test_an_archive_is_laid_where_it_is_looked_for(served, tmp_path: Path) -> None:
    url, files = served
    files["/lt.zip"] = _archive()
    seen: list[tuple[int, int]] = []
    home = install(
        folder=tmp_path,
        archive_url=f"{url}/lt.zip",
        archive_sha256=hashlib.sha256(files["/lt.zip"]).hexdigest(),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert find_home(str(tmp_path)) == home
    assert seen[-1] == (len(files["/lt.zip"]), len(files["/lt.zip"]))


@pytest.mark.parametrize("body", [_archive(), b"<html>not found</html>"])
def test_what_is_not_pinned_is_not_laid(served, tmp_path: Path, body: bytes) -> None:
    url, files = served
    files["/lt.zip"] = body
    with pytest.raises(BackendProtocolError, match="pinned"):
        install(folder=tmp_path, archive_url=f"{url}/lt.zip", archive_sha256="0" * 64)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("body", [b"no zip", _archive("readme.txt")])
def test_an_archive_without_a_server_is_not_laid(served, tmp_path: Path, body: bytes) -> None:
    url, files = served
    files["/lt.zip"] = body
    with pytest.raises(BackendProtocolError, match="no "):
        install(folder=tmp_path, archive_url=f"{url}/lt.zip", archive_sha256=hashlib.sha256(body).hexdigest())
    assert list(tmp_path.iterdir()) == []


def test_an_absent_archive_is_unavailable(served, tmp_path: Path) -> None:
    with pytest.raises(BackendUnavailable, match="404"):
        install(folder=tmp_path, archive_url=f"{served[0]}/none.zip")


def test_jars_come_each_by_its_pin(served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, files = served
    files.update({"/a/one-1.jar": b"one", "/b/two-2.jar": b"two"})
    pins = [(path[1:], len(body), hashlib.sha256(body).hexdigest()) for path, body in files.items()]
    monkeypatch.setattr(languagetool_install, "_pinned_jars", lambda: pins)
    home = install(from_maven=True, folder=tmp_path, maven_url=url)
    assert {path.name: path.read_bytes() for path in (home / "libs").iterdir()} == {"one-1.jar": b"one", "two-2.jar": b"two"}
    files["/b/two-2.jar"] = b"changed"
    with pytest.raises(BackendProtocolError, match="two-2"):
        install(from_maven=True, folder=tmp_path / "other", maven_url=url)
    assert list((tmp_path / "other").iterdir()) == []


def test_every_shipped_pin_is_a_path_a_size_and_a_sha256() -> None:
    pins = list(languagetool_install._pinned_jars())
    assert len(pins) > 100
    assert all(path.endswith(".jar") and size > 0 and len(bytes.fromhex(sha256)) == 32 for path, size, sha256 in pins)
    assert any(path.startswith("org/languagetool/languagetool-server/6.8/") for path, _, _ in pins)


def test_the_class_path_keeps_the_manifest_width(tmp_path: Path) -> None:
    (tmp_path / "libs").mkdir()
    names = [f"library-{number}-with-a-long-name.jar" for number in range(40)]
    for name in names:
        (tmp_path / "libs" / name).touch()
    write_class_path_jar(tmp_path)
    manifest = zipfile.ZipFile(tmp_path / "languagetool-server.jar").read("META-INF/MANIFEST.MF").decode()
    assert max(len(line) for line in manifest.split("\r\n")) <= 72
    whole = manifest.replace("\r\n ", "")
    assert all(f"libs/{name}" in whole for name in names)


def test_status_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LTP_PATH", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert main(["languagetool", "status"]) == 1
    out = capsys.readouterr().out
    assert "no LanguageTool was found" in out
    assert "Java" in out
    (tmp_path / "languagetool-server.jar").touch()
    (tmp_path / "java").write_text("#!/bin/sh\n")
    (tmp_path / "java").chmod(0o755)
    assert main(["languagetool", "status"]) == 0
