"""The life of our own LanguageTool server, with a Python script in Java's place that starts at once and dies on order."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from replylint.detect.languagetool import LanguageToolBackend
from replylint.detect.languagetool_server import LanguageToolServer
from replylint.errors import BackendTimeout, BackendUnavailable

pytestmark = pytest.mark.enable_socket  # the loopback address only
JAVA = """\
#!{python}
import http.server, os, pathlib, sys, time

orders = pathlib.Path(__file__).parents[1]

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503 if (orders / "mute").exists() else 200)
        self.end_headers()

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        if (orders / "die").exists():
            os._exit(1)
        while (orders / "hang").exists():
            time.sleep(0.05)
        body = b'{{"matches": []}}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass

port = int(sys.argv[sys.argv.index("--port") + 1])
http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like LanguageTool and Java at once; a file named die, hang or mute in it orders the server so."""
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(JAVA.format(python=sys.executable))
    java.chmod(0o755)
    (tmp_path / "languagetool-server.jar").write_bytes(b"")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    return tmp_path


def servers(home: Path) -> list[psutil.Process]:
    """Return the processes below this one that run the script of ``home``."""
    found = []
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):  # a zombie is none either
            line = process.cmdline()
            if str(home / "bin" / "java") in line and "-I" not in line:
                found.append(process)
    return found


def none_left(home: Path, seconds: float = 10) -> bool:
    limit = time.monotonic() + seconds
    while servers(home) and time.monotonic() < limit:
        time.sleep(0.05)
    return not servers(home)


def test_a_server_that_died_between_two_checks_is_replaced(home: Path) -> None:
    backend = LanguageToolBackend(path=str(home))
    assert backend.check("Hello.") == ()
    (first,) = servers(home)
    first.kill()
    assert none_left(home)
    time.sleep(0.6)  # the watcher looks twice a second
    assert backend.check("Hello.") == ()
    assert backend.restarts == 1
    assert servers(home)[0].pid != first.pid
    backend.close()
    assert none_left(home)


def test_a_server_that_dies_at_every_check_is_given_up_after_two_and_then_left_alone(home: Path) -> None:
    (home / "die").touch()
    backend = LanguageToolBackend(path=str(home))
    with pytest.raises(BackendUnavailable, match="died twice"):
        backend.check("Hello.")
    problems = []
    for _ in range(3):
        with pytest.raises(BackendUnavailable) as caught:
            backend.check("Hello.")
        problems.append(str(caught.value))
    assert "keeps dying" in problems[-1]
    assert none_left(home)


def test_a_server_that_is_slow_for_one_text_is_kept(home: Path) -> None:
    backend = LanguageToolBackend(path=str(home))
    backend.warm()
    (running,) = servers(home)
    (home / "hang").touch()
    with pytest.raises(BackendTimeout):
        backend.check("Hello.", deadline=time.monotonic() + 0.5)
    (home / "hang").unlink()
    assert backend.check("Hello.") == ()
    assert [one.pid for one in servers(home)] == [running.pid]
    assert backend.restarts == 0
    backend.close()


def test_a_closed_backend_starts_no_server(home: Path) -> None:
    backend = LanguageToolBackend(path=str(home))
    backend.close()
    with pytest.raises(BackendUnavailable, match="closed"):
        backend.check("Hello.")
    assert servers(home) == []


def test_closing_while_the_server_starts_leaves_none_behind(home: Path) -> None:
    (home / "mute").touch()
    backend = LanguageToolBackend(path=str(home))
    problems: list[Exception] = []

    def work() -> None:
        try:
            backend.check("Hello.", deadline=time.monotonic() + 20)
        except BackendUnavailable as error:
            problems.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while not servers(home):
        time.sleep(0.05)
    backend.close()
    (home / "mute").unlink()
    thread.join(20)
    assert ["closed" in str(problem) for problem in problems] == [True]
    assert none_left(home)


def test_a_server_that_never_answers_is_ended_in_time(home: Path) -> None:
    (home / "mute").touch()
    with pytest.raises(BackendTimeout, match="did not start within 1 s"):
        LanguageToolServer.start(home, timeout=1)
    assert none_left(home)


def test_a_caller_that_cannot_wait_for_the_start_is_told_so_and_the_next_one_is_served(home: Path) -> None:
    (home / "mute").touch()
    backend = LanguageToolBackend(path=str(home))
    with pytest.raises(BackendTimeout, match="still starting"):
        backend.check("Hello.", deadline=time.monotonic() + 0.3)
    (home / "mute").unlink()
    assert backend.check("Hello.", deadline=time.monotonic() + 20) == ()
    assert backend.restarts == 0
    backend.close()


def watched(*command: str, parent: int | None = None) -> subprocess.Popen[bytes]:
    """Run ``command`` under the watcher, which takes ``parent`` for the process that asked."""
    run = [sys.executable, "-m", "replylint.detect.languagetool_watch", str(parent or os.getpid()), *command]
    return subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


ENDLESS = (sys.executable, "-I", "-S", "-c", "import os, time; print(os.getpid(), flush=True); time.sleep(600)")


def pid_of(watcher: subprocess.Popen[bytes]) -> int:
    assert watcher.stdout is not None
    return int(watcher.stdout.readline())


def gone(pid: int) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for _ in range(100):
            if process.status() == "zombie":
                break
            time.sleep(0.1)
        return process.status() == "zombie"
    return True


def test_the_watcher_hands_the_command_s_exit_status_on() -> None:
    with watched(sys.executable, "-I", "-S", "-c", "raise SystemExit(7)") as watcher:
        assert watcher.wait(20) == 7


def test_the_watcher_ends_the_command_when_its_pipe_closes() -> None:
    with watched(*ENDLESS) as watcher:
        pid = pid_of(watcher)
        assert watcher.stdin is not None
        watcher.stdin.write(b"still here")
        watcher.stdin.flush()
        time.sleep(0.7)
        assert watcher.poll() is None
        watcher.stdin.close()
        assert watcher.wait(20) == 0
        assert gone(pid)


def test_the_watcher_ends_the_command_when_its_parent_is_another() -> None:
    with watched(*ENDLESS, parent=1) as watcher:
        assert watcher.wait(20) == 0
        assert watcher.stdout is not None
        said = watcher.stdout.read()
        assert not said or gone(int(said))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's part is Linux's")
def test_a_watcher_killed_takes_the_command_along() -> None:
    with watched(*ENDLESS) as watcher:
        pid = pid_of(watcher)
        watcher.send_signal(signal.SIGKILL)
        watcher.wait(20)
        assert gone(pid)
