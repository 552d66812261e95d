from __future__ import annotations

import json
import os
import signal
import socket
import stat
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import replylint
from replylint.gate.frames import read_answer, read_hello, send_request

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Unix sockets")

CLEAN = "Hello Ann,\n\nWe are so sorry that the lamp arrived broken. We have refunded you in full.\n\nKind regards,\nTom"
LINKED = "Hello Ann,\n\nWe are so sorry. The manual is on https://www.lamps.example.com now.\n\nKind regards,\nTom"
MAIN = "import sys; from replylint.cli.entry import main; sys.exit(main())"
SETTINGS = 'meaning = false\n[gate]\ndeadline-ms = 20000\nstartup-ms = 60000\naudit-log = "audit.jsonl"\n'


def request(reply: str = CLEAN, **more: object) -> bytes:
    return json.dumps({"reply": reply, "customer": "The lamp arrived broken.", **more}).encode()


class Place:
    """A project folder and a runtime folder, and the command run in them."""

    def __init__(self, project: Path, runtime: Path) -> None:
        self.project = project
        self.runtime = runtime
        source = str(Path(replylint.__file__).parents[1])
        kept = {name: value for name, value in os.environ.items() if not name.startswith("REPLYLINT_")}
        self.env = {**kept, "XDG_RUNTIME_DIR": str(runtime), "PYTHONPATH": source}

    def run(self, *arguments: str, body: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", MAIN, "gate", *arguments], input=body, capture_output=True, timeout=120, check=False,
            cwd=self.project, env={**self.env, **env},
        )  # fmt: skip

    def popen(self, *arguments: str) -> subprocess.Popen[bytes]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen([sys.executable, "-c", MAIN, "gate", *arguments], cwd=self.project, env=self.env, **pipes)  # type: ignore[call-overload,no-any-return]

    def sockets(self) -> list[Path]:
        return sorted((self.runtime / "replylint").glob("*.sock"))

    def pids(self) -> set[int]:
        return {pid for path in self.sockets() if (pid := peer(path)) is not None}

    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in (self.project / "audit.jsonl").read_text().splitlines()]


def peer(path: Path) -> int | None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return None
        credentials = probe.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
    return int(struct.unpack("3i", credentials)[0])


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        # A killed server whose parent is gone stays as a zombie where nothing reaps orphans.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def gone(pid: int, seconds: float = 20) -> bool:
    limit = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < limit:
        time.sleep(0.05)
    return not alive(pid)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    project, runtime = tmp_path / "p", tmp_path / "r"
    project.mkdir()
    runtime.mkdir(mode=0o700)
    (project / "replylint.toml").write_text(SETTINGS)
    place = Place(project, runtime)
    yield place
    for pid in place.pids():
        os.kill(pid, signal.SIGKILL)


def test_decisions_and_exit_statuses(place: Place) -> None:
    clean = place.run(body=request())
    assert (clean.returncode, clean.stderr) == (0, b"")
    assert list(json.loads(clean.stdout))[:3] == ["decision", "summary", "report"]
    linked = place.run(body=request(LINKED))
    data = json.loads(linked.stdout)
    assert (linked.returncode, data["decision"]) == (1, "block")
    assert [LINKED[v["start"] : v["end"]] for v in data["report"]["violations"]] == ["https://www.lamps.example.com"]
    (place.project / "draft.json").write_bytes(request(LINKED))
    assert place.run("draft.json").stdout == linked.stdout
    (place.project / "replylint.toml").write_text(SETTINGS + 'block = []\nconfirm = ["error"]\n')
    assert place.run(body=request(LINKED)).returncode == 4
    confirmed = place.run("--confirm-by", "Ann", "--confirm-reason=asked for it", body=request(LINKED))
    assert (confirmed.returncode, json.loads(confirmed.stdout)["override"]) == (0, {"by": "Ann", "reason": "asked for it"})
    assert [(e["door"], e["decision"]) for e in place.log()] == [
        ("command", "allow"), ("command", "block"), ("command", "block"), ("command", "confirm"), ("command", "allow")
    ]  # fmt: skip


def test_email_message(place: Place) -> None:
    message = b"From: a@b.c\r\nSubject: Your order\r\n\r\n" + LINKED.replace("\n", "\r\n").encode() + b"\r\n"
    result = place.run("--email", body=message)
    assert result.returncode == 1
    assert json.loads(result.stdout)["report"]["violations"][0]["part"] == "text/plain#1"


