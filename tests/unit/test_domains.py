from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from replylint.detect.domains import HostLists, classify_host, parse_url, redirect_target, registrable_domain

LISTS = HostLists(
    **{kind: frozenset(names) for kind, names in json.loads((Path(__file__).parents[1] / "data" / "host_lists.json").read_text()).items()}
)


@pytest.mark.parametrize(
    ("host", "kind"),
    [
        ("walmart.com", "allowed"),
        ("help.walmart.com", "allowed"),
        ("www.walmart.ca", "walmart-other"),
        ("walmart.com.mx", "walmart-other"),
        ("w-mt.co", "walmart-other"),
        ("www.fedex.com", "carrier"),
        ("bit.ly", "shortener"),
        ("m.facebook.com", "social"),
        ("shop.etsy.com", "marketplace"),
        ("wa.me", "chat"),
        ("walmart.com.evil.co", "external"),
        ("notwalmart.com", "external"),
    ],
)
def test_classify_host_goes_by_registrable_domain(host, kind):
    assert classify_host(host, LISTS) == kind


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://3405803821/", "203.0.113.45"),
        ("http://0xcb.0x0.0x71.0x2d", "203.0.113.45"),
        ("http://0313.0.0161.055", "203.0.113.45"),
        ("http://[2001:db8::1]/x", "2001:db8::1"),
        ("https:\\\\evil.co\\x", "evil.co"),
        ("https://walmart.com@evil.co/x", "evil.co"),
        ("https://evil.co\\@walmart.com", "evil.co"),
        ("http://ｅｖｉｌ。ｃｏ", "evil.co"),
        ("evil.co/x", "evil.co"),
    ],
)
def test_parse_url_reads_hosts_as_browsers_do(url, host):
    parsed = parse_url(url)
    assert parsed is not None
    assert parsed.host == host


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://www.walmart.com/r?url=https%3A%2F%2Fevil.co%2Fx", "evil.co"),
        ("https://www.walmart.com/r?to=evil.co", "evil.co"),
        ("https://www.walmart.com/r?next=//evil.co", "evil.co"),
        ("https://www.walmart.com/go/https://evil.co/x", "evil.co"),
        ("https://www.walmart.com/#/r?url=https://evil.co", "evil.co"),
        ("https://www.walmart.com/r?url=https%253A%252F%252Fevil.co", "evil.co"),
        ("https://www.walmart.com/r?next=https://help.walmart.com/a", None),
        ("https://www.walmart.com/search?q=lampo.co", None),
        ("https://www.walmart.com/ip/123?athbdg=L1600", None),
    ],
)
def test_redirect_target_leads_off_the_allowed_host(url, target):
    assert redirect_target(url, LISTS) == target


def test_registrable_domain_keeps_private_suffixes():
    assert registrable_domain("a.b.example.co.uk") == "example.co.uk"
    assert registrable_domain("co.uk") is None


def test_importing_the_detectors_loads_no_heavy_library():
    code = (
        "import sys, replylint.detect.destinations, replylint.detect.contacts, replylint.detect.html_destinations;"
        "print([name for name in ('tldextract', 'linkify_it', 'phonenumbers', 'ada_url', 'requests') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
