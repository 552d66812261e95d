"""`promo`: slogans in the signature, and questions that make an answer clean."""

from __future__ import annotations

from typing import Any

import pytest

from replylint import Config, Draft, Linter


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Config(select=("promo",), meaning=False), strict=True)


def rules(linter: Linter, reply: str, **context: Any) -> list[str]:
    return [violation.rule for violation in linter.lint(reply, context).violations]


def test_slogan_line_is_flagged_without_the_name_and_its_fix_deletes_the_line(linter: Linter) -> None:
    reply = "The tin holds 3 liters.\n\nRegards,\nAnna\nOlive & Co.: pressed at dawn, poured with love"
    (violation,) = linter.lint(reply).violations
    assert (violation.rule, violation.excerpt) == ("promo.signature-slogan", "pressed at dawn, poured with love")
    (edit,) = violation.fixes[0].edits
    assert violation.fixes[0].safe
    assert reply[: edit.start] + edit.text + reply[edit.end :] == "The tin holds 3 liters.\n\nRegards,\nAnna"


@pytest.mark.parametrize("line", ["Head of Order Care, Olive & Co. LLC", "This message is intended for the addressee only.", "Made in Ohio"])
def test_titles_and_footers_are_no_slogans(linter: Linter, line: str) -> None:
    assert rules(linter, f"The tin holds 3 liters.\n\nRegards,\nAnna\n{line}") == []


def test_slogan_in_html_has_no_safe_edit(linter: Linter) -> None:
    html = "<p>The tin holds 3 liters.</p><p>Regards,<br>Anna<br>Olive: pressed at dawn, poured with love</p>"
    violations = linter.lint(Draft(content=html, kind="html")).violations
    assert not any(fix.safe for violation in violations if violation.rule == "promo.signature-slogan" for fix in violation.fixes)


@pytest.mark.parametrize(
    ("reply", "question"),
    [
        ("Have a look at our CL-220, it fits 22 mm rails.", "Which of your clamps fits a 22 mm rail?"),
        ("You can leave a review on the order page.", "Where do I leave a review?"),
        ("It is 20% off until Sunday.", "Is it on sale?"),
    ],
)
def test_a_question_makes_the_answer_clean(linter: Linter, reply: str, question: str) -> None:
    assert rules(linter, reply, customer=question) == []
    assert rules(linter, reply, customer="The box came crushed.") != []


@pytest.mark.parametrize(
    ("reply", "rule"),
    [
        ("Your lid ships today. Use SPRING15 at checkout for 15% off.", "promo.coupon-code"),
        ("Your lid ships today. Please leave us a five-star review.", "promo.review-request"),
        ("Your lid ships today. Could you change your rating?", "promo.review-edit"),
        ("Your lid ships today. There is a $5 gift card once you post a review.", "promo.review-incentive"),
        ("Your lid ships today. Tell your friends about us.", "promo.referral"),
    ],
)
def test_the_act_is_named(linter: Linter, reply: str, rule: str) -> None:
    assert rule in rules(linter, reply)


@pytest.mark.parametrize(
    "reply",
    [
        "Thank you for shopping with us.",
        "Thank you for the kind review you left.",
        "The promo code you used took $8 off.",
        "We send no newsletter and ask for no reviews.",
        "Your free replacement left today.",
        "The five-star hotel towels you ordered ship on Monday.",
    ],
)
def test_innocent_words_stay_silent(linter: Linter, reply: str) -> None:
    assert rules(linter, reply) == []
