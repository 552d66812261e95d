"""Who waits for an answer, since when, and what each seller's message answers.

Python subtracts two times of one zone by their wall clocks, which is an hour wrong across a change of the clocks; every
instant is taken to UTC first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from replylint.context import Context, EarlierMessage
from replylint.inbox.models import Message, Thread

__all__ = ["Limits", "Waiting", "answered_context", "waits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The marketplace's limits: hours of wall clock, and how many answers a matter may take."""

    response_hours: float
    urgent_hours: float
    due_soon_hours: float
    rounds_max: int

    def deadline(self, message: Message) -> datetime:
        """Return the instant, in UTC, until which ``message`` must be answered."""
        hours = self.urgent_hours if message.urgent else self.response_hours
        return message.at.astimezone(UTC) + timedelta(hours=hours)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Messages that one answer settles, oldest first, and that answer where there is one; both with their places."""

    owed: tuple[tuple[int, Message], ...]
    answer: tuple[int, Message] | None

    def first_due(self, limits: Limits) -> tuple[int, Message]:
        """Return the message whose deadline comes first: it decides for all."""
        return min(self.owed, key=lambda pair: limits.deadline(pair[1]))


def waits(thread: Thread) -> Iterator[Waiting]:
    """Yield each stretch of waiting, in order; one without answer can only be the last."""
    owed: list[tuple[int, Message]] = []
    for index, message in thread.in_order():
        if message.awaits_answer:
            owed.append((index, message))
        elif message.answers and owed:
            yield Waiting(tuple(owed), (index, message))
            owed = []
    if owed:
        yield Waiting(tuple(owed), None)


def answered_context(thread: Thread, index: int) -> Context:
    """Return the context in which the seller wrote ``messages[index]``.

    ``customer`` is all that had been waiting for an answer by then, ``previous`` what came before it. A second message
    after an answer answers nothing new, so its ``customer`` stays empty.
    """
    open_: list[Message] = []
    settled: list[Message] = []
    for place, message in thread.in_order():
        if place == index:
            break
        if message.awaits_answer:
            open_.append(message)
        elif message.sender == "seller":
            if message.answers:
                settled += open_
                open_ = []
            settled.append(message)
    previous = tuple(
        EarlierMessage.model_validate({"from": "seller" if m.sender == "seller" else "customer", "text": m.text, "at": m.at})
        for m in sorted(settled, key=lambda m: m.at)
    )
    update: dict[str, object] = {"previous": previous, "now": thread.messages[index].at}
    if open_:
        update |= {"customer": "\n\n".join(m.text for m in open_), "received_at": open_[0].at}
    return thread.context.model_copy(update=update)
