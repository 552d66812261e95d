"""A report as text for a terminal: the draft's line with the span marked, as rustc and ruff show it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from replylint.models import Report, Violation

__all__ = ["Palette", "counted", "render_report", "summary_line"]

_WINDOW = 100


class Palette:
    """Terminal colours, or none."""

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled

    def paint(self, text: str, *codes: int) -> str:
        """Return ``text`` in the given SGR codes."""
        if not self._enabled or not text:
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"


_COLOURS = {"error": 31, "warning": 33, "advice": 36}


def render_report(name: str, parts: Mapping[str | None, str], report: Report, policy: Mapping[str, str], palette: Palette) -> str:
    """Return all violations of one draft, whose texts ``parts`` gives by name, then what was not checked."""
    blocks = [_violation(name, parts, violation, policy, palette) for violation in report.violations]
    blocks += [f"{palette.paint('failed', 1, 31)}: {name}: check {f.check} failed: {f.code}: {f.error}\n" for f in report.failures]
    return "\n".join(blocks)


def summary_line(results: int, counts: Mapping[str, int], *, skipped: int, failures: int, suppressed: int, errors: int) -> str:
    """Return the last line: what was found in how many drafts."""
    found = ", ".join(counted(count, name) for name, count in counts.items() if count)
    parts = [found or "No violations", f"in {counted(results, 'draft')}"]
    line = " ".join(parts)
    for count, text in ((suppressed, "suppressed"), (skipped, "not checked for want of context"), (failures, "failed"), (errors, "unreadable")):
        if count:
            line += f"; {count} {text}"
    return f"{line}."


def counted(count: int, name: str) -> str:
    """Return the number with its noun, as in ``1 rule`` and ``2 rules``."""
    return f"{count} {name if count == 1 or name == 'advice' else f'{name}s'}"


def _violation(name: str, parts: Mapping[str | None, str], violation: Violation, policy: Mapping[str, str], palette: Palette) -> str:
    colour = _COLOURS[violation.severity]
    head = f"{palette.paint(violation.severity, 1, colour)}[{palette.paint(violation.rule, 1)}]: {_oneline(violation.message)}"
    part = f" ({violation.part})" if violation.part else ""
    gutter = " " * len(str(violation.line))
    bar = palette.paint("|", 34)
    lines = [head, f"{gutter}{palette.paint('-->', 34)} {name}{part}:{violation.line}:{violation.column}"]
    text = parts.get(violation.part)
    if text is not None:
        shown, offset, width = _excerpt(text, violation)
        mark = "^" * max(1, width)
        lines += [
            f"{gutter} {bar}",
            f"{palette.paint(str(violation.line), 34)} {bar} {shown}",
            f"{gutter} {bar} {' ' * offset}{palette.paint(mark, 1, colour)}",
        ]
    elif violation.excerpt:
        lines.append(f"{gutter} {bar} {_oneline(violation.excerpt)}")
    lines.append(f"{gutter} {palette.paint('=', 34)} {palette.paint('fix', 1)}: {violation.fix}")
    lines.append(f"{gutter} {palette.paint('=', 34)} {palette.paint('policy', 1)}: {policy.get(violation.policy, violation.policy)}")
    return "\n".join(lines) + "\n"


def _excerpt(text: str, violation: Violation) -> tuple[str, int, int]:
    """Return the line around the violation, cut to the window, the mark's column in it and its width in cells."""
    line_start = violation.span.start - (violation.column - 1)
    line_end = text.find("\n", line_start)
    line = text[line_start : line_end if line_end >= 0 else len(text)].rstrip("\r")
    start = violation.column - 1
    end = min(start + violation.span.end - violation.span.start, len(line))
    left = max(0, min(start - _WINDOW // 3, len(line) - _WINDOW))
    right = min(len(line), max(left + _WINDOW, min(end + 10, left + 2 * _WINDOW)))
    prefix, suffix = ("..." if left else ""), ("..." if right < len(line) else "")
    before, marked = line[left:start], line[start : min(end, right)]
    return prefix + _clean(line[left:right]) + suffix, len(prefix) + _cells(before), _cells(marked)


def _clean(text: str) -> str:
    """Return ``text`` with each control or invisible character as one visible cell, so that marks stay in place."""
    return "".join(" " if char == "\t" else "\ufffd" if unicodedata.category(char) in ("Cc", "Cf") else char for char in text)


def _cells(text: str) -> int:
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _oneline(text: str) -> str:
    return _clean(" ".join(text.split()))
