"""What goes over the wire; requests reject unknown keys, since a misspelt one would switch rules off."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from replylint.context import Context
from replylint.gate.decision import Action, Override, Ruling, Unchecked
from replylint.models import Draft, Failure, Severity, Violation

__all__ = [
    "FixRequest", "FixResponse", "GateRequest", "GateResponse", "LintRequest", "Problem", "ProblemBody", "ReportBody", "RuleBody", "SkippedBody",
]  # fmt: skip


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class LintRequest(_Strict):
    """A draft with what is known around it; ``customer`` here wins over ``context.customer``."""

    # Described here, enforced by the linter, whose error says more.
    reply: str = Field(examples=["Hello Anna, I am sorry that the lamp arrived broken."], json_schema_extra={"minLength": 1, "pattern": r"\S"})
    input: Literal["text", "html", "eml"] = "text"
    customer: str | None = None
    context: Context | None = None

    def draft(self) -> Draft:
        """Return the draft."""
        return Draft(content=self.reply, kind=self.input)

    def around(self) -> Context:
        """Return the context."""
        ctx = self.context or Context()
        return ctx if self.customer is None else ctx.model_copy(update={"customer": self.customer})


class GateRequest(LintRequest):
    """A draft to decide on; ``confirm`` sends it where the gate asks for that."""

    confirm: Override | None = None


class FixRequest(LintRequest):
    """A draft to mend; ``unsafe`` also applies fixes that may change what it says."""

    input: Literal["text", "html"] = "text"
    unsafe: bool = False


class _ViolationBody(Violation):
    start: int
    end: int


class _SuppressedBody(_ViolationBody):
    reason: str


class SkippedBody(_Strict):
    """A rule that was not checked for want of context."""

    check: str
    rule: str
    needs: str
    reason: str


class ReportBody(_Strict):
    """What a draft's report holds."""

    violations: list[_ViolationBody]
    suppressed: list[_SuppressedBody]
    skipped: list[SkippedBody]
    failures: list[Failure]
    ok: bool
    complete: bool
    schema_version: str


class GateResponse(_Strict):
    """The decision."""

    decision: Action
    summary: str
    report: ReportBody
    decided: bool
    deadline_passed: bool
    rulings: list[Ruling]
    unchecked: list[Unchecked]
    override: Override | None
    audit_error: str | None


class FixResponse(_Strict):
    """The mended draft, how many edits were made, and its own report."""

    text: str
    edits: int
    report: ReportBody


class RuleBody(_Strict):
    """One rule."""

    id: str
    check: str
    summary: str
    severity: Severity
    why: str
    fix: str
    policy: str
    needs: list[str]
    active: bool


class ProblemBody(_Strict):
    """What is wrong and what to do about it."""

    code: str
    message: str
    hint: str | None = None


class Problem(_Strict):
    """The body of every answer that is no success."""

    error: ProblemBody


def problem(code: str, message: str, hint: str | None = None) -> dict[str, Any]:
    """Return the plain data of a Problem."""
    return {"error": {"code": code, "message": message, "hint": hint}}