@pytest.mark.parametrize(
    ("arguments", "body", "words"),
    [
        ([], b"nonsense", "not JSON"),
        ([], b"[1]", "expected an object with a reply, not list"),
        ([], b'{"rply": "x"}', "no key 'reply'"),
        ([], b'{"reply": "x", "context": {"custmer": "x"}}', "did you mean 'customer'?"),
        ([], b'{"reply": " "}', "the draft is empty"),
        (["--frobnicate"], b"", "no such option: --frobnicate"),
        (["--confirm-by", "Ann"], b"", "belong together"),
        (["missing.json"], b"", "missing.json: cannot be read: No such file"),
        (["--config", "missing.toml"], b"", "no such file: missing.toml"),
    ],
)
def test_misuse_is_status_2_with_a_remedy(place: Place, arguments: list[str], body: bytes, words: str) -> None:
    result = place.run("--no-server", *arguments, body=body)
    assert (result.returncode, result.stdout) == (2, b"")
    assert words in result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert not place.sockets()


def test_ten_at_once_start_one_server(place: Place) -> None:
    with ThreadPoolExecutor(10) as pool:
        results = list(pool.map(lambda _: place.run(body=request()), range(10)))
    assert [(r.returncode, r.stderr) for r in results] == [(0, b"")] * 10
    assert len(place.sockets()) == 1
    processes = [p for p in Path("/proc").glob("[0-9]*/cmdline") if str(place.runtime).encode() in p.read_bytes()]
    assert len(processes) == 1


def test_socket_is_private_and_server_detached(place: Place) -> None:
    place.run(body=request())
    (path,) = place.sockets()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    (pid,) = place.pids()
    assert os.getsid(pid) == pid
    inherited = [str(Path(f"/proc/{pid}/fd/{fd}").readlink()) for fd in (0, 1, 2)]
    assert inherited[1] == "/dev/null"
    assert inherited[2] == f"{path}.log"


def test_caller_that_captures_output_does_not_hang(place: Place) -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "gate"], cwd=place.project, env=place.env,
        stdin=subprocess.PIPE, stdout=writing, stderr=writing, pass_fds=[writing],
    ) as process:
        os.close(writing)
        process.communicate(request(), timeout=120)
    start = time.monotonic()
    while os.read(reading, 65536):
        pass
    os.close(reading)
    assert time.monotonic() - start < 5
    assert len(place.pids()) == 1


def test_server_is_replaced_when_settings_or_rules_change(place: Place) -> None:
    rules = place.project / "own"
    rules.mkdir()
    (place.project / "replylint.toml").write_text('rule-paths = ["own"]\n' + SETTINGS)
    assert place.run(body=request()).returncode == 0
    (first,) = place.pids()
    assert place.run(body=request()).returncode == 0
    assert place.pids() == {first}
    shipped = replylint.Linter().registry.paths["overpromise.absolute-guarantee"].read_text("utf-8")
    rule = shipped.replace("overpromise.absolute-guarantee", "own.lamp")
    folder = rules / "own"
    folder.mkdir()
    head = rule[: rule.index("match:")]
    (folder / "lamp.yaml").write_text(
        head + 'match:\n  any:\n    - phrases: ["arrived broken"]\nexamples:\n'
        '  bad: [{text: "It arrived broken.", flags: ["arrived broken"]}, {text: "Box arrived broken.", flags: ["arrived broken"]}, '
        '{text: "Lamp arrived broken.", flags: ["arrived broken"]}]\n'
        '  good: [{text: "It arrived.", because: a}, {text: "It broke.", because: b}, {text: "Fine.", because: c}]\n'
    )
    changed = place.run(body=request())
    assert (changed.returncode, changed.stderr) == (1, b"")
    (second,) = place.pids()
    assert second != first
    assert gone(first)
    (place.project / "replylint.toml").write_text(SETTINGS)
    assert place.run(body=request()).returncode == 0
    assert gone(second)


