"""A thread on its way to one report: the inbox rules over the whole, every rule over each message of the seller."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from replylint.config import Config
from replylint.context import Context
from replylint.document.document import Document
from replylint.inbox.models import Thread, part_name
from replylint.inbox.rules import NEEDS_NOW, find_notices
from replylint.inbox.waiting import Limits, answered_context
from replylint.models import Failure, Finding, Report, Skipped
from replylint.registry import INBOX_RULES, Registry
from replylint.reporting import finish

__all__ = ["report_thread"]


def report_thread(thread: Thread, lint: Callable[[str, Context], Report], *, registry: Registry, config: Config) -> Report:
    """Return one report over all messages; each violation's ``part`` names its message, ``message#1`` the first given.

    Args:
        thread: The messages.
        lint: Lints one message of the seller in its context.
        registry: The rules.
        config: The settings.
    """
    whole = _inbox(thread, registry, config)
    reports = [whole]
    for index, message in enumerate(thread.messages):
        if message.sender == "seller" and message.text.strip():
            reports.append(_in_part(lint(message.text, answered_context(thread, index)), part_name(index)))
    order = {part_name(index): index for index in range(len(thread.messages))}
    violations = sorted(
        (v for report in reports for v in report.violations), key=lambda v: (order[v.part or ""], v.span.start, v.span.end, v.rule)
    )
    missing = {rule: None for report in reports for rule in report.required_missing}
    return whole.model_copy(
        update={
            "violations": tuple(violations),
            "suppressed": tuple(s for report in reports for s in report.suppressed),
            "skipped": _each_once([s for report in reports for s in report.skipped]),
            "failures": _first_of_each([f for report in reports for f in report.failures]),
            "required_missing": tuple(missing),
        }
    )


def _inbox(thread: Thread, registry: Registry, config: Config) -> Report:
    terms = registry.pack.terms
    limits = Limits(terms.response_hours, terms.urgent_hours, terms.due_soon_hours, terms.rounds_max)
    active = {rule for rule in registry.active if registry.rules[rule].check == INBOX_RULES}
    skipped: tuple[Skipped, ...] = ()
    if thread.now is None:
        skipped = tuple(Skipped(check=INBOX_RULES, rule=rule, needs="times", reason="now is not given") for rule in sorted(active & NEEDS_NOW))
    documents = [Document(message.text, part=part_name(index)) for index, message in enumerate(thread.messages)]
    findings = [
        (documents[n.message], Finding(n.rule, n.start, n.end, params=n.params, evidence=n.evidence))
        for n in find_notices(thread, limits)
        if n.rule in active
    ]
    return finish(findings, config, registry, thread.context, skipped=skipped, failures=())


def _in_part(report: Report, part: str) -> Report:
    """Return a message's report with its part named, and without the rules that are for the thread alone."""
    return report.model_copy(
        update={
            "violations": tuple(v.model_copy(update={"part": part}) for v in report.violations),
            "suppressed": tuple(s.model_copy(update={"violation": s.violation.model_copy(update={"part": part})}) for s in report.suppressed),
            "skipped": tuple(s for s in report.skipped if s.check != INBOX_RULES),
            "required_missing": tuple(rule for rule in report.required_missing if not rule.startswith(f"{INBOX_RULES}.")),
        }
    )


def _each_once(skipped: Sequence[Skipped]) -> tuple[Skipped, ...]:
    return tuple({(s.rule, s.needs): s for s in skipped}.values())


def _first_of_each(failures: Sequence[Failure]) -> tuple[Failure, ...]:
    return tuple({failure.check: failure for failure in reversed(failures)}.values())
