"""Starting the gate's server, once however many clients want it."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time

from replylint.gate.endpoint import Unusable

__all__ = ["start_server"]

_BIND_S = 10.0
_POLL_S = 0.01
_LOG_TAIL = 2000


def start_server(path: str, who: bytes, config: str) -> None:
    """Start the server that listens at ``path`` and wait until it listens; of several callers one starts it.

    It is detached: a session of its own, no descriptor of ours, so that a caller which captures our output sees its end.

    Args:
        path: The socket.
        who: The identity that the server answers to.
        config: The settings file, or "" to search for one from here.

    Raises:
        Unusable: where it does not come up; the message has the last it wrote.
    """
    lock = os.open(os.path.join(os.path.dirname(path), "start.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)  # noqa: PTH118, PTH120
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _listens(path):
            return
        if os.path.lexists(path):  # a server that was killed
            os.unlink(path)  # noqa: PTH108
        _spawn(path, who, config)
    except OSError as error:
        raise Unusable(f"it cannot be started: {error}") from None
    finally:
        os.close(lock)


def _spawn(path: str, who: bytes, config: str) -> None:
    if not sys.executable:
        raise Unusable("it cannot be started: Python does not know its own path")
    log_path = f"{path}.log"
    log = os.open(log_path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        # -P: the current folder must not be searched for modules. The identity goes by stdin, out of sight of ps.
        process = subprocess.Popen(  # noqa: S603 - this Python and our own module
            [sys.executable, "-P", "-m", "replylint.gate.server", path, config],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log, close_fds=True, start_new_session=True,
        )  # fmt: skip
    finally:
        os.close(log)
    assert process.stdin is not None  # noqa: S101 - a pipe was asked for
    with process.stdin as pipe:
        pipe.write(who)
    limit = time.monotonic() + _BIND_S
    while time.monotonic() < limit:
        if _listens(path):
            # It outlives us by design; without this Popen warns that it still runs.
            process.returncode = 0
            return
        if process.poll() is not None:
            break
        time.sleep(_POLL_S)
    with open(log_path, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
        said = file.read()[-_LOG_TAIL:].strip()
    raise Unusable(f"it did not start{': ' + said if said else ''}")


def _listens(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(path)
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        return True
