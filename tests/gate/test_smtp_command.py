"""``replylint smtp`` as a process of its own."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import smtplib
import subprocess
import sys
import time
from pathlib import Path

import pytest

import replylint

from .mail_stand import RELAY, Line, Loop, MailServer
from .test_smtp import LINKED, message, wire

pytestmark = pytest.mark.enable_socket
HOST = "127.0.0.1"


def run(*arguments: str, folder: Path) -> subprocess.Popen[str]:
    source = str(Path(replylint.__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPLYLINT_")}
    main = "import sys; from replylint.cli.entry import main; sys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", main, "smtp", *arguments], cwd=folder, env={**kept, "PYTHONPATH": source}, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--upstream", "mail.test"], "'mail.test' is not HOST:PORT"),
        (["--upstream", "::1:25"], "in brackets"),
        (["--upstream", "mail.test:smtp"], "'smtp' is no port"),
        (["--upstream", "mail.test:25", "--listen", "0.0.0.0:2525"], "name a certificate with --tls-cert"),
        (["--upstream", "mail.test:25", "--listen", "127.0.0.1:99999"], "is no port"),
        (["--upstream", "mail.test:25", "--tls-key", "key.pem"], "--tls-key is of no use alone"),
        (["--upstream", "mail.test:25", "--tls-cert", "no.pem"], "--tls-cert no.pem"),
        (["--upstream", "mail.test:25", "--upstream-ca", "no.pem"], "--upstream-ca no.pem"),
        (["--upstream", "mail.test:25", "--context", "no.json"], "no.json"),
        ([], "--upstream"),
    ],
)
def test_command_names_what_is_wrong(arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from replylint.cli.entry import main

    (tmp_path / "replylint.toml").write_text("meaning = false\n")
    assert main(["smtp", "--config", str(tmp_path / "replylint.toml"), *arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.out == ""
    assert "Traceback" not in captured.err


def test_command_serves_and_ends_on_a_signal(loop: Loop, server: MailServer, tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text("meaning = false\n[gate]\ndeadline-ms = 20000\nstartup-ms = 60000\n")
    door = run("--listen", f"{HOST}:0", "--upstream", f"{HOST}:{server.port}", folder=tmp_path)
    assert door.stderr is not None
    try:
        told = door.stderr.readline()
        found = re.fullmatch(
            rf"replylint: {HOST}:(\d+) to {HOST}:{server.port}, linting mail to relay\.walmart\.com \(stop with Ctrl\+C\)\n", told
        )
        assert found, told
        with smtplib.SMTP(HOST, int(found.group(1))) as client:
            with pytest.raises(smtplib.SMTPDataError) as caught:
                client.send_message(message(LINKED))
            assert caught.value.smtp_code == 550
            assert client.send_message(message()) == {}
        assert len(server.taken) == 1
    finally:
        door.send_signal(signal.SIGTERM)
        _, rest = door.communicate(timeout=30)
    assert (door.returncode, rest) == (0, "")


def test_door_killed_in_mid_call_loses_nothing_and_lets_nothing_through(loop: Loop, server: MailServer, tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text("meaning = false\n[gate]\ndeadline-ms = 20000\nstartup-ms = 60000\n")
    arguments = ("--listen", f"{HOST}:0", "--upstream", f"{HOST}:{server.port}")
    door = run(*arguments, folder=tmp_path)
    assert door.stderr is not None
    try:
        line = Line(_port(door.stderr.readline()))
        line.begin(RELAY)
        door.send_signal(signal.SIGSTOP)
        line.socket.sendall(wire(message(LINKED)) + b".\r\n")
        time.sleep(0.5)
        door.kill()
        with contextlib.suppress(ConnectionResetError):
            assert line.reply() == (0, "")  # no word of acceptance: the mail program keeps the message
    finally:
        door.kill()
        door.communicate(timeout=30)
    assert server.taken == []
    again = run(*arguments, folder=tmp_path)
    assert again.stderr is not None
    try:
        assert Line(_port(again.stderr.readline())).send(wire(message()), RELAY)[0] == 250
    finally:
        again.send_signal(signal.SIGTERM)
        again.communicate(timeout=30)
    assert len(server.taken) == 1


def _port(told: str) -> int:
    found = re.match(rf"replylint: {HOST}:(\d+) to ", told)
    assert found, told
    return int(found[1])
