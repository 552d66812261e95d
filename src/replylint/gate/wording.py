"""The summary: one or two sentences for a busy seller who knows no rule ids."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from replylint.models import Violation
from replylint.rulebook.record import RuleRecord

if TYPE_CHECKING:
    from replylint.gate.decision import Action, Unchecked

__all__ = ["summarize"]

_TOPICS = {
    "autoreply": "automatic-sounding wording",
    "contact": "contact details",
    "empathy": "empathy",
    "haggling": "haggling",
    "language": "spelling and grammar",
    "links": "links",
    "misleading": "facts of the order",
    "overpromise": "promises",
    "promo": "promotion",
    "tone": "tone",
}
_EXCERPT = 60
_NAMED = 3


def summarize(
    decision: Action, ruled: Sequence[tuple[Violation, Action]], unchecked: Sequence[Unchecked],
    rules: Mapping[str, RuleRecord], *, deadline_ms: int | None,
) -> str:  # fmt: skip
    """Return what the seller should know, in at most two sentences.

    Args:
        decision: What the gate decided.
        ruled: Each violation with what it does.
        unchecked: What could not be checked.
        rules: The rules, whose summaries are sentences without ids.
        deadline_ms: The deadline, where it has passed.
    """
    deciding = [violation for violation, action in ruled if action == decision]
    gaps = [entry for entry in unchecked if entry.rule is None or entry.action == "block"]
    if decision == "allow":
        count = len(ruled)
        first = "This reply can be sent." if not count else f"This reply can be sent; {_count(count, 'remark')} may be worth a look."
        return f"{first} {_gap(gaps, deadline_ms)}" if gaps else first
    if not deciding:
        closed = [entry for entry in gaps if entry.action == "block"]
        return f"Do not send this reply yet: {_uncapital(_gap(closed, deadline_ms))}"
    lead = "Do not send this reply yet" if decision == "block" else "Look again before you send this reply"
    others = len(deciding) - 1
    more = f", and {_count(others, 'more problem')}" if others else ""
    first = f"{lead}: {_problem(deciding[0], rules)}{more}."
    if gaps:
        return f"{first} {_gap(gaps, deadline_ms)}"
    return f"{first} {_first_sentence(deciding[0].fix)}"


def _problem(violation: Violation, rules: Mapping[str, RuleRecord]) -> str:
    record = rules.get(violation.rule)
    text = _uncapital(_first_sentence(record.summary if record else violation.message).rstrip("."))
    excerpt = " ".join(violation.excerpt.split())
    if not excerpt:
        return text
    return f"{text} (“{excerpt if len(excerpt) <= _EXCERPT else excerpt[: _EXCERPT - 1].rstrip() + '…'}”)"


def _gap(entries: Sequence[Unchecked], deadline_ms: int | None) -> str:
    topics = sorted({_TOPICS.get(entry.check, entry.check) for entry in entries})
    names = ", ".join(topics[:_NAMED]) + (f" and {len(topics) - _NAMED} more" if len(topics) > _NAMED else "")
    failed = [entry for entry in entries if entry.rule is None]
    if failed and deadline_ms is not None:
        return f"Not checked in the time allowed ({deadline_ms:,} ms): {names}."
    if failed:
        return f"Not checked, since something in the checker failed: {names}."
    return f"Not checked, though your settings require it: {names} ({entries[0].reason})."


def _first_sentence(text: str) -> str:
    text = " ".join(text.split())
    match = re.search(r"[.!?](?=\s+[A-Z“\"]|$)", text)
    return text[: match.end()] if match else f"{text}."


def _uncapital(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