def test_broken_settings_are_told_and_mended_ones_used(place: Place) -> None:
    (place.project / "replylint.toml").write_text("deadlin = 1\n")
    broken = place.run(body=request())
    assert broken.returncode == 2
    assert b"replylint.toml: unknown key 'deadlin'" in broken.stderr
    (place.project / "replylint.toml").write_text(SETTINGS)
    assert place.run(body=request()).returncode == 0


def test_idle_server_ends_and_leaves_nothing(place: Place) -> None:
    (place.project / "replylint.toml").write_text(SETTINGS + "idle-s = 0.5\n")
    assert place.run(body=request()).returncode == 0
    limit = time.monotonic() + 20
    while place.sockets() and time.monotonic() < limit:
        time.sleep(0.1)
    assert [path.name for path in (place.runtime / "replylint").iterdir()] == ["start.lock"]


def test_server_killed_in_mid_call_is_replaced(place: Place) -> None:
    place.run(body=request())
    (pid,) = place.pids()
    os.kill(pid, signal.SIGSTOP)
    process = place.popen()
    assert process.stdin is not None
    process.stdin.write(request(LINKED))
    process.stdin.close()
    process.stdin = None
    time.sleep(1)
    os.kill(pid, signal.SIGKILL)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (1, b"")
    assert json.loads(out)["decision"] == "block"
    assert place.pids() - {pid}


def test_hung_server_does_not_hang_the_caller(place: Place) -> None:
    place.run(body=request())
    (pid,) = place.pids()
    os.kill(pid, signal.SIGSTOP)
    result = place.run(body=request(LINKED))
    os.kill(pid, signal.SIGKILL)
    assert result.returncode == 1
    assert b"no server: it stopped or hung while it was asked" in result.stderr


