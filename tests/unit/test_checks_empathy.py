"""The empathy check: what counts as a complaint, what counts as sorry, and where the sentence model has the word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from replylint.checks.empathy import EmpathyCheck
from replylint.checks.empathy_customer import complaint_of, trouble_in
from replylint.checks.empathy_weighing import FEATURES
from replylint.config import Config
from replylint.context import Context
from replylint.detect.grammar import Grammar
from replylint.detect.meaning import Given, Reading, SentenceScores
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.check import Tools
from replylint.rulebook.pack import load_pack


class _Model:
    """A sentence model that finds a label where a sentence holds its word."""

    def __init__(self, **words: str) -> None:
        self._words = words

    def score(self, sentences: Sequence[str]) -> tuple[SentenceScores, ...]:
        return tuple(SentenceScores({label: 0.95 if word in s else 0.05 for label, word in self._words.items()}) for s in sentences)

    def read(self, reply: Sequence[str], customer: Sequence[str], given: Given) -> Reading:
        """Empathy is missing where the customer complains and no sentence of the reply is kind."""
        complaint = max((score.labels.get("complaint", 0.0) for score in self.score(customer)), default=0.0)
        kind = max((score.labels.get("empathy", 0.0) for score in self.score(reply)), default=0.0)
        return Reading(self.score(reply), {"empathy-missing": complaint * (1 - kind)})

    def weights(self, name: str) -> dict[str, float]:
        assert name == "empathy-missing"
        weights = dict.fromkeys(FEATURES, 0.0)
        return {**weights, "missing": 2.0, "upset": 1.0, "sorry": -1.0, "bias": 0.0, "threshold": 0.5}

    def threshold(self, label: str, level: str) -> float:
        return 0.5


class _NoGrammar:
    def check(self, text: str, **_options: object) -> tuple[()]:
        return ()


def _find(reply: str, customer: str | None = None, model: _Model | None = None) -> list[Finding]:
    grammar: Grammar = _NoGrammar()  # type: ignore[assignment]
    check = EmpathyCheck(Tools(pack=load_pack("walmart-us"), config=Config(), grammar=grammar, meaning=model))
    return list(check.run(Document(reply), Context(customer=customer)))


@pytest.mark.parametrize(
    ("customer", "upset"),
    [
        ("The vase arrived broken.", True),
        ("Still waiting on my refund.", True),
        ("Third message and nobody answers!", True),
        ("Do you have it in blue?", None),
        ("Thanks, nothing broken, all set.", False),
        ("I broke the glass of my lantern, do you sell just the glass?", False),
        ("I bought the wrong size, can I swap it?", False),
        ("Is the cracked pepper mix salty?", None),
    ],
)
def test_complaint_is_told_from_routine(customer: str, upset: bool | None) -> None:
    assert complaint_of(Context(customer=customer)).holds is upset


def test_trouble_needs_to_be_reported_not_supposed() -> None:
    assert trouble_in("One bundle was crushed, so we send a fresh one.").holds
    assert not trouble_in("If it was crushed on the way, reply here.").holds


def test_missing_empathy_is_a_zero_length_finding_after_the_greeting() -> None:
    reply = "Hi Ana,\n\nA new vase ships today."
    (finding,) = _find(reply, "The vase arrived broken.")
    assert (finding.rule, finding.start, finding.end) == ("empathy.missing", reply.index("A new"), reply.index("A new"))
    assert finding.evidence[0].source == "customer"
    assert "broken" in finding.evidence[0].excerpt


@pytest.mark.parametrize(
    "reply",
    [
        "A new vase ships today. We do apologize for the shards.",
        "That is not the experience we want for you. A new vase ships today.",
        "You have every right to be annoyed. A new vase ships today.",
    ],
)
def test_apology_anywhere_and_in_any_form_is_enough(reply: str) -> None:
    assert _find(reply, "The vase arrived broken.") == []


@pytest.mark.parametrize(
    "reply",
    [
        "Thank you for your patience. A new vase ships today.",
        "Sorry to say the blue one is gone. A green vase ships today.",
        "Sorry for the late reply. A new vase ships today.",
        "Unfortunately it takes a week. A new vase ships today.",
    ],
)
def test_hollow_words_are_no_apology(reply: str) -> None:
    assert [f.rule for f in _find(reply, "The vase arrived broken.")] == ["empathy.missing"]


def test_fake_apology_is_quoted_and_not_reported_as_missing_too() -> None:
    reply = "We're sorry you feel that way. A new vase ships today."
    (finding,) = _find(reply, "The vase arrived broken.")
    assert finding.rule == "empathy.fake-apology"
    assert reply[finding.start : finding.end] == "We're sorry you feel that way"


def test_conditional_apology_is_fake_only_to_an_upset_customer() -> None:
    reply = "Sorry if the wording was unclear. The lid goes on first."
    assert _find(reply, "How does the lid go on?") == []
    assert [f.rule for f in _find(reply, "The lid is broken, I am furious.")] == ["empathy.fake-apology"]


def test_model_decides_on_an_uncertain_customer() -> None:
    reply = "A new one ships today."
    customer = "We had to wear coats in the living room."
    assert _find(reply, customer) == []
    (finding,) = _find(reply, customer, _Model(complaint="coats", empathy="zzz"))
    assert finding.rule == "empathy.missing"
    assert finding.confidence is not None
    assert 0.5 < finding.confidence < 1


def test_model_can_hear_empathy_in_unusual_words() -> None:
    reply = "Orange hands before breakfast. A new one ships today."
    assert [f.rule for f in _find(reply, "The paint is all over my hands!!")] == ["empathy.missing"]
    assert _find(reply, "The paint is all over my hands!!", _Model(complaint="paint", empathy="Orange")) == []


def test_model_never_overrules_a_plain_apology() -> None:
    assert _find("I'm sorry about the vase.", "The vase arrived broken.", _Model(complaint="vase", empathy="zzz")) == []
