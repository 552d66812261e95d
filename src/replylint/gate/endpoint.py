"""Where the server for these settings listens: a private folder and a name that changes with version and settings."""

from __future__ import annotations

import os
import stat
import sys
from binascii import crc32

from replylint.discovery import project_file, setting_variables

__all__ = ["Unusable", "identity", "private_folder", "ready_folder", "socket_path"]

# No pathlib here: it takes 3 ms to import, a third of Python's own start.
_PROTOCOL = "1"


class Unusable(Exception):
    """No server can be used; the message says why."""


def identity(config: str) -> bytes:
    """Return all that makes one server differ from another, as one text: version, Python, settings.

    Rule files are the server's own to watch, since it knows which ones the settings name.

    Args:
        config: The settings file that the caller names, or "" to search for one.
    """
    file = config or project_file(os.getcwd()) or ""  # noqa: PTH109
    variables = setting_variables()
    lines = [_PROTOCOL, *_versions(), sys.executable, os.path.dirname(os.path.dirname(__file__)), file, _state(file)]  # noqa: PTH120
    lines += [f"{name}={value}" for name, value in variables]
    if variables:
        lines.append(os.getcwd())  # noqa: PTH109 - paths in variables are relative to it
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _versions() -> list[str]:
    """Return the names of the installed metadata folders: they hold the version, and importlib.metadata takes 15 ms."""
    out = []
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except OSError:
            continue
        out += [name for name in names if name.startswith("replylint-") and name.endswith(".dist-info")]
    return sorted(out)


def _state(file: str) -> str:
    if not file:
        return ""
    try:
        status = os.stat(file)  # noqa: PTH116
    except OSError:
        return "missing"
    return f"{status.st_mtime_ns} {status.st_size} {status.st_ino}"


def ready_folder() -> str:
    """Return the folder for sockets, private to this user, making it where needed.

    Raises:
        Unusable: where there is none that only this user can enter, or Unix sockets are missing.
    """
    if sys.platform == "win32":
        raise Unusable("this system has no Unix sockets in Python")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and os.path.isdir(runtime):  # noqa: PTH112
        folder = os.path.join(runtime, "replylint")  # noqa: PTH118
        if len(folder) <= _MAX_FOLDER:
            return private_folder(folder)
    return private_folder(os.path.join(os.environ.get("TMPDIR") or "/tmp", f"replylint-{os.getuid()}"))  # noqa: PTH118, S108 - checked to be ours alone


def private_folder(folder: str) -> str:
    """Make ``folder`` with mode 0700, or see that it is this user's own and closed to others.

    Raises:
        Unusable: where it cannot be made, or belongs to someone else, or others can enter it.
    """
    try:
        os.mkdir(folder, 0o700)  # noqa: PTH102
    except FileExistsError:
        pass
    except OSError as error:
        raise Unusable(f"{folder} cannot be made: {error.strerror}") from None
    status = os.lstat(folder)
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise Unusable(f"{folder} is not a folder that only you can enter")
    return folder


# A Unix socket's address has 108 bytes on Linux, 104 on macOS.
_MAX_FOLDER = 103 - len("/gate-0123456789abcdef.sock")


def socket_path(folder: str, who: bytes) -> str:
    """Return the socket for ``who``; the server compares the whole identity, the name need only differ as a rule."""
    return os.path.join(folder, f"gate-{crc32(who):08x}{crc32(who[::-1]):08x}.sock")  # noqa: PTH118
