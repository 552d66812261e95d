from __future__ import annotations

import pytest

from replylint import Config, Draft, Edit, Linter
from replylint.fixing import mend
from replylint.mending.words import acknowledgement, hedged, is_slip

SELLER = {"name": "Lumen", "phones": ["(503) 555-0123"], "emails": ["care@lumenforge.com"]}


def mended(linter: Linter, draft: str, context: dict[str, object] | None = None, *, unsafe: bool = False, kind: str = "text") -> str:
    def lint(text: str) -> object:
        return linter.lint(Draft(content=text, kind=kind), context)  # type: ignore[arg-type]

    result = mend(draft, lint, unsafe=unsafe)  # type: ignore[arg-type]
    assert mend(result.text, lint, unsafe=unsafe).text == result.text, "not idempotent"  # type: ignore[arg-type]
    assert len(result.after.violations) <= len(result.before.violations)
    return result.text


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("The lid ships today. Use SPRING15 at checkout and save.\n\nBob", "The lid ships today.\n\nBob"),
        ("The lid ships today.\n\nUse SPRING15 at checkout and save.\n\nBest regards,\nBob", "The lid ships today.\n\nBest regards,\nBob"),
        ("The lid ships today.\nUse SPRING15 at checkout and save.\n\nBest regards,\nBob", "The lid ships today.\n\nBest regards,\nBob"),
        ("The lid ships today.\n\nUse SPRING15 at checkout and save.\n", "The lid ships today.\n"),
        ("Use SPRING15 at checkout and save.\n\nThe lid ships today.\n", "The lid ships today.\n"),
        ("The shams come in king size, and if you buy two pairs by Sunday, the third one is on us.", "The shams come in king size."),
        ("Thank you for the photo!!! The lid ships today.", "Thank you for the photo! The lid ships today."),
        ("thx for the photo, it shows the lid.", "Thanks for the photo, it shows the lid."),
        ("Our our lid ships today.", "Our lid ships today."),
    ],
)
def test_safe_fixes(rules_linter: Linter, draft: str, expected: str) -> None:
    assert mended(rules_linter, draft) == expected


@pytest.mark.parametrize(
    "draft",
    [
        "Use SPRING15 at checkout and save.",  # nothing would be left
        "The lid ships today. Your refund of $12 went out, and use SPRING15 at checkout and save.",  # not the refund
        "The lid is here. Use SPRING15 at checkout and save. It ends on Friday, so hurry.",  # the next sentence leans on it
    ],
)
def test_what_a_safe_fix_may_not_take_out(rules_linter: Linter, draft: str) -> None:
    result = mended(rules_linter, draft)
    for words in ("refund of $12 went out", "It ends on Friday"):
        assert (words in draft) == (words in result)
    if draft.startswith("Use"):
        assert result == draft


def test_carrier_and_number_take_the_place_of_the_address(rules_linter: Linter) -> None:
    context: dict[str, object] = {"carrier": "UPS", "tracking": "1Z999AA10123456784"}
    draft = "Hi Ann, track it at https://www.ups.com/track?tracknum=1Z999AA10123456784 please."
    assert mended(rules_linter, draft, context) == "Hi Ann, track it at UPS (tracking number 1Z999AA10123456784) please."
    told = "Hi Ann, your number is 1Z999AA10123456784. Track it at https://www.ups.com/track please."
    assert mended(rules_linter, told, context) == "Hi Ann, your number is 1Z999AA10123456784. Track it at UPS please."
    other = "Hi Ann, track it at https://www.ups.com/track?tracknum=1Z999AA10199999999 please."
    assert mended(rules_linter, other, context) == other
    assert mended(rules_linter, draft, {**context, "carrier": "FedEx"}) == draft


