"""A LanguageTool server that we start, own and end.

Java runs under ``languagetool_watch``, so that none is left when this process ends, by ``kill -9`` too. The server
listens on the loopback address only, on a port that was free a moment ago; where somebody took it meanwhile, another
is tried.
"""

# ruff: noqa: S603 - we run our own Java, no shell
from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import weakref
from pathlib import Path
from typing import IO

from replylint.errors import BackendTimeout, BackendUnavailable

__all__ = ["LanguageToolServer", "find_home", "find_java"]

VERSION = "6.8"
_REMEDY = "run `replylint languagetool install`, or set LTP_PATH, or give the URL of a server"
_WATCH = Path(__file__).with_name("languagetool_watch.py")
_SETTINGS = Path(__file__).parents[1] / "data" / "languagetool.properties"
_HOST = "127.0.0.1"


def user_folder() -> Path:
    """Return the folder that ``replylint languagetool install`` fills."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "replylint"


def find_home(path: str | None = None) -> Path:
    """Return the folder of LanguageTool: of ``path``, else ``LTP_PATH``, else of our own install.

    Raises:
        BackendUnavailable: None of them holds ``languagetool-server.jar``.
    """
    named = path or os.environ.get("LTP_PATH")
    roots = [Path(named)] if named else [user_folder()]
    for root in roots:
        for folder in (root, root / f"LanguageTool-{VERSION}", *sorted(root.glob("LanguageTool-*"), reverse=True)):
            if (folder / "languagetool-server.jar").is_file():
                return folder
    raise BackendUnavailable(f"no LanguageTool was found in {roots[0]}", hint=_REMEDY)


def find_java() -> str:
    """Return the path of ``java``; raises ``BackendUnavailable`` where there is none."""
    home = os.environ.get("JAVA_HOME")
    if home and (Path(home) / "bin" / "java").is_file():
        return str(Path(home) / "bin" / "java")
    found = shutil.which("java")
    if found is None:
        raise BackendUnavailable("LanguageTool needs Java 17 or later, and no java was found", hint="install a Java runtime")
    return found


class LanguageToolServer:
    """One running server; made by ``start``, ended by ``stop``, at exit, or with the process."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: IO[bytes]) -> None:
        self._process = process
        self._log = log
        self._owner = os.getpid()
        self.port = port
        self.url = f"http://{_HOST}:{port}"
        self._finalizer = weakref.finalize(self, _end, process, log, self._owner)

    @classmethod
    def start(cls, home: Path, *, java: str | None = None, heap_mb: int = 1024, timeout: float = 60.0) -> LanguageToolServer:
        """Start a server and wait until it answers, at most ``timeout`` seconds, over three ports at most.

        Raises:
            BackendUnavailable: Java is absent, or the server does not start.
            BackendTimeout: It started and did not answer in time.
        """
        java = java or find_java()
        until = time.monotonic() + timeout
        tail = ""
        for _ in range(3):
            server = cls._launch(home, java, heap_mb)
            while time.monotonic() < until:
                if not server.alive():
                    break
                if server.answers():
                    return server
                time.sleep(0.1)
            else:
                server.stop()
                raise BackendTimeout(f"LanguageTool did not start within {timeout:.0f} s")
            tail = server.log_tail()
            server.stop()
        raise BackendUnavailable(f"LanguageTool ended while starting: {tail or 'no message'}", hint=_REMEDY)

    @classmethod
    def _launch(cls, home: Path, java: str, heap_mb: int) -> LanguageToolServer:
        port = _free_port()
        log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the server
        command = [
            sys.executable, "-I", "-S", str(_WATCH), str(os.getpid()),
            java, f"-Xmx{heap_mb}m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError",
            "-cp", str(home / "languagetool-server.jar"), "org.languagetool.server.HTTPServer",
            "--port", str(port), "--config", str(_SETTINGS),
        ]  # fmt: skip
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True)
        except OSError as error:
            log.close()
            raise BackendUnavailable(f"LanguageTool cannot be started: {error}", hint=_REMEDY) from error
        return cls(process, port, log)

    def alive(self) -> bool:
        """Tell whether the process runs (a forked child cannot tell, and takes it for running)."""
        return os.getpid() != self._owner or self._process.poll() is None

    def answers(self, timeout: float = 2.0) -> bool:
        """Tell whether the server answers a health check."""
        try:
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"{self.url}/v2/healthcheck", timeout=timeout) as response:
                return bool(response.status == 200)
        except (OSError, urllib.error.URLError, ValueError):
            return False

    def log_tail(self) -> str:
        """Return the last line or two that Java wrote to its standard error."""
        with contextlib.suppress(OSError, ValueError):
            self._log.seek(0)
            text = self._log.read()[-2000:].decode("utf-8", "replace").strip()
            return " / ".join(text.splitlines()[-2:])
        return ""

    def stop(self) -> None:
        """End the server; safe to call twice, and without effect in a forked child."""
        self._finalizer()


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _end(process: subprocess.Popen[bytes], log: IO[bytes], owner: int) -> None:
    """Close the pipe, which ends Java, and see it through."""
    if os.getpid() != owner:
        return
    with contextlib.suppress(OSError):
        if process.stdin:
            process.stdin.close()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()  # the kernel takes Java along
        process.wait()
    log.close()
