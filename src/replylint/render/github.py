"""Workflow commands that GitHub turns into annotations: ``::error file=...,line=...::message``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from replylint.models import Severity, Violation
from replylint.registry import Registry
from replylint.render.results import Result

__all__ = ["render_github"]

_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "advice": "notice"}


def render_github(results: Sequence[Result], registry: Registry) -> str:  # noqa: ARG001 - the reporters' one shape
    """Return one command a line for each violation, failed check and unreadable draft."""
    lines = []
    for result in results:
        if result.report is None:
            lines.append(_command("error", _place(result, None), result.error or "cannot be read"))
            continue
        for violation in result.report.violations:
            where = _place(result, violation) | {"title": violation.rule}
            lines.append(_command(_COMMANDS[violation.severity], where, _message(result, violation)))
        lines += [_command("error", _place(result, None), f"check {f.check} failed: {f.code}: {f.error}") for f in result.report.failures]
    return "\n".join(lines)


def _message(result: Result, violation: Violation) -> str:
    inside = "" if result.is_whole_file else f"{result.id}{f' ({violation.part})' if violation.part else ''}: "
    return f"{inside}{violation.message} {violation.fix}"


def _place(result: Result, violation: Violation | None) -> dict[str, str]:
    where = {"file": result.file}
    if result.line is not None:
        where["line"] = str(result.line)
    elif violation is not None and result.is_whole_file:
        end_line = violation.line + violation.excerpt.count("\n")
        where |= {"line": str(violation.line), "endLine": str(end_line)}
        # GitHub takes columns for annotations of one line alone.
        if end_line == violation.line:
            where |= {"col": str(violation.column), "endColumn": str(violation.column + max(0, len(violation.excerpt) - 1))}
    return where


def _command(name: str, properties: Mapping[str, str], message: str) -> str:
    shown = ",".join(f"{key}={_escape(value, ',:')}" for key, value in properties.items())
    return f"::{name} {shown}::{_escape(message)}"


def _escape(text: str, more: str = "") -> str:
    """Escape as the runner's toolkit does; ``more`` are characters that also end a property."""
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