def test_the_profiles_number_where_the_customer_asked(rules_linter: Linter) -> None:
    draft = "Of course, Ann. Our number is 503-555-0199. The lid ships today."
    asked: dict[str, object] = {"customer": "What phone number can I call you on?", "seller": SELLER}
    assert mended(rules_linter, draft, asked) == "Of course, Ann. Our number is (503) 555-0123. The lid ships today."
    unasked: dict[str, object] = {"customer": "Is the lid red?", "seller": SELLER}
    assert mended(rules_linter, draft, unasked) == draft
    assert "555" not in mended(rules_linter, draft, unasked, unsafe=True)
    two: dict[str, object] = {**asked, "seller": {**SELLER, "phones": ["(503) 555-0123", "(503) 555-0124"]}}
    assert mended(rules_linter, draft, two) == draft


def test_promises_and_acknowledgements_are_unsafe(rules_linter: Linter) -> None:
    draft = "It will definitely arrive tomorrow."
    context: dict[str, object] = {"customer": "The lid came cracked."}
    assert mended(rules_linter, draft, context) == draft
    better = mended(rules_linter, draft, context, unsafe=True)
    assert better == "I am sorry about the cracked item. It should arrive tomorrow."


def test_slots_are_filled_from_the_context_alone(rules_linter: Linter) -> None:
    draft = "Hi [Customer First Name], your order {{order_id}} ships today."
    context: dict[str, object] = {"customer_name": "Ann Lee", "order_id": "200012345678901"}
    assert mended(rules_linter, draft, context) == "Hi Ann, your order 200012345678901 ships today."
    assert mended(rules_linter, draft) == draft


def test_markup_is_never_cut(rules_linter: Linter) -> None:
    html = "<p>The lid ships today. <b>Use SPRING15 at</b> checkout and save.</p>"
    assert mended(rules_linter, html, kind="html", unsafe=True) == html
    plain = "<p>The lid ships today. Use SPRING15 at checkout and save.</p>"
    assert mended(rules_linter, plain, kind="html") == "<p>The lid ships today.</p>"


def test_a_fix_that_brings_a_new_violation_is_taken_back(rules_linter: Linter) -> None:
    report = rules_linter.lint("thx for the photo.")
    violation = report.violations[0]
    worse = violation.model_copy(update={"fixes": (violation.fixes[0].model_copy(update={"edits": (Edit(start=0, end=3, text="thx lol"),)}),)})
    spoiled = report.model_copy(update={"violations": (worse,)})
    reports = {"thx for the photo.": spoiled}
    result = mend("thx for the photo.", lambda text: reports.get(text) or rules_linter.lint(text))
    assert (result.text, result.applied) == ("thx for the photo.", ())


@pytest.mark.parametrize(
    ("promise", "estimate"),
    [
        ("It will definitely arrive tomorrow", "It should arrive tomorrow"),
        ("It'll be there Thursday", "It should be there Thursday"),
        ("is guaranteed to arrive", "is expected to arrive"),
        ("We promise you that it will fit", "It should fit"),
        ("no ifs or buts", None),
        ("This will never happen again", None),
    ],
)
def test_hedged(promise: str, estimate: str | None) -> None:
    assert hedged(promise) == estimate


def test_acknowledgements_use_the_customers_words() -> None:
    assert acknowledgement("The vase arrived SHATTERED") == "I am sorry about the shattered item."
    assert acknowledgement("It never came") == "I am sorry that your order has not reached you."
    assert acknowledgement("Does it come in blue?") is None


@pytest.mark.parametrize(
    ("written", "meant", "slip"),
    [
        ("recieved", "received", True),
        ("untill", "until", True),
        ("dont", "don't", True),
        ("form", "from", True),
        ("chosing", "chasing", False),
        ("lid", "lid", False),
        ("Hallo", "Halo", False),
    ],
)
def test_slips(written: str, meant: str, slip: bool) -> None:
    assert is_slip(written, meant) is slip


def test_a_suggestion_keeps_the_capital() -> None:
    linter = Linter(Config.model_validate({"meaning": False, "select": ["language"]}))
    assert mended(linter, "The lid is here. Its the red one, and the knob is steel.").startswith("The lid is here. It's the red one")
