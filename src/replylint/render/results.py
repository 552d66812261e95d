"""What a reporter is given: each draft's report with where it came from, and the rules behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from replylint.document.mail import mail_parts
from replylint.errors import InputError
from replylint.inbox.models import Thread, part_name
from replylint.models import Draft, Report
from replylint.registry import Registry

__all__ = ["Reporter", "Result", "draft_parts", "thread_parts"]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome for one draft or thread.

    ``file`` is where it was read from (``-`` is standard input), ``line`` its line there where the file holds many.
    ``parts`` gives the text in which a violation's offsets count, by ``part``. Without a report ``error`` says why.
    """

    id: str
    report: Report | None
    error: str | None = None
    file: str = "-"
    line: int | None = None
    parts: Mapping[str | None, str] = field(default_factory=dict)

    @property
    def is_whole_file(self) -> bool:
        """Whether offsets count in the file itself, so that lines and edits can be shown in it."""
        return self.line is None and None in self.parts


Reporter = Callable[[Sequence[Result], Registry], str]
"""Turns results into one text; plugins offer their own under the entry point ``replylint.reporters``."""


def draft_parts(draft: Draft) -> dict[str | None, str]:
    """Return the text of each part of ``draft``; a part that cannot be read is left out, as the report told."""
    if draft.kind == "eml":
        try:
            return {part.name: part.text for part in mail_parts(draft.content)}
        except InputError:
            return {}
    content = draft.content
    return {None: content.decode("utf-8", "replace") if isinstance(content, bytes) else content}


def thread_parts(thread: Thread) -> dict[str | None, str]:
    """Return the text of each message of ``thread``."""
    return {part_name(index): message.text for index, message in enumerate(thread.messages)}
