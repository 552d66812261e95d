"""`inbox`: what a thread shows that no single draft does; see rules/inbox/.

The limits are hours between instants: weekends, holidays and days off count like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from replylint.document.document import Document
from replylint.inbox.models import Message, Thread
from replylint.inbox.waiting import Limits, Waiting, waits
from replylint.models import Evidence

__all__ = ["NEEDS_NOW", "Notice", "find_notices"]

NEEDS_NOW = frozenset({"inbox.overdue", "inbox.due-soon"})
"""The rules that ask how long a message has been waiting until now."""

_QUOTED = 200
_SAME = 0.9
_FEWEST_WORDS = 8
# A template comes again within a few messages; comparing each with all before it would be quadratic.
_LOOK_BACK = 20
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Notice:
    """A finding in one message: its place in the thread and a half-open range of its text."""

    rule: str
    message: int
    start: int
    end: int
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    evidence: tuple[Evidence, ...] = ()


def find_notices(thread: Thread, limits: Limits) -> Iterator[Notice]:
    """Yield what the thread breaks.

    A missing answer has a zero-length range after the message that waits for it; a late one before the answer. Of the
    messages that wait together the one due first decides, since one answer settles all.
    """
    rounds = 0
    for waiting in waits(thread):
        if waiting.answer is None:
            yield from _unanswered(thread, waiting, limits)
            continue
        rounds += 1
        yield from _late(waiting, waiting.answer, limits)
        if rounds == limits.rounds_max + 1:
            yield Notice("inbox.rounds", waiting.answer[0], 0, 0, {"rounds": str(rounds), "limit": str(limits.rounds_max)})
    yield from _repeated(thread)


def _unanswered(thread: Thread, waiting: Waiting, limits: Limits) -> Iterator[Notice]:
    for place, message in waiting.owed:
        if message.folder == "spam":
            yield Notice("inbox.in-spam", place, len(message.text), len(message.text), {"at": _moment(message.at)})
    if thread.now is None:
        return
    place, message = waiting.first_due(limits)
    now, due = thread.now.astimezone(UTC), limits.deadline(message)
    params = {"elapsed": _length(now - message.at.astimezone(UTC)), "limit": _limit(message, limits), "due": _moment(due)}
    end = len(message.text)
    if now > due:
        yield Notice("inbox.overdue", place, end, end, params)
    elif due - now < timedelta(hours=limits.due_soon_hours):
        yield Notice("inbox.due-soon", place, end, end, {**params, "left": _length(due - now)})


def _late(waiting: Waiting, answer: tuple[int, Message], limits: Limits) -> Iterator[Notice]:
    _, message = waiting.first_due(limits)
    place, reply = answer
    answered = reply.at.astimezone(UTC)
    if answered > limits.deadline(message):
        said = message.text[:_QUOTED]
        evidence = (Evidence(source="customer", start=0, end=len(said), excerpt=said),) if said else ()
        params = {"elapsed": _length(answered - message.at.astimezone(UTC)), "limit": _limit(message, limits)}
        yield Notice("inbox.late-answer", place, 0, 0, params, evidence)


def _repeated(thread: Thread) -> Iterator[Notice]:
    """Yield each seller's message whose body says again, nearly word for word, what an earlier one said."""
    earlier: list[tuple[str, list[str]]] = []
    for place, message in thread.in_order():
        if message.sender != "seller":
            continue
        start, end, words = _body(message.text)
        if len(words) < _FEWEST_WORDS:
            continue
        same = next((text for text, others in earlier[-_LOOK_BACK:] if _alike(words, others)), None)
        if same is not None:
            said = same[:_QUOTED]
            yield Notice("inbox.repeated-template", place, start, end, {}, (Evidence(source="previous", start=0, end=len(said), excerpt=said),))
        earlier.append((message.text, words))


def _body(text: str) -> tuple[int, int, list[str]]:
    """Return the range of the body, greeting and signature left out, and its words."""
    doc = Document(text)
    inner = [s for s in doc.sentences if doc.segment_at(s.start) == "body"]
    if not inner:
        return 0, 0, []
    start, end = inner[0].start, inner[-1].end
    return start, end, _WORD.findall(text[start:end].casefold())


def _alike(words: list[str], others: list[str]) -> bool:
    from difflib import SequenceMatcher  # noqa: PLC0415 - only for threads with two texts of the seller

    matcher = SequenceMatcher(None, words, others, autojunk=False)
    return words == others or (matcher.real_quick_ratio() >= _SAME and matcher.quick_ratio() >= _SAME and matcher.ratio() >= _SAME)


def _limit(message: Message, limits: Limits) -> str:
    return _length(timedelta(hours=limits.urgent_hours if message.urgent else limits.response_hours))


def _length(span: timedelta) -> str:
    """Return a span in hours and minutes, rounded down: "49 h 30 min"."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def _moment(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="minutes")