def test_clients_that_say_nothing_hold_up_nobody(place: Place) -> None:
    place.run(body=request())
    (path,) = place.sockets()
    silent = []
    for _ in range(40):
        silent.append(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        silent[-1].connect(str(path))
    start = time.monotonic()
    result = place.run(body=request(LINKED))
    assert (result.returncode, result.stderr) == (1, b"")
    assert time.monotonic() - start < 8
    for connection in silent:
        connection.settimeout(30)
        while connection.recv(1000):
            pass
        connection.close()
    assert 8 < time.monotonic() - start < 25


def test_full_disk_under_the_audit_log_is_told(place: Place) -> None:
    (place.project / "replylint.toml").write_text(SETTINGS.replace("audit.jsonl", "/dev/full"))
    opened = place.run(body=request())
    assert opened.returncode == 0
    assert b"/dev/full: cannot be written: No space left on device" in opened.stderr
    (place.project / "replylint.toml").write_text(SETTINGS.replace("audit.jsonl", "/dev/full") + 'audit-fail = "closed"\n')
    closed = place.run(body=request())
    assert closed.returncode == 1
    assert b"/dev/full: cannot be written" in closed.stderr


def test_foreign_folder_is_not_trusted(place: Place) -> None:
    folder = place.runtime / "replylint"
    folder.mkdir()
    folder.chmod(0o777)
    result = place.run(body=request())
    assert result.returncode == 0
    assert b"is not a folder that only you can enter; checked in this process instead" in result.stderr
    assert not place.sockets()


def test_no_server_starts_none(place: Place) -> None:
    assert place.run("--no-server", body=request(LINKED)).returncode == 1
    assert not (place.runtime / "replylint").exists()


def test_oversized_input_is_refused(place: Place) -> None:
    result = place.run(body=b" " * (64 * 2**20 + 1))
    assert (result.returncode, result.stdout) == (2, b"")
    assert b"larger than 64 MB" in result.stderr


def test_nothing_known_and_closed_is_status_3(place: Place) -> None:
    (place.project / "replylint.toml").write_text("meaning = false\n[gate]\nstartup-ms = 1\n")
    result = place.run("--no-server", body=request())
    assert result.returncode == 3
    assert json.loads(result.stdout)["decided"] is False


def test_a_server_that_has_not_loaded_in_time_leaves_the_settings_to_decide(place: Place) -> None:
    (place.project / "replylint.toml").write_text("meaning = false\n[gate]\nstartup-ms = 1\n")
    result = place.run(body=request())
    data = json.loads(result.stdout)
    assert (result.returncode, data["decision"], data["decided"]) == (3, "block", False)
    assert data["summary"].startswith("Do not send this reply yet: ")


def test_a_client_of_other_settings_is_not_served(place: Place) -> None:
    place.run(body=request())
    (path,) = place.sockets()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(20)
        connection.connect(str(path))
        read_hello(connection)
        send_request(connection, identity=b"somebody else", email=False, by=b"", reason=b"", body=request())
        status, out, err = read_answer(connection)
    assert (status, out) == (2, b"")
    assert b"use --no-server" in err


def test_a_server_that_cannot_start_is_told_with_its_last_words(place: Place, tmp_path: Path) -> None:
    lines = "import os, sys\nif 'replylint.gate.server' in sys.orig_argv:\n    os.write(2, b'no room here')\n    os._exit(3)\n"
    (tmp_path / "sitecustomize.py").write_text(lines)
    result = place.run(body=request(LINKED), PYTHONPATH=f"{tmp_path}{os.pathsep}{place.env['PYTHONPATH']}")
    assert result.returncode == 1
    assert b"no server: it did not start: no room here; checked in this process instead" in result.stderr


def test_a_runtime_folder_too_long_for_a_socket_gives_way_to_the_temporary_one(place: Place, tmp_path: Path) -> None:
    deep = tmp_path / ("r" * 100)
    deep.mkdir(mode=0o700)
    short = tmp_path / "t"
    short.mkdir()
    for runtime in (str(deep), str(tmp_path / "missing"), ""):
        result = place.run(body=request(LINKED), XDG_RUNTIME_DIR=runtime, TMPDIR=str(short))
        assert (result.returncode, result.stderr) == (1, b"")
    (path,) = short.glob("replylint-*/*.sock")
    pid = peer(path)
    assert pid is not None
    os.kill(pid, signal.SIGTERM)
    assert gone(pid)
    assert not path.exists()


def test_settings_in_variables_have_a_server_of_their_own_in_each_folder(place: Place, tmp_path: Path) -> None:
    assert place.run(body=request(LINKED)).returncode == 1
    assert place.run(body=request(LINKED), REPLYLINT_GATE__BLOCK="").returncode == 0
    assert len(place.sockets()) == 2


@pytest.mark.parametrize(
    ("arguments", "body", "said"),
    [
        (["a.json", "b.json"], b"", "one FILE at most, not 2"),
        (["--config="], b"", "--config needs a value"),
        (["--confirm-by"], b"", "--confirm-by needs a value"),
        (["--confirm-by", "Ann"], b"", "belong together"),
        (["--emial"], b"", "no such option: --emial"),
        (["gone.json"], b"", "gone.json: cannot be read"),
        (["--no-server"], b"{", "not JSON"),
        (["--no-server"], b"[]", "expected an object with a reply, not list"),
        (["--no-server"], b"{}", "no key 'reply'"),
        (["--no-server"], b'{"reply": 5}', "reply: expected text, not int"),
        (["--no-server"], b'{"reply": "x", "input": "pdf"}', "input: expected text, html or eml, not 'pdf'"),
        (["--no-server"], b'{"reply": "x", "context": []}', "context: expected an object, not list"),
        (["--no-server"], b'{"reply": "x", "context": {"custmer": "y"}}', "unknown key 'custmer'"),
    ],
)
def test_what_cannot_be_asked_is_told(place: Place, arguments: list[str], body: bytes, said: str) -> None:
    result = place.run(*arguments, body=body)
    assert (result.returncode, result.stdout) == (2, b"")
    assert said in result.stderr.decode()
    assert not place.sockets()


def test_client_imports_nothing_heavy(place: Place) -> None:
    code = (
        "import sys; from replylint.cli.entry import main; status = main(['gate']); "
        "print(sorted({m.partition('.')[0] for m in sys.modules} & "
        "{'pydantic', 'typer', 'click', 'spacy', 'numpy', 'rich', 'json', 'pathlib', 'hashlib', 'typing', 'subprocess', 'socket'}), "
        "file=sys.stderr); "
        "sys.exit(status)"
    )
    for _ in range(2):  # the second finds the server that the first started; -S leaves out what site itself imports
        result = subprocess.run(
            [sys.executable, "-S", "-c", code], input=request(), capture_output=True, cwd=place.project, env=place.env, timeout=60, check=False
        )
    assert (result.returncode, result.stderr) == (0, b"[]\n")
