from __future__ import annotations

import pytest

from replylint.config import Config
from replylint.linter import Linter
from replylint.models import Draft, Report


@pytest.fixture(scope="module")
def links() -> Linter:
    return Linter(Config(meaning=False, select=("links",)), strict=True)


def found(report: Report) -> list[tuple[str, str]]:
    return [(violation.rule.removeprefix("links."), violation.excerpt) for violation in report.violations]


@pytest.mark.parametrize(
    ("reply", "rule", "excerpt"),
    [
        ("See https://lumenforge.com/a, please.", "external-url", "https://lumenforge.com/a"),
        ("It is on lumenforge.com.", "bare-domain", "lumenforge.com"),
        ("It is at lumenforge dot com.", "obfuscated", "lumenforge dot com"),
        ("It is at l u m e n . c o m now.", "obfuscated", "l u m e n . c o m"),
        ("It is at wa1mart.com/returns.", "lookalike", "wa1mart.com/returns"),
        ("It is at walmart.com.desk-help.net now.", "lookalike", "walmart.com.desk-help.net"),
        ("It is at bit.ly/3x.", "shortener", "bit.ly/3x"),
        ("It is at https://www.walmart.com/x?url=//evil.co now.", "redirect", "https://www.walmart.com/x?url=//evil.co"),
        ("Track it on usps.com.", "carrier-site", "usps.com"),
        ("It is on ebay.com/itm/1 too.", "marketplace", "ebay.com/itm/1"),
        ("It is on walmart.ca/ip/1 too.", "other-walmart-site", "walmart.ca/ip/1"),
        ("Open http://0xB9160E09/pay now.", "ip-address", "http://0xB9160E09/pay"),
        ("It is by @lumenforge.us today.", "social-handle", "@lumenforge.us"),
        ("It is in our Etsy shop.", "named-page", "our Etsy shop"),
        ("Write to wa.me/15035550123 now.", "chat-link", "wa.me/15035550123"),
        ("It is at lumen\u200bforge.com now.", "hidden-characters", "lumen\u200bforge.com"),
        ("It is at `lumenforge.com` now.", "bare-domain", "lumenforge.com"),
        ("It is at _lumenforge.com_ now.", "bare-domain", "lumenforge.com"),
        ("Go to lumenforge.com.Thank you.", "bare-domain", "lumenforge.com"),
    ],
)
def test_destination_is_named_by_what_it_is(links, reply, rule, excerpt):
    assert found(links.lint(reply)) == [(rule, excerpt)]


@pytest.mark.parametrize(
    ("reply", "context"),
    [
        ("The Booking.com card you ordered is on its way.", {}),
        ("Your Mini.box lamp.io ships today.", {"items": [{"title": "Lamp.io night light"}]}),
        ("Yes, Shelfie.com fits the rack.", {"customer": "Does the Shelfie.com bracket fit?"}),
        ("Write to care@lumenforge.com today.", {}),
        ("We have no Etsy shop.", {}),
        ("The board has 10.0.0.1 as its start value.", {}),
        ("The lamp ships today.\n\n> see evil.co\n> please", {}),
    ],
)
def test_innocent_dots_are_left_alone(links, reply, context):
    assert found(links.lint(reply, context)) == []


def test_customer_naming_a_site_does_not_allow_sending_there(links):
    report = links.lint("Yes, go to shelfie.com/help for it.", {"customer": "Is the help on shelfie.com/help?"})
    assert found(report) == [("bare-domain", "shelfie.com/help")]
    report = links.lint("Yes, please order at shelfie.com.", {"customer": "Can I order at shelfie.com?"})
    assert found(report) == [("bare-domain", "shelfie.com")]


def test_carrier_link_is_fixed_by_carrier_and_number(links):
    reply = "Track it at https://www.ups.com/track?t=1 please."
    (violation,) = links.lint(reply, {"carrier": "UPS", "tracking": "1Z999AA10123456784"}).violations
    (fix,) = violation.fixes
    (edit,) = fix.edits
    assert fix.safe
    assert reply[: edit.start] + edit.text + reply[edit.end :] == "Track it at UPS (tracking number 1Z999AA10123456784) please."
    assert links.lint(reply, {"carrier": "UPS"}).violations[0].fixes == ()


def test_html_attributes_are_found_at_their_place_in_the_source(links):
    html = (
        '<p>See <a href="https://refund-desk.co/o">walmart.com</a>.</p><img src="https://t.lumenforge.com/o.gif" width="1" height="1">'
        '<blockquote><a href="https://customer.example/x">mine</a></blockquote>'
    )
    report = links.lint(Draft(content=html, kind="html"))
    assert found(report) == [("deceptive-anchor", "https://refund-desk.co/o"), ("html-target", "https://t.lumenforge.com/o.gif")]
    assert all(html[v.span.start : v.span.end] == v.excerpt for v in report.violations)


def test_redirect_message_names_where_it_leads(links):
    (violation,) = links.lint("See https://www.walmart.com/x?url=https://evil.co now.").violations
    assert "evil.co" in violation.message
