"""The warm process behind ``replylint gate``: listens at once, loads the linter meanwhile, ends when idle or stale.

Run by the client as ``python -P -m replylint.gate.server SOCKET CONFIG`` with its identity on standard input. Heavy
modules are imported after the socket listens, so that clients which come early queue instead of starting another.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
import time
from typing import TYPE_CHECKING

from replylint.discovery import project_file
from replylint.gate.frames import READY, STALE, STARTING, Broken, read_request, send_answer, send_hello
from replylint.gate.freshness import fingerprint

if TYPE_CHECKING:
    from replylint.config import Config
    from replylint.gate.gate import Gate

__all__ = ["Server", "main"]

_BACKLOG = 128
_STARTUP_MS = 15_000
_GRACE_MS = 2000
_TICK_S = 0.25
_BROKEN_IDLE_S = 1.0
_READ_S = 10.0
_LOOK_S = 5.0


class Server:
    """Answers clients on ``listener`` until it is idle, stale or stopped.

    Args:
        listener: A bound and listening Unix socket.
        path: Its address, removed at the end.
        who: The identity that clients must share.
        config: The settings file, or "" to search for one.
    """

    def __init__(self, listener: socket.socket, path: str, who: bytes, config: str) -> None:
        self._listener = listener
        self._path = path
        self._inode = os.stat(path).st_ino  # noqa: PTH116
        self._who = who
        self._config = config
        self._loaded = threading.Event()
        self._gate: Gate | None = None
        self._problem = b""
        self._settings: Config | None = None
        self._watched: list[tuple[tuple[str, ...], int]] = []
        self._lock = threading.Lock()
        self._busy = 0
        self._last = time.monotonic()
        self._stop = threading.Event()

    def serve(self) -> None:
        """Serve until it is time to end, then finish what is under way."""
        threading.Thread(target=self._load, name="load", daemon=True).start()
        self._listener.settimeout(_TICK_S)
        looked = time.monotonic()
        while not self._stop.is_set() and not self._idle():
            if time.monotonic() - looked > _LOOK_S:
                # After a change of settings clients ask another server; this one must see for itself that it is over.
                if self._stale():
                    break
                looked = time.monotonic()
            with contextlib.suppress(TimeoutError):
                self._take(self._listener.accept()[0])
        self._leave()
        while self._busy:
            time.sleep(_TICK_S / 10)

    def stop(self) -> None:
        """Ask ``serve`` to come to its end."""
        self._stop.set()

    def _load(self) -> None:
        from replylint.errors import ReplylintError  # noqa: PLC0415 - after the socket listens, as all below

        try:
            from replylint.gate.exchange import load_config  # noqa: PLC0415
            from replylint.gate.gate import Gate  # noqa: PLC0415
            from replylint.linter import Linter  # noqa: PLC0415
            from replylint.rulebook.rulefiles import builtin_folder  # noqa: PLC0415

            package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
            file = self._config or project_file(os.getcwd())  # noqa: PTH109
            # Looked at before it is read: a change in between makes this server stale, never wrong.
            self._watch((file,) if file else ())
            settings = self._settings = load_config(self._config)
            more = [*settings.rule_paths, *([settings.ignore_file] if settings.ignore_file else [])]
            self._watch((package, str(builtin_folder()), *(os.path.abspath(path) for path in more)))  # noqa: PTH100
            self._gate = Gate(Linter(settings), door="command")
            os.chdir("/")  # keep no file system busy
        except ReplylintError as error:
            self._problem = f"replylint: {error.code}: {error}\n".encode()
        except Exception as error:  # noqa: BLE001 - told to every client that waits, then this process ends
            self._problem = f"replylint: the gate cannot start: {type(error).__name__}: {error}\n".encode()
        finally:
            self._loaded.set()

    def _watch(self, places: tuple[str, ...]) -> None:
        self._watched.append((places, fingerprint(places)))

    def _stale(self) -> bool:
        return self._loaded.is_set() and any(fingerprint(places) != state for places, state in self._watched)

    def _idle(self) -> bool:
        limit = _BROKEN_IDLE_S if self._problem else self._gate.linter.config.gate.idle_s if self._gate else float("inf")
        return not self._busy and time.monotonic() - self._last > limit

    def _take(self, connection: socket.socket) -> None:
        with self._lock:
            self._busy += 1
        threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        try:
            with connection:
                connection.settimeout(_READ_S)
                self._reply(connection)
        except (OSError, Broken):
            pass  # the client went away: nobody is left to be told
        finally:
            with self._lock:
                self._busy -= 1
                self._last = time.monotonic()

    def _reply(self, connection: socket.socket) -> None:
        if self._stale():
            # The address goes first, so that this client's next try does not meet us again.
            self._withdraw()
            self._stop.set()
            send_hello(connection, STALE, 0)
            return
        gate, settings = self._gate, self._settings
        startup_ms = settings.gate.startup_ms if settings else _STARTUP_MS
        if gate is not None and gate.ready:
            send_hello(connection, READY, gate.linter.config.gate.deadline_ms + _GRACE_MS)
        else:
            # The linter is made within one start-up limit, warmed up within another.
            send_hello(connection, STARTING, 2 * startup_ms + _GRACE_MS)
        request = read_request(connection)
        if request.identity != self._who:
            send_answer(connection, 2, b"", b"replylint: two settings share one socket name; use --no-server\n")
            return
        connection.settimeout(None)
        self._loaded.wait(startup_ms / 1000)
        gate = self._gate
        if self._problem:
            send_answer(connection, 2, b"", self._problem)
            return
        if gate is None:
            from replylint.gate.exchange import unstarted_answer  # noqa: PLC0415

            send_answer(connection, *unstarted_answer(self._settings))
            return
        from replylint.gate.exchange import answer  # noqa: PLC0415

        status, out, err = answer(gate, request.body, email=request.email, by=_text(request.by), reason=_text(request.reason))
        send_answer(connection, status, out, err)

    def _leave(self) -> None:
        """Take the address away, then serve whoever connected before that."""
        self._withdraw()
        self._listener.settimeout(0)
        with contextlib.suppress(OSError):
            while True:
                self._take(self._listener.accept()[0])
        self._listener.close()

    def _withdraw(self) -> None:
        with contextlib.suppress(OSError):
            if os.stat(self._path).st_ino == self._inode:  # noqa: PTH116 - not the socket of a server after us
                os.unlink(self._path)  # noqa: PTH108
                os.unlink(f"{self._path}.log")  # noqa: PTH108


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def main() -> int:
    """Listen at ``argv[1]`` with the settings of ``argv[2]``, for the identity on standard input."""
    path, config = sys.argv[1:3]
    who = sys.stdin.buffer.read()
    os.umask(0o077)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    os.chmod(path, 0o600)  # noqa: PTH101
    listener.listen(_BACKLOG)
    server = Server(listener, path, who, config)
    signal.signal(signal.SIGTERM, lambda *_: server.stop())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server.serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
