"""A rule's record as its YAML file holds it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from replylint.context import Context
from replylint.document.scope import ScopeName
from replylint.inbox.models import Message, Thread
from replylint.models import Severity

__all__ = [
    "Absent", "Bad", "Code", "Condition", "Count", "Good", "Matcher", "Meaning", "Need", "Phrases", "Regex", "RuleRecord",
    "Similar", "Tokens", "field_names",
]  # fmt: skip

Need = Literal[
    "customer", "seller", "preauthorized", "facts", "returns", "order", "fulfilment", "previous", "times", "grammar", "meaning", "nlp", "thread"
]
Guard = ScopeName | Literal["greeting", "signature", "body", "preauthorized"]
Level = Literal["high", "medium", "low"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Phrases(_Strict):
    """Word patterns: ``{a|b}`` is a choice, ``{a|}`` optional, ``...`` a gap of up to five words, ``<money>`` a slot."""

    phrases: tuple[str, ...] = Field(min_length=1)


class Regex(_Strict):
    """RE2 expressions over the folded text; a group named ``flag`` narrows the span."""

    regex: tuple[str, ...] | str


class Tokens(_Strict):
    """spaCy Matcher patterns over one sentence."""

    tokens: tuple[tuple[dict[str, object], ...], ...] = Field(min_length=1)


class Absent(_Strict):
    """Fires, with a zero-length span, where none of the phrases stands in the reply."""

    absent: tuple[str, ...] = Field(min_length=1)


class CountOf(_Strict):
    """What is counted, and the number that is still fine."""

    regex: str
    over: int = Field(ge=0)


class Count(_Strict):
    """Fires on every match where there are more than ``over``."""

    count: CountOf


class Meaning(_Strict):
    """The sentence model's score for a label, at a level of known precision."""

    meaning: str
    level: Level = "high"


class Examples(_Strict):
    """Sentences on both sides of a seller's own rule."""

    like: tuple[str, ...] = Field(min_length=3)
    unlike: tuple[str, ...] = Field(min_length=3)


class Similar(_Strict):
    """A rule by examples alone: sentences closer to ``like`` than to ``unlike``."""

    similar: Examples


class Code(_Strict):
    """The rule is found by Python code of its check."""

    code: Literal[True]


Matcher = Phrases | Regex | Tokens | Absent | Count | Meaning | Similar | Code


class Condition(_Strict):
    """One condition on a match; exactly one key.

    ``guard`` names a scope or place; ``phrases`` and ``regex`` look at the match's sentence, ``inside`` at the match
    alone, ``before`` at the sentence before it, ``reply`` at the whole reply, ``customer`` at the customer's message.
    """

    guard: Guard | None = None
    phrases: tuple[str, ...] | None = None
    regex: str | None = None
    inside: tuple[str, ...] | None = None
    before: tuple[str, ...] | None = None
    reply: tuple[str, ...] | None = None
    customer: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Condition:
        if len(self.model_fields_set) != 1:
            raise ValueError("give exactly one of guard, phrases, regex, inside, before, reply, customer")
        return self


class Match(_Strict):
    """How a rule is found: any matcher, all of ``when``, none of ``unless``."""

    any_: tuple[Matcher, ...] = Field(alias="any", min_length=1)
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    span: Literal["match", "clause", "sentence"] = "match"


class _Example(_Strict):
    """A draft, or for the rules on threads a thread; never both."""

    text: str = ""
    thread: Thread | None = None
    context: Context = Context()
    kind: Literal["text", "html"] = "text"

    @model_validator(mode="after")
    def _one_input(self) -> Self:
        if ("text" in self.model_fields_set) == (self.thread is not None):
            raise ValueError("give either text or thread")
        return self

    @property
    def shown(self) -> str:
        """The example in words: the draft, or the thread message by message."""
        if self.thread is None:
            return self.text
        lines = [f"{m.sender} {m.at.isoformat(sep=' ', timespec='minutes')}: {m.text}" for _, m in self.thread.in_order()]
        return "\n".join([*lines, f"now {self.thread.now.isoformat(sep=' ', timespec='minutes')}"] if self.thread.now else lines)


class Bad(_Example):
    """Text or thread in which this rule's spans equal ``flags`` (``null`` is a zero-length one)."""

    flags: tuple[str | None, ...] = Field(min_length=1)


class Good(_Example):
    """Text or thread on which no rule of the pack fires."""

    because: str


class RuleExamples(_Strict):
    """The rule's tests and the examples of its page."""

    bad: tuple[Bad, ...] = Field(min_length=3)
    good: tuple[Good, ...] = Field(min_length=3)


class RuleRecord(_Strict):
    """One rule file."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+$")]
    summary: str
    severity: Severity
    policy: str
    message: str
    fix: str
    why: str
    match: Match
    needs: tuple[Need, ...] = ()
    confidence: float = Field(default=0.9, ge=0, le=1)
    status: Literal["preview", "stable", "deprecated"] = "preview"
    since: str = "0.1"
    replaced_by: str | None = None
    examples: RuleExamples

    @model_validator(mode="after")
    def _life(self) -> Self:
        if self.replaced_by is not None and self.status != "deprecated":
            raise ValueError("replaced_by: only a deprecated rule is replaced; set status: deprecated")
        return self

    @property
    def check(self) -> str:
        """The check that the rule belongs to: the id up to the last dot."""
        return self.id.rpartition(".")[0]

    @property
    def is_code(self) -> bool:
        """Whether Python code, rather than the record, finds the rule."""
        return any(isinstance(matcher, Code) for matcher in self.match.any_)

    @property
    def is_meaning(self) -> bool:
        """Whether the rule rests on the sentence model alone."""
        return all(isinstance(matcher, Meaning | Similar) for matcher in self.match.any_)


def field_names() -> dict[str, tuple[str, ...]]:
    """Return every key a rule file knows, by model, for "did you mean"."""
    models = (RuleRecord, Match, Condition, Phrases, Regex, Tokens, Absent, Count, CountOf, Meaning, Similar, Code, Bad, Good, Thread, Message)
    names = {model.__name__: tuple(field.alias or name for name, field in model.model_fields.items()) for model in models}
    return {**names, "RuleExamples": tuple(RuleExamples.model_fields)}
