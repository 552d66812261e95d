"""Runs a command and ends it when the process that asked for it is gone: ``python -I -S THIS PARENT_PID COMMAND...``.

Standard library only, run as a script. The parent holds the write end of our standard input; when it closes, or the
parent's pid is no longer ours, however the parent ended, the command is killed. Should this watcher itself be killed,
the kernel kills the command where it can (Linux).
"""

# ruff: noqa: S603 - the command is the caller's, no shell
from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys

_PR_SET_PDEATHSIG = 1


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main(parent: int, command: list[str]) -> int:
    """Run ``command``; return its exit status, or 0 where it was ended for want of a parent."""
    hook = _die_with_parent if sys.platform == "linux" else None
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=hook)  # noqa: PLW1509 - one thread only
    try:
        while True:
            status = child.poll()
            if status is not None:
                return status
            if os.getppid() != parent:
                return 0
            ready, _, _ = select.select([sys.stdin], [], [], 0.5)
            if ready and not os.read(0, 1024):
                return 0
    finally:
        with contextlib.suppress(OSError):
            child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
