"""A thread: the messages between a customer, the seller and Walmart, each with its instant."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from replylint.context import Context, Instant, Text, first_problem
from replylint.errors import InputError, nearest

__all__ = ["Message", "Thread", "parse_thread", "part_name"]

# What the messages themselves tell, and a thread's shared context therefore may not.
_TOLD = ("customer", "previous", "received_at", "now")


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, data: object) -> object:
        if isinstance(data, dict):
            known = {field.alias or name for name, field in cls.model_fields.items()} | set(cls.model_fields)
            for key in data:
                if key not in known:
                    hint = nearest(str(key), known)
                    raise ValueError(f"unknown key {key!r}" + (f": {hint}" if hint else ""))
        return data


class Message(_Model):
    """One message of a thread.

    ``at`` has an offset; ``kind`` is what Walmart tagged it as: a Better Business Bureau or Attorney General
    complaint is urgent. ``automatic`` says that no person wrote it, so that it answers nothing.
    """

    sender: Literal["customer", "seller", "walmart"] = Field(alias="from")
    at: Instant
    text: Text
    folder: Literal["inbox", "spam"] = "inbox"
    kind: Literal["normal", "bbb", "attorney-general"] = "normal"
    automatic: bool = False

    @property
    def urgent(self) -> bool:
        """Whether the shorter limit holds."""
        return self.kind != "normal"

    @property
    def awaits_answer(self) -> bool:
        """Whether the seller owes an answer: to every customer, and to a complaint that Walmart passes on."""
        return self.sender == "customer" or (self.sender == "walmart" and self.urgent)

    @property
    def answers(self) -> bool:
        """Whether the message answers what came before it."""
        return self.sender == "seller" and not self.automatic


class Thread(_Model):
    """Messages in any order; their instants decide.

    ``now`` is the instant at which the thread is judged; without it the rules that count the hours of an unanswered
    message are skipped. ``context`` holds what is known beside the messages: order, seller's profile, facts.
    """

    thread: str | None = None
    now: Instant | None = None
    messages: tuple[Message, ...]
    context: Context = Context()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for key in _TOLD:
            if key in self.context.model_fields_set:
                raise ValueError(f"context: {key!r} is told by the messages; leave it out")
        for index, message in enumerate(self.messages):
            if self.now is not None and message.at > self.now:
                raise ValueError(f"messages.{index}.at lies after now")
        return self

    def in_order(self) -> tuple[tuple[int, Message], ...]:
        """Return (place in ``messages``, message) by instant; at one instant the given order holds."""
        return tuple(sorted(enumerate(self.messages), key=lambda pair: (pair[1].at, pair[0])))


def part_name(index: int) -> str:
    """Return the ``part`` that a violation in ``messages[index]`` carries; counted from 1."""
    return f"message#{index + 1}"


def parse_thread(data: object, *, place: str = "thread") -> Thread:
    """Validate ``data`` (a mapping or a Thread).

    Raises:
        InputError: naming ``place``, the key and what is wrong there.
    """
    if isinstance(data, Thread):
        return data
    try:
        return Thread.model_validate(data)
    except ValidationError as error:
        raise InputError(f"{place}: {first_problem(error)}", code="C113") from None
