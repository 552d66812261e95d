"""Reports as Markdown for a comment on a pull request or a ticket."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from replylint.models import SEVERITIES, Violation
from replylint.registry import Registry
from replylint.render.results import Result

__all__ = ["render_markdown"]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+.!|~@:-])")


def render_markdown(results: Sequence[Result], registry: Registry) -> str:
    """Return a heading with the count, then each draft with its violations."""
    counts = Counter(v.severity for r in results if r.report for v in r.report.violations)
    found = ", ".join(f"{counts[s]} {s if counts[s] == 1 or s == 'advice' else f'{s}s'}" for s in reversed(SEVERITIES) if counts[s])
    lines = [f"### replylint: {found or 'no violations'} in {len(results)} {'draft' if len(results) == 1 else 'drafts'}", ""]
    for result in results:
        report = result.report
        if report is None:
            lines += [f"**{_plain(result.id)}** could not be read: {_plain(result.error or '')}", ""]
        elif report.violations or report.failures:
            lines += [f"**{_plain(result.id)}**", ""]
            lines += [_item(violation, registry.pack.policy) for violation in report.violations]
            lines += [f"- **failed** check {_plain(f.check)}: {_plain(f.error)}" for f in report.failures]
            lines.append("")
    return "\n".join(lines).rstrip()


def _item(violation: Violation, policy: object) -> str:
    assert isinstance(policy, dict)  # noqa: S101 - the pack says so
    place = f"{violation.part}, line {violation.line}" if violation.part else f"line {violation.line}"
    return (
        f"- **{violation.severity}** {_code(violation.rule)} ({_plain(place)}): {_plain(violation.message)}\n"
        f"  Fix: {_plain(violation.fix)}\n"
        f"  Policy: {_plain(policy.get(violation.policy, violation.policy))}"
    )


def _plain(text: str) -> str:
    """Return ``text`` on one line with nothing in it that Markdown or a mention would make something of."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def _code(text: str) -> str:
    return f"`{text}`"
