"""From findings to a report: severity, prose, excerpts; then suppression and order, as small pure steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from replylint.config import Config
from replylint.context import Context
from replylint.document.document import Document
from replylint.ignores import fingerprint
from replylint.mending.proposals import proposed_fixes
from replylint.models import Edit, Failure, Finding, Fix, Report, Skipped, Span, Suppressed, Violation
from replylint.registry import Registry

__all__ = ["finish"]


def finish(
    findings: Sequence[tuple[Document, Finding]],
    config: Config,
    registry: Registry,
    ctx: Context,
    *,
    skipped: tuple[Skipped, ...],
    failures: tuple[Failure, ...],
) -> Report:
    """Return the report for ``findings``, in the order of the draft."""
    kept = _yield_to_specific(findings, registry)
    violations = _unique([_violation(doc, finding, config, registry, ctx) for doc, finding in kept])
    sources = {doc.part: doc.source for doc, _ in kept}
    live, suppressed = [], []
    for violation in violations:
        reason = _suppressed_by(violation, config)
        if reason is not None:
            suppressed.append(Suppressed(violation=violation, reason=reason))
        elif (ignored := _ignored(violation, sources[violation.part], registry, ctx)) is not None:
            suppressed.append(ignored)
        else:
            live.append(violation)
    wanted = set(config.required)
    missing = tuple(s.rule for s in skipped if s.rule in wanted or s.check in wanted)
    return Report(
        violations=tuple(live), suppressed=tuple(suppressed), skipped=skipped, failures=failures,
        fail_on=config.fail_on, required_missing=missing,
    )  # fmt: skip


def _yield_to_specific(findings: Sequence[tuple[Document, Finding]], registry: Registry) -> list[tuple[Document, Finding]]:
    """Drop what the sentence model found where a rule of the same check names the same words more exactly."""
    exact = [
        (id(doc), registry.rules[f.rule].check, f.start, f.end) for doc, f in findings if not registry.rules[f.rule].is_meaning and f.end > f.start
    ]
    out = []
    for doc, finding in findings:
        record = registry.rules[finding.rule]
        if record.is_meaning and any(
            where == id(doc) and check == record.check and start < finding.end and finding.start < end for where, check, start, end in exact
        ):
            continue
        out.append((doc, finding))
    return out


def _violation(doc: Document, finding: Finding, config: Config, registry: Registry, ctx: Context) -> Violation:
    record = registry.rules[finding.rule]
    start, end = (finding.start, finding.end) if finding.in_source else doc.to_source(finding.start, finding.end)
    excerpt = doc.source[start:end]
    settings = config.rules.get(record.id)
    params = {"excerpt": excerpt if len(excerpt) <= 80 else excerpt[:77] + "...", **finding.params}
    line_start = doc.source.rfind("\n", 0, start) + 1
    return Violation(
        rule=record.id,
        check=record.check,
        severity=(settings.severity if settings else None) or record.severity,
        confidence=round(record.confidence if finding.confidence is None else finding.confidence, 3),
        message=_fill(record.message, params),
        fix=_fill(record.fix, params),
        policy=record.policy,
        span=Span(start=start, end=end),
        excerpt=excerpt,
        part=doc.part,
        line=doc.source.count("\n", 0, start) + 1,
        column=start - line_start + 1,
        fixes=tuple(_source_fix(doc, fix, in_source=finding.in_source) for fix in proposed_fixes(doc, finding, record.check, ctx)),
        evidence=finding.evidence,
    )


def _source_fix(doc: Document, fix: Fix, *, in_source: bool) -> Fix:
    if in_source:
        return fix
    edits = []
    for edit in fix.edits:
        start, end = doc.to_source(edit.start, edit.end)
        edits.append(Edit(start=start, end=end, text=escape(edit.text, quote=False) if doc.kind == "html" else edit.text))
    return Fix(safe=fix.safe, edits=tuple(edits))


def _fill(template: str, params: dict[str, str]) -> str:
    """Fill ``{name}`` places; a brace that names no parameter stays, since excerpts may hold braces."""
    out = template
    for name in sorted(params, key=lambda key: key == "excerpt"):
        out = out.replace("{" + name + "}", params[name])
    return out


def _unique(violations: list[Violation]) -> list[Violation]:
    """Return violations in order of place and rule, each once."""
    seen: dict[tuple[str | None, int, int, str], Violation] = {}
    for violation in violations:
        seen.setdefault((violation.part, violation.span.start, violation.span.end, violation.rule), violation)
    return sorted(seen.values(), key=lambda v: (_part_order(v.part), v.span.start, v.span.end, v.rule))


def _part_order(part: str | None) -> tuple[int, str]:
    order = ["subject", "text/plain", "text/html", "attachment"]
    name = (part or "").partition("#")[0]
    return (order.index(name) if name in order else -1, part or "")


def _suppressed_by(violation: Violation, config: Config) -> str | None:
    if violation.confidence < config.min_confidence:
        return f"confidence {violation.confidence} is under min-confidence {config.min_confidence}"
    settings = config.rules.get(violation.rule)
    if settings:
        folded = " ".join(violation.excerpt.casefold().split())
        for allowed in settings.allow:
            if " ".join(allowed.casefold().split()) == folded:
                return f"allowed by rules.{violation.rule}.allow"
    return None


def _ignored(violation: Violation, text: str, registry: Registry, ctx: Context) -> Suppressed | None:
    if registry.ignores is None:
        return None
    today = (ctx.now or datetime.now(UTC)).astimezone(UTC).date()
    start, end = violation.span.start, violation.span.end
    reason = registry.ignores.reason(violation.rule, text, start, end, today)
    return None if reason is None else Suppressed(violation=violation, reason=reason, fingerprint=fingerprint(violation.rule, text, start, end))
