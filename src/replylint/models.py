"""The values that leave the linter: spans, violations, reports; and the findings that checks yield.

All offsets are half-open code points. ``Violation`` and what it holds are pydantic models, frozen; ``Finding`` is
what a check yields before severity, prose and excerpt are added, a plain dataclass since millions are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from replylint.context import Context

__all__ = [
    "SCHEMA_VERSION",
    "Draft",
    "Edit",
    "Evidence",
    "Failure",
    "Finding",
    "Fix",
    "Report",
    "Severity",
    "Skipped",
    "Span",
    "Suppressed",
    "Violation",
]

SCHEMA_VERSION = "1"
Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("advice", "warning", "error")
Source = Literal["customer", "previous", "seller", "preauthorized", "facts", "order", "draft"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Model):
    """A half-open range of code points, ``start`` up to but not including ``end``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    def to_utf16(self, text: str) -> tuple[int, int]:
        """Return the range in UTF-16 code units of ``text`` (JavaScript, Java, LSP)."""
        start = len(text[: self.start].encode("utf-16-le")) // 2
        return start, start + len(text[self.start : self.end].encode("utf-16-le")) // 2

    def to_utf8(self, text: str) -> tuple[int, int]:
        """Return the range in UTF-8 bytes of ``text``."""
        start = len(text[: self.start].encode())
        return start, start + len(text[self.start : self.end].encode())


class Edit(_Model):
    """Replace ``[start, end)`` of the part with ``text``."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Fix(_Model):
    """Edits that belong together; ``safe`` ones change no fact, amount or promise."""

    safe: bool
    edits: tuple[Edit, ...]


class Evidence(_Model):
    """Where, outside or inside the draft, stands what the violation rests on."""

    source: Source
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    excerpt: str


class Violation(_Model):
    """One place where the draft breaks a rule."""

    rule: str
    check: str
    severity: Severity
    confidence: float = Field(ge=0, le=1)
    message: str
    fix: str
    policy: str
    span: Span
    excerpt: str
    part: str | None = None
    line: int
    column: int
    fixes: tuple[Fix, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return plain data with ``start`` and ``end`` beside ``span``, as JSON output has it."""
        data = self.model_dump(mode="json")
        return {"start": self.span.start, "end": self.span.end, **data}


class Suppressed(_Model):
    """A violation that an allow list, an ignore or a threshold took out, and why; an ignore has a ``fingerprint``."""

    violation: Violation
    reason: str
    fingerprint: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the violation's plain data with the reason beside it."""
        return {**self.violation.to_dict(), "reason": self.reason, "fingerprint": self.fingerprint}


class Skipped(_Model):
    """A rule that could not be checked because its context is missing."""

    check: str
    rule: str
    needs: str
    reason: str


class Failure(_Model):
    """A check that crashed or whose service failed: its rules are neither passed nor violated."""

    check: str
    error: str
    code: str


class Report(_Model):
    """The outcome for one draft."""

    violations: tuple[Violation, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    failures: tuple[Failure, ...] = ()
    fail_on: Severity = "warning"
    required_missing: tuple[str, ...] = ()
    schema_version: str = SCHEMA_VERSION

    @property
    def complete(self) -> bool:
        """No check failed and no required rule was skipped."""
        return not self.failures and not self.required_missing

    @property
    def failing(self) -> tuple[Violation, ...]:
        """The violations at or above ``fail_on``."""
        bar = SEVERITIES.index(self.fail_on)
        return tuple(v for v in self.violations if SEVERITIES.index(v.severity) >= bar)

    @property
    def ok(self) -> bool:
        """No violation at or above ``fail_on``, and complete."""
        return self.complete and not self.failing

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON."""
        return {
            "violations": [violation.to_dict() for violation in self.violations],
            "suppressed": [suppressed.to_dict() for suppressed in self.suppressed],
            "skipped": [skipped.model_dump() for skipped in self.skipped],
            "failures": [failure.model_dump() for failure in self.failures],
            "ok": self.ok,
            "complete": self.complete,
            "schema_version": self.schema_version,
        }


class Draft(_Model):
    """A draft as it would be sent: plain text, HTML, or a whole RFC 5322 message."""

    content: str | bytes
    kind: Literal["text", "html", "eml"] = "text"


class Case(_Model):
    """One JSONL case: a reply with its context; labels and notes beside them are kept but unread."""

    id: str
    draft: Draft
    context: Context


EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check saw: a rule id and a half-open range of the document's text.

    ``params`` fill the rule's message; ``in_source`` says that the range counts in the draft as given instead
    (HTML attributes); ``confidence`` overrides the rule's own.
    """

    rule: str
    start: int
    end: int
    params: Mapping[str, str] = field(default_factory=lambda: EMPTY)
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[Fix, ...] = field(default=())
    confidence: float | None = None
    in_source: bool = False
