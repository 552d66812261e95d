"""One self-contained page: each draft with its violations marked, and what they mean below. No script, nothing fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from replylint.models import SEVERITIES, Violation
from replylint.registry import Registry
from replylint.render.results import Result

__all__ = ["render_html"]

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --line: #d5d5dc; --error: #b3261e; --warning: #8a5a00; --advice: #1d5fa8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e7ec; --paper: #17171a; --line: #3a3a42; --error: #ff8a80; --warning: #ffc25c; --advice: #8ec2ff; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 52rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; overflow-wrap: anywhere; } section { border-top: 1px solid var(--line); margin-top: 2rem; }
.draft { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); border-radius: .4rem; padding: .8rem; }
mark { color: inherit; background: none; border-bottom: 3px solid; } .error { color: var(--error); } .warning { color: var(--warning); }
.advice { color: var(--advice); } mark.error { border-color: var(--error); } mark.warning { border-color: var(--warning); }
mark.advice { border-color: var(--advice); } mark { color: inherit; } .gap::before { content: "\\2038"; font-weight: bold; }
code { font-size: .9em; } li { margin: .6rem 0; } dl { margin: 0; } .muted { opacity: .75; }
"""


def render_html(results: Sequence[Result], registry: Registry) -> str:
    """Return the page."""
    counts = Counter(v.severity for r in results if r.report for v in r.report.violations)
    found = ", ".join(f"{counts[s]} {s if counts[s] == 1 or s == 'advice' else f'{s}s'}" for s in reversed(SEVERITIES) if counts[s])
    title = f"replylint: {found or 'no violations'} in {len(results)} {'draft' if len(results) == 1 else 'drafts'}"
    sections = "\n".join(_section(number, result, registry) for number, result in enumerate(results, 1))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n{sections}\n</body>\n</html>"
    )


def _section(number: int, result: Result, registry: Registry) -> str:
    head = f'<section aria-labelledby="d{number}">\n<h2 id="d{number}">{escape(result.id)}</h2>\n'
    report = result.report
    if report is None:
        return f'{head}<p class="error">Could not be read: {escape(result.error or "")}</p>\n</section>'
    body = ""
    for part, text in result.parts.items():
        own = [v for v in report.violations if v.part == part]
        if part is not None and not own:
            continue
        label = f'<p class="muted">{escape(part)}</p>\n' if part else ""
        body += f'{label}<div class="draft">{_marked(text, own)}</div>\n'
    items = "\n".join(_item(violation, registry) for violation in report.violations)
    failed = "".join(f'<p class="error">Check {escape(f.check)} failed: {escape(f.error)}</p>\n' for f in report.failures)
    skipped = f'<p class="muted">{len(report.skipped)} rules not checked for want of context.</p>\n' if report.skipped else ""
    listing = f"<ol>\n{items}\n</ol>\n" if items else "<p>No violations.</p>\n"
    return f"{head}{body}{listing}{failed}{skipped}</section>"


def _item(violation: Violation, registry: Registry) -> str:
    policy = registry.pack.policy.get(violation.policy, violation.policy)
    place = f"{violation.part}, " if violation.part else ""
    return (
        f'<li><strong class="{violation.severity}">{violation.severity}</strong> <code>{escape(violation.rule)}</code> '
        f'<span class="muted">{escape(place)}line {violation.line}, column {violation.column}</span><br>\n'
        f'{escape(violation.message)}<br>\n<strong>Fix:</strong> {escape(violation.fix)}<br>\n<span class="muted">{escape(policy)}</span></li>'
    )


def _marked(text: str, violations: Sequence[Violation]) -> str:
    """Return ``text`` escaped, each stretch marked with the worst severity that covers it; a place to insert is a caret."""
    cuts = sorted({0, len(text), *(offset for v in violations for offset in (v.span.start, v.span.end))})
    out = []
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        empty = [v for v in violations if v.span.start == v.span.end == start]
        if empty:
            out.append(f'<mark class="gap {_worst(empty)}" title="{_titles(empty)}"></mark>')
        over = [v for v in violations if v.span.start <= start and end <= v.span.end and v.span.start < v.span.end]
        piece = escape(text[start:end])
        out.append(f'<mark class="{_worst(over)}" title="{_titles(over)}">{piece}</mark>' if over and piece else piece)
    return "".join(out)


def _worst(violations: Sequence[Violation]) -> str:
    return max((v.severity for v in violations), key=SEVERITIES.index)


def _titles(violations: Sequence[Violation]) -> str:
    return escape("; ".join(f"{v.rule}: {v.message}" for v in violations), quote=True)
