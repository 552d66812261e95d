import pytest

from replylint.checks.overpromise_clauses import promises
from replylint.config import Config
from replylint.context import Context
from replylint.linter import Linter
from replylint.models import Draft


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Config(select=("overpromise",), ignore=("overpromise.vague-timing",), meaning=False), strict=True)


def _found(linter: Linter, text: str) -> list[tuple[str, str]]:
    return [(v.rule.removeprefix("overpromise."), v.excerpt) for v in linter.lint(text).violations]


@pytest.mark.parametrize(
    ("sentence", "kind", "excerpt"),
    [
        ("Your chair will arrive on Friday.", "arrival", "Your chair will arrive on Friday"),
        ("Since the label is printed, UPS brings it tomorrow, so stay home.", "arrival", "UPS brings it tomorrow"),
        ("On Sunday you'll be wearing the boots.", "arrival", "Sunday you'll be wearing"),
        ("Your bank posts the $12 overnight.", "money", "Your bank posts the $12 overnight"),
        ("The maker ships new lids on March 4.", "supply", "The maker ships new lids on March 4"),
    ],
)
def test_promises_names_the_act_with_its_day(sentence: str, kind: str, excerpt: str) -> None:
    found = [(promise.kind, sentence[promise.start : promise.end]) for promise in promises(sentence)]
    assert found == [(kind, excerpt)]


@pytest.mark.parametrize(
    "text",
    [
        "We will ship the chair tomorrow.",
        "I will send you the label today.",
        "You will have my answer by Friday.",
        "You'll get the tracking number tomorrow.",
        "Your chair should arrive on Friday.",
        "UPS has it scheduled for Friday.",
        "The order page says it will arrive on Friday.",
        "If it does not arrive by Friday, we will refund you.",
        "Will it arrive on Friday?",
        "We can't promise that it will arrive on Friday.",
        "Your chair was delivered on Friday.",
        "We refunded you today.",
        'You wrote "it will arrive on Friday", and I see where that came from.',
        "The light comes on every 90 days.",
        "Our 2-year guarantee covers the motor.",
    ],
)
def test_overpromise_leaves_own_acts_hedges_and_facts_alone(linter: Linter, text: str) -> None:
    assert _found(linter, text) == []


def test_overpromise_flags_each_clause_once(linter: Linter) -> None:
    found = _found(linter, "It will arrive on Friday, and your bank will post the refund tomorrow.")
    assert found == [("delivery-date", "It will arrive on Friday"), ("refund-date", "your bank will post the refund tomorrow")]


def test_overpromise_keeps_offsets_behind_curly_quotes_and_emoji(linter: Linter) -> None:
    text = "Sorry 😢\u200b about that. You’ll have it tomorrow."
    (violation,) = linter.lint(text).violations
    assert violation.excerpt == "You’ll have it tomorrow"
    assert text[violation.span.start : violation.span.end] == violation.excerpt


def test_overpromise_ignores_quoted_history(linter: Linter) -> None:
    assert _found(linter, "We asked UPS for news.\n\n> It will arrive on Friday, you said.") == []


def test_overpromise_oath_on_own_act_is_fine(linter: Linter) -> None:
    assert _found(linter, "I will check the label myself, you have my word.") == []
    assert _found(linter, "The hum stays away, you have my word.") == [("oath", "you have my word")]


def test_overpromise_reads_html(linter: Linter) -> None:
    report = linter.lint(Draft(content="<p>It will <b>never</b> happen again.</p>", kind="html"), Context())
    assert [v.rule for v in report.violations] == ["overpromise.never-again"]


@pytest.mark.parametrize("text", ["it will arrive " * 3000, "the " * 20000 + "tomorrow", "guaranteed, " * 5000])
def test_overpromise_is_quick_on_long_runs(linter: Linter, text: str) -> None:
    linter.lint(text)
