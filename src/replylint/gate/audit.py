"""The audit log: one JSON line a decision, appended whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from replylint.errors import ReplylintError
from replylint.gate.decision import Verdict
from replylint.models import Draft

try:
    import fcntl
except ImportError:  # Windows: one process a log
    fcntl = None  # type: ignore[assignment]

__all__ = ["AuditError", "AuditLog"]


class AuditError(ReplylintError):
    """The decision could not be written to the audit log."""

    code = "C702"


class AuditLog:
    """An append-only JSONL file that several threads and processes may share.

    Args:
        path: The file; made with mode 0600 where it does not exist. It may be renamed away (log rotation) at any time.
        text: Whether the reply's text is written too.
    """

    def __init__(self, path: str | Path, *, text: bool = False) -> None:
        # The gate's server changes its folder; a relative path means the one it was started in.
        self._path = Path(path).absolute()
        self._text = text
        self._lock = Lock()

    def record(self, verdict: Verdict, draft: str | Draft, *, door: str) -> None:
        """Write one decision.

        Raises:
            AuditError: where the line cannot be written; nothing of it is left in the file then.
        """
        entry: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "door": door,
            "decision": verdict.decision,
            "rules": [ruling.rule for ruling in verdict.rulings],
            "unchecked": sorted({entry.check for entry in verdict.unchecked if entry.rule is None}),
            "errors": sorted({failure.code for failure in verdict.report.failures}),
            "decided": verdict.decided,
            "deadline_passed": verdict.deadline_passed,
            "override": verdict.override.model_dump() if verdict.override else None,
        }
        if self._text:
            content = draft.content if isinstance(draft, Draft) else draft
            entry["text"] = content if isinstance(content, str) else content.decode("utf-8", "backslashreplace")
        line = json.dumps(entry, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        try:
            with self._lock:
                self._append(line)
        except OSError as error:
            raise AuditError(
                f"audit log {self._path}: cannot be written: {error.strerror or error}", hint="free space or name another file in gate.audit-log"
            ) from None

    def _append(self, line: bytes) -> None:
        # Opened for each line, so that a rotated file is left alone.
        handle = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
            end = os.fstat(handle).st_size
            if end and os.pread(handle, 1, end - 1) != b"\n":
                line = b"\n" + line  # a writer died within its line; keep ours apart from it
            if not _wrote(handle, line):
                os.ftruncate(handle, end)
                raise OSError(errno.ENOSPC, "only part of the line fitted")
        finally:
            os.close(handle)


def _wrote(handle: int, line: bytes) -> bool:
    """Return whether the line went in whole; raise where nothing did."""
    return os.write(handle, line) == len(line)
