from __future__ import annotations

import pytest

from replylint.detect.domains import HostLists
from replylint.detect.lookalikes import lookalike_of

LISTS = HostLists(allowed=frozenset({"walmart.com"}), other_own=frozenset({"walmart.ca"}))


@pytest.mark.parametrize(
    "host",
    [
        "walrnart.com",
        "vvalmart.com",
        "wa1mart.com",
        "waimart.com",
        "xn--wlmart-3nf.com",
        "walmart.co",
        "walmart-help.com",
        "walmart.com.evil.co",
        "wa.lmart.com",
    ],
)
def test_lookalikes_are_named(host):
    assert lookalike_of(host, LISTS) == "walmart.com"


@pytest.mark.parametrize("host", ["walmart.com", "help.walmart.com", "walmart.ca", "kmart.com", "smartwool.com", "walgreens.com", "wallpaper.com"])
def test_other_hosts_are_no_lookalikes(host):
    assert lookalike_of(host, LISTS) is None
