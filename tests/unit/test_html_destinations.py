from __future__ import annotations

import pytest

from replylint.detect.domains import HostLists
from replylint.detect.html_destinations import find_html_destinations

LISTS = HostLists(allowed=frozenset({"walmart.com"}))


@pytest.mark.parametrize(
    ("before", "quote", "after", "kind", "target"),
    [
        ('<a href="', "https://evil.co/x", '">walmart.com</a>', "deceptive-anchor", "walmart.com"),
        ('<a href="', "https://evil.co/x", '">our page</a>', "external", ""),
        ("<img src='", "https://p.evil.co/o.gif", "' width=\"1\" height='1'>", "external", "tracking-pixel"),
        ('<a href="', "&#104;ttps://evil.co", '">x</a>', "external", ""),
        ("<a href=", "mailto:a@b.co", ">m</a>", "external", "mailto:"),
        ('<a href="', "tel:+14805550116", '">m</a>', "external", "tel:"),
        ('<meta http-equiv="refresh" content="0;url=', "https://evil.co/r", '">', "external", ""),
        ("<div style=\"background:url('", "https://css.evil.co/i.png", "')\">", "external", ""),
        ('<a href="', "//evil.co", '">x</a>', "external", ""),
        ('<a href="', "java\tscript:alert(1)", '">x</a>', "external", "javascript:"),
        ('<a href="', "https://www.walmart.com/orders", '">your order</a>', "allowed", ""),
    ],
)
def test_attributes_lead_where_they_say(before, quote, after, kind, target):
    html = before + quote + after
    assert [(html[one.start : one.end], one.kind, one.target) for one in find_html_destinations(html, LISTS)] == [(quote, kind, target)]


def test_relative_addresses_lead_nowhere():
    assert find_html_destinations('<a href="/x">y</a><a href="#top">z</a><img src="cid:logo">', LISTS) == ()


def test_each_candidate_of_a_srcset_is_found():
    html = '<img srcset="https://p.co/1.png 1x, https://q.co/2.png 2x">'
    assert [html[one.start : one.end] for one in find_html_destinations(html, LISTS)] == ["https://p.co/1.png", "https://q.co/2.png"]
