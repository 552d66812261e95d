"""``replylint gate`` as its caller sees it: hands the draft to a warm server on a Unix socket, starting one if need be.

Nothing heavy is imported here: neither pydantic nor typer nor spaCy, and not ``json``, ``pathlib`` or ``hashlib``
either; a warm call costs little more than Python's own start.
"""

from __future__ import annotations

import _socket  # the socket module takes as long to import as Python takes to start
import os
import sys

from replylint.gate.endpoint import Unusable, identity, ready_folder, socket_path
from replylint.gate.frames import MAX_BODY, STALE, STARTING, Broken, read_answer, read_hello, send_request

__all__ = ["USAGE", "main"]

USAGE = """\
Usage: replylint gate [OPTIONS] [FILE]

  Decide whether a reply may be sent. Reads {"reply", "customer"?, "context"?} from FILE or standard input and prints
  {"decision": "allow" | "confirm" | "block", "summary", "report", ...}.

  Exit status: 0 allow, 1 block, 2 usage, 3 no decision could be made and the settings keep the reply back, 4 confirm.

Options:
  --email                Read an RFC 5322 message instead of JSON.
  --confirm-by WHO       Send anyway where the gate asks to confirm: who says so ...
  --confirm-reason TEXT  ... and why; both go to the audit log.
  --config FILE          Read this settings file instead of searching for one.
  --no-server            Check in this process; no server is asked or started.
  --help                 Show this and stop.
"""
_TRIES = 3
_HELLO_S = 3.0


class _UsageError(Exception):
    pass


class _Options:
    def __init__(self, arguments: list[str]) -> None:
        self.email = self.no_server = self.help = False
        self.values = {"--confirm-by": "", "--confirm-reason": "", "--config": ""}
        self.file = "-"
        files = []
        rest = iter(arguments)
        for argument in rest:
            name, equals, value = argument.partition("=")
            if name in self.values:
                value = value if equals else next(rest, "")
                if not value:
                    raise _UsageError(f"{name} needs a value")
                self.values[name] = value
            elif argument in ("--email", "--no-server", "--help"):
                setattr(self, argument[2:].replace("-", "_"), True)
            elif argument.startswith("-") and argument != "-":
                raise _UsageError(f"no such option: {argument}")
            else:
                files.append(argument)
        if len(files) > 1:
            raise _UsageError(f"one FILE at most, not {len(files)}")
        if bool(self.values["--confirm-by"]) != bool(self.values["--confirm-reason"]):
            raise _UsageError("--confirm-by and --confirm-reason belong together")
        config = self.values["--config"]
        if config and not os.path.isfile(config):  # noqa: PTH113
            raise _UsageError(f"--config: no such file: {config}")
        self.file = files[0] if files else "-"


def main(arguments: list[str]) -> int:
    """Run one ``replylint gate`` and return its exit status."""
    try:
        options = _Options(arguments)
        if options.help:
            sys.stdout.write(USAGE)
            return 0
        body = _read(options.file)
    except _UsageError as error:
        sys.stderr.write(f"replylint gate: {error} (see replylint gate --help)\n")
        return 2
    if options.no_server:
        return _here(options, body)
    try:
        answer = _ask(options, body)
    except Unusable as error:
        sys.stderr.write(f"replylint gate: no server: {error}; checked in this process instead\n")
        return _here(options, body)
    status, out, err = answer
    return _print(status, out, err)


def _read(name: str) -> bytes:
    try:
        if name == "-":
            body = sys.stdin.buffer.read(MAX_BODY + 1)
        else:
            with open(name, "rb") as file:  # noqa: PTH123 - pathlib takes 3 ms to import
                body = file.read(MAX_BODY + 1)
    except OSError as error:
        raise _UsageError(f"{name}: cannot be read: {error.strerror or error}") from None
    if len(body) > MAX_BODY:
        raise _UsageError(f"{name}: larger than {MAX_BODY // 2**20} MB")
    return body


def _print(status: int, out: bytes, err: bytes) -> int:
    sys.stderr.write(err.decode("utf-8", "replace"))
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
    return status


def _here(options: _Options, body: bytes) -> int:
    from replylint.gate.exchange import answer_here  # noqa: PLC0415 - loads everything, only without a server

    values = options.values
    return _print(*answer_here(body, email=options.email, by=values["--confirm-by"], reason=values["--confirm-reason"], config=values["--config"]))


def _ask(options: _Options, body: bytes) -> tuple[int, bytes, bytes]:
    """Return the server's answer; a server that is gone, stale or dies meanwhile is replaced."""
    config = os.path.realpath(options.values["--config"]) if options.values["--config"] else ""
    who = identity(config)
    path = socket_path(ready_folder(), who)
    problem = ""
    for _ in range(_TRIES):
        try:
            connection = _connected(path)
            try:
                answer = _exchange(connection, who, options, body)
            finally:
                connection.close()
        except (FileNotFoundError, ConnectionRefusedError):
            from replylint.gate.starter import start_server  # noqa: PLC0415 - only where no server listens

            start_server(path, who, config)
            continue
        except (OSError, Broken) as error:
            problem = f"it stopped or hung while it was asked ({error or type(error).__name__})"
            continue
        if answer[0] != STALE:
            return answer
        problem = "it was replaced too often"
    raise Unusable(problem or "it does not stay")


def _connected(path: str) -> _socket.socket:
    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connection.settimeout(_HELLO_S)
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


def _exchange(connection: _socket.socket, who: bytes, options: _Options, body: bytes) -> tuple[int, bytes, bytes]:
    state, wait_ms = read_hello(connection)
    if state == STALE:
        return STALE, b"", b""
    connection.settimeout(wait_ms / 1000)
    values = options.values
    try:
        send_request(
            connection, identity=who, email=options.email, by=values["--confirm-by"].encode("utf-8", "replace"),
            reason=values["--confirm-reason"].encode("utf-8", "replace"), body=body,
        )  # fmt: skip
        return read_answer(connection)
    except TimeoutError:
        what = "start" if state == STARTING else "answer"
        raise Unusable(f"it did not {what} within {wait_ms:,} ms") from None
