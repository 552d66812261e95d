"""LanguageTool: a fake server for the faults, a real one (``LTP_PATH``) for the rest."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.detect import languagetool, languagetool_server
from replylint.detect.languagetool import LanguageToolBackend, utf16_offsets
from replylint.detect.languagetool_server import find_home, find_java
from replylint.errors import BackendError, BackendProtocolError, BackendTimeout, BackendUnavailable

SRC = str(Path(__file__).parents[2] / "src")
pytestmark = pytest.mark.enable_socket  # the loopback address only
TEXT = "😀 We was here 𝒳 and definately he have an blue one."


@given(st.text(max_size=200))
def test_utf16_offsets_are_those_of_java(text: str) -> None:
    offsets = utf16_offsets(text)
    for index in range(len(text) + 1):
        units = len(text[:index].encode("utf-16-le", "surrogatepass")) // 2
        assert offsets[units] == index


@pytest.fixture
def fake() -> Iterator[Callable[[Callable[[BaseHTTPRequestHandler], None]], str]]:
    servers = []

    def start(answer: Callable[[BaseHTTPRequestHandler], None]) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.body = self.rfile.read(int(self.headers["Content-Length"]))
                answer(self)

            def log_message(self, *args: object) -> None:
                del args

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def _say(body: bytes, status: int = 200) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def _drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"matches": 3}', b'{"matches": [{}]}', b"\xff\xfe",
     b'{"matches": [{"offset": -4, "length": 2, "rule": {"id": "X"}}]}',
     b'{"matches": [{"offset": 400, "length": 2, "rule": {"id": "X"}}]}'],
)  # fmt: skip
def test_garbage_is_a_protocol_error(body: bytes, fake) -> None:
    with pytest.raises(BackendProtocolError):
        LanguageToolBackend(url=fake(_say(body))).check("Hello.")


def test_an_error_status_is_a_backend_error(fake) -> None:
    with pytest.raises(BackendError, match="500"):
        LanguageToolBackend(url=fake(_say(b"out of memory", 500))).check("Hello.")


@pytest.mark.parametrize("answer", [lambda handler: time.sleep(3), _drip], ids=["silent", "dripping"])
def test_a_hanging_server_is_a_timeout_within_the_deadline(answer, fake) -> None:
    backend = LanguageToolBackend(url=fake(answer))
    started = time.monotonic()
    with pytest.raises(BackendTimeout):
        backend.check("Hello.", deadline=started + 0.5)
    assert time.monotonic() - started < 2


def test_no_server_at_the_url_is_unavailable() -> None:
    with pytest.raises(BackendUnavailable, match=r"127\.0\.0\.1"):
        LanguageToolBackend(url="http://127.0.0.1:9").check("Hello.")


def test_hits_go_to_their_piece_in_code_points(fake) -> None:
    match = {"offset": 8, "length": 2, "message": "m", "rule": {"id": "X", "issueType": "grammar"}, "replacements": []}
    url = fake(_say(json.dumps({"matches": [match]}).encode()))
    first, second = LanguageToolBackend(url=url).check_pieces(["😀 ab.", "ab"], dialect="en-US", deadline=None)
    assert first == ()
    assert [(hit.start, hit.end) for hit in second] == [(0, 2)]


def test_a_hit_over_the_gap_between_two_pieces_belongs_to_neither(fake) -> None:
    match = {"offset": 1, "length": 5, "rule": {"id": "X"}}
    url = fake(_say(json.dumps({"matches": [match]}).encode()))
    assert LanguageToolBackend(url=url).check_pieces(["ab", "ab"], dialect="en-US", deadline=None) == [(), ()]


def test_a_hit_that_ends_within_an_emoji_takes_the_whole_of_it(fake) -> None:
    match = {"offset": 2, "length": 1, "rule": {"id": "X"}}
    url = fake(_say(json.dumps({"matches": [match]}).encode()))
    text = "a 😀."
    assert [text[hit.start : hit.end] for hit in LanguageToolBackend(url=url).check(text)] == ["😀"]


def _asked(fake, backend: Callable[[str], LanguageToolBackend], text: str) -> dict[str, list[str]]:
    """Return the form that a check of ``text`` sends."""
    bodies = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        bodies.append(handler.body)  # type: ignore[attr-defined]
        _say(b'{"matches": []}')(handler)

    backend(fake(answer)).check(text)
    return urllib.parse.parse_qs(bodies[0].decode("ascii"))


def test_a_torn_emoji_keeps_its_length_on_the_way(fake) -> None:
    asked = _asked(fake, lambda url: LanguageToolBackend(url=url), "a\ud83d\ude00 b\ud800")
    assert asked == {"text": ["a\ufffd\ufffd b\ufffd"], "language": ["en-US"]}


def test_rules_that_count_for_nothing_are_not_run(fake) -> None:
    asked = _asked(fake, lambda url: LanguageToolBackend(url=f"{url}/v2/", off=frozenset({"B_RULE", "A_RULE"})), "Hello.")
    assert asked["disabledRules"] == ["A_RULE,B_RULE"]


def _cut(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b'{"matches": [')


def test_an_answer_cut_short_is_unavailable(fake) -> None:
    with pytest.raises(BackendUnavailable, match="no LanguageTool answers"):
        LanguageToolBackend(url=fake(_cut)).check("Hello.")


def test_an_endless_answer_is_cut_off(fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languagetool, "_MAX_ANSWER", 100)
    with pytest.raises(BackendProtocolError, match="more than"):
        LanguageToolBackend(url=fake(_say(b'{"matches": []}' + b" " * 100))).check("Hello.")


def test_nothing_installed_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BackendUnavailable, match="install"):
        LanguageToolBackend(path=str(tmp_path)).check("Hello.")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(BackendUnavailable, match="Java"):
        find_java()


def test_a_java_that_dies_at_once_is_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").write_text("#!/bin/sh\necho cannot reserve memory >&2\nexit 1\n")
    (tmp_path / "bin" / "java").chmod(0o755)
    (tmp_path / "languagetool-server.jar").write_bytes(b"")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(BackendUnavailable, match="memory"):
        LanguageToolBackend(path=str(tmp_path)).check("Hello.")


@pytest.fixture(scope="module")
def real(languagetool_home: str) -> Iterator[LanguageToolBackend]:
    backend = LanguageToolBackend(path=languagetool_home, timeout=60)
    backend.warm()
    yield backend
    backend.close()


def _java(backend: LanguageToolBackend) -> list[psutil.Process]:
    assert backend._server is not None
    return psutil.Process(backend._server._process.pid).children(recursive=True)


@pytest.mark.backend
def test_real_server_that_hangs_is_a_timeout_and_the_next_call_gets_a_new_one(real: LanguageToolBackend) -> None:
    expected = real.check(TEXT)
    (java,) = _java(real)
    restarts = real.restarts
    java.suspend()
    started = time.monotonic()
    with pytest.raises(BackendTimeout):
        real.check(TEXT + " ", deadline=started + 1)
    assert time.monotonic() - started < 3
    for _ in range(200):  # the health check gives it five seconds
        if not java.is_running() or java.status() == "zombie":
            break
        time.sleep(0.1)
    assert real.check(TEXT, deadline=time.monotonic() + 90) == expected
    assert real.restarts == restarts + 1


@pytest.mark.backend
def test_real_server_out_of_memory_is_unavailable(languagetool_home: str) -> None:
    backend = LanguageToolBackend(path=languagetool_home, heap_mb=24, start_timeout=15, timeout=15)
    try:
        with pytest.raises(BackendError):
            backend.check(TEXT * 50, deadline=time.monotonic() + 60)
    finally:
        backend.close()


@pytest.mark.backend
def test_a_taken_port_is_left_for_another(languagetool_home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = iter([taken.getsockname()[1]])
        free = languagetool_server._free_port
        monkeypatch.setattr(languagetool_server, "_free_port", lambda: next(ports, None) or free())
        server = languagetool_server.LanguageToolServer.start(find_home(languagetool_home))
        try:
            assert server.port != taken.getsockname()[1]
        finally:
            server.stop()


@pytest.mark.backend
def test_no_java_is_left_after_an_ordinary_exit(languagetool_home: str) -> None:
    code = (
        f"from replylint.detect.languagetool import LanguageToolBackend as B; b = B(path={languagetool_home!r}, timeout=60); b.warm();"
        "import psutil; print(*[p.pid for p in psutil.Process().children(recursive=True)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONPATH": SRC}, check=True)
    pids = [int(pid) for pid in done.stdout.split()]
    assert len(pids) == 2
    assert not any(_lives(pid) for pid in pids)


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != "zombie"
    except psutil.NoSuchProcess:
        return False


@pytest.mark.backend
def test_real_offsets_survive_emoji(real: LanguageToolBackend) -> None:
    assert {"was", "definately", "an"} <= {TEXT[hit.start : hit.end] for hit in real.check(TEXT)}


@pytest.mark.backend
def test_real_server_serves_sixteen_threads_and_outlives_a_kill(real: LanguageToolBackend) -> None:
    expected, restarts = real.check(TEXT), real.restarts
    results: list[object] = []

    def work() -> None:
        results.extend(real.check(TEXT, deadline=time.monotonic() + 90) for _ in range(4))

    threads = [threading.Thread(target=work) for _ in range(16)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    for process in _java(real):
        process.kill()
    for thread in threads:
        thread.join()
    assert results == [expected] * 64
    assert real.restarts == restarts + 1


@pytest.mark.backend
def test_no_java_is_left_after_kill_9(languagetool_home: str) -> None:
    code = (
        "import time; from replylint.detect.languagetool import LanguageToolBackend as B;"
        f"b = B(path={languagetool_home!r}, timeout=60); b.warm();"
        "import psutil; print(*[p.pid for p in psutil.Process().children(recursive=True)], flush=True); time.sleep(600)"
    )
    env = {**os.environ, "PYTHONPATH": SRC}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env) as child:
        assert child.stdout is not None
        pids = [int(pid) for pid in child.stdout.readline().split()]
        assert len(pids) == 2
        child.send_signal(signal.SIGKILL)
        child.wait()
    for _ in range(100):
        if not any(_lives(pid) for pid in pids):
            return
        time.sleep(0.1)
    pytest.fail("Java outlived its owner")
