from __future__ import annotations

import pytest

from replylint.config import Config
from replylint.linter import Linter
from replylint.models import Draft, Report

SELLER = {
    "name": "Lumen",
    "phones": ["(503) 555-0123"],
    "emails": ["care@lumenforge.com"],
    "hours": "Mon-Fri 9am-5pm ET",
    "address": "12 Oak Street, Salem, OR 97301",
}
ASKED = "Which phone number can I call, and what is your email?"


@pytest.fixture(scope="module")
def contact() -> Linter:
    return Linter(Config(meaning=False, select=("contact",)), strict=True)


def found(report: Report) -> list[tuple[str, str]]:
    return [(violation.rule.removeprefix("contact."), violation.excerpt) for violation in report.violations]


@pytest.mark.parametrize(
    ("reply", "rule", "excerpt"),
    [
        ("Our line is 503.555.0123 today.", "phone-number", "503.555.0123"),
        ("It goes to care@lumenforge.com today.", "email-address", "care@lumenforge.com"),
        ("It goes to care (at) lumenforge (dot) com today.", "masked-detail", "care (at) lumenforge (dot) com"),
        ("Our line is 503*555*0123 today.", "masked-detail", "503*555*0123"),
        ("Please ring us today.", "call-request", "ring us"),
        ("I will call you tomorrow.", "call-request", "I will call you"),
        ("Let us discuss it over the phone.", "phone-talk", "discuss it over the phone"),
        ("Just text me.", "text-message", "text me"),
        ("Please leave your number below.", "number-request", "leave your number"),
        ("You can stop by our shop.", "counter-visit", "stop by our shop"),
        ("Please e-mail us directly.", "email-request", "e-mail us directly"),
        ("You can message us on WhatsApp.", "chat-app", "message us on WhatsApp"),
    ],
)
def test_steering_is_named_by_its_way(contact, reply, rule, excerpt):
    assert found(contact.lint(reply)) == [(rule, excerpt)]


@pytest.mark.parametrize(
    "reply",
    [
        "Walmart Customer Care (1-800-WALMART) can change it.",
        "Please call Walmart Customer Care.",
        "The driver will call you before noon.",
        "There is no need to call us.",
        "We do not use WhatsApp.",
        "The Snapchat costume is a size L.",
        "The part code is 555-012-0147 on the box.",
        "The order 200012345678901 shipped.",
        "You can return it at any Walmart store.",
    ],
)
def test_harmless_replies_are_left_alone(contact, reply):
    assert found(contact.lint(reply)) == []


def test_detail_of_the_profile_is_clean_only_where_asked_for(contact):
    reply = "Our number is +1 503 555 0123, and our address is CARE@lumenforge.com."
    assert found(contact.lint(reply, {"customer": ASKED, "seller": SELLER})) == []
    unasked = found(contact.lint(reply, {"customer": "Where is my lamp?", "seller": SELLER}))
    assert unasked == [("phone-number", "+1 503 555 0123"), ("email-address", "CARE@lumenforge.com")]


def test_masked_detail_of_the_profile_is_flagged_even_where_asked_for(contact):
    report = contact.lint("It is care (at) lumenforge (dot) com.", {"customer": ASKED, "seller": SELLER})
    assert found(report) == [("masked-detail", "care (at) lumenforge (dot) com")]


@pytest.mark.parametrize(
    ("reply", "rule", "excerpt", "known"),
    [
        ("Our number is 503-555-0199.", "wrong-phone", "503-555-0199", "(503) 555-0123"),
        ("Our address is help@lumenforge.com.", "wrong-email", "help@lumenforge.com", "care@lumenforge.com"),
        ("We are open Mon-Fri 8am-5pm ET.", "wrong-hours", "Mon-Fri 8am-5pm ET", "Mon-Fri 9am-5pm ET"),
        ("Our shop is at 98 Elm Street, Salem.", "wrong-address", "98 Elm Street, Salem", "12 Oak Street, Salem, OR 97301"),
    ],
)
def test_detail_that_differs_from_the_profile_shows_the_profile(contact, reply, rule, excerpt, known):
    report = contact.lint(reply, {"customer": ASKED, "seller": SELLER})
    assert found(report) == [(rule, excerpt)]
    assert [(e.source, e.excerpt) for e in report.violations[0].evidence] == [("seller", known)]


@pytest.mark.parametrize(
    "reply",
    ["We are open Monday to Friday, 6am-2pm PT.", "Our address is 12 Oak St., Salem, OR 97301.", "Scanned between 2 and 4 pm on Friday."],
)
def test_same_hours_and_address_in_other_words_are_clean(contact, reply):
    assert found(contact.lint(reply, {"customer": ASKED, "seller": SELLER})) == []


def test_profile_rules_are_skipped_without_a_profile(contact):
    report = contact.lint("Our number is 503-555-0199.", {"customer": ASKED})
    assert found(report) == [("phone-number", "503-555-0199")]
    assert {s.rule for s in report.skipped if s.needs == "seller"} == {"contact.wrong-phone", "contact.wrong-email", "contact.wrong-hours", "contact.wrong-address"}  # noqa: E501


def test_phone_where_the_profile_lists_none_is_wrong(contact):
    report = contact.lint("Our number is 503-555-0199.", {"customer": ASKED, "seller": {"name": "Lumen"}})
    assert found(report) == [("wrong-phone", "503-555-0199")]
    assert report.violations[0].evidence == ()


def test_signature_is_judged(contact):
    assert found(contact.lint("It ships today.\n\nBest regards,\nJane\n(503) 555-0123")) == [("signature-detail", "(503) 555-0123")]


def test_customers_own_number_may_be_repeated(contact):
    report = contact.lint("The carrier has 541 555 0188 for you.", {"customer": "My phone is 541-555-0188."})
    assert found(report) == []


def test_mailto_and_tel_of_html_are_found_in_the_source(contact):
    html = '<p>It <a href="mailto:a@lumenforge.com">ships</a> <a href="tel:5035550123">today</a>.</p>'
    report = contact.lint(Draft(content=html, kind="html"))
    assert found(report) == [("email-address", "mailto:a@lumenforge.com"), ("phone-number", "tel:5035550123")]
