# ruff: noqa: E501 - cases read best one a line
from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.detect.destinations import find_destinations
from replylint.detect.domains import HostLists

LISTS = HostLists(
    **{kind: frozenset(names) for kind, names in json.loads((Path(__file__).parents[1] / "data" / "host_lists.json").read_text()).items()}
)


@pytest.mark.parametrize(
    ("before", "quote", "after", "kind"),
    [
        ("Go to ", "shop dot com", " please", "obfuscated"),
        ("Our ", "lampo . com", " has it", "obfuscated"),
        ("See ", "lampo(dot)com", ".", "obfuscated"),
        ("See ", "lampo[.]com", " now", "obfuscated"),
        ("It is at ", "soundbox period com slash setup", ".", "obfuscated"),
        ("Read ", "hxxps://drivers.clarivu-cam[.]com/w920", " first", "obfuscated"),
        ("Read ", "hxxp://lampo.co/x", "", "obfuscated"),
        ("At ", "s h o p z . c o m", "", "obfuscated"),
        ("At ", "l a m p dot c o m", ".", "obfuscated"),
        ("At ", "https://shop\n.lampo.com/x", "", "obfuscated"),
        ("At ", "lampo%2Ecom", " it is", "obfuscated"),
        ("At ", "lampo&#46;com", " it is", "obfuscated"),
        ("At ", "ｌａｍｐｏ．ｃｏｍ", " it is", "obfuscated"),
        ("At ", "𝐥𝐚𝐦𝐩𝐨.com", " it is", "obfuscated"),
        ("At ", "lam\u200bpo.com", " it is", "hidden-characters"),
        ("At ", "https://www.wal\u2060mart.com/x", "", "hidden-characters"),
        ("At ", "https://www.wаlmart.com/account/returns", ".", "lookalike"),
        ("At ", "waImart.com", ".", "lookalike"),
        ("At ", "walmart.com@evil.co", ".", "lookalike"),
        ("At ", "https://walmart.com@evil.co/x", ".", "lookalike"),
        ("At ", "walmart.com.returns-helpdesk.co/label", ".", "lookalike"),
        ("At ", "https:\\\\lampo.co\\x", "", "external"),
        ("At ", "https://walmart.com/r?url=https://lampo.co", "", "redirect"),
        ("At ", "bit.ly/3xTrkMy", ".", "shortener"),
        ("At ", "http://203.0.113.45/rma", ".", "ip"),
        ("At ", "http://3405803821/x", "", "ip"),
        ("At ", "http://[2001:db8::1]/x", "", "ip"),
        ("[walmart.com](", "https://lampo.co", ")", "deceptive-anchor"),
        ("[our page](", "https://lampo.com/a", ")", "external"),
        ("Follow us on ", "Instagram @wickandwane", ".", "social-handle"),
        ("Please ", "look up TieDyeTrish on YouTube", ".", "named-page"),
        ("Please ", "scan the QR code on the orange card", " for help.", "qr"),
        ("At ", "zentek dash home dot net", ".", "obfuscated"),
        ("dash ", "world dot com", " has it", "obfuscated"),
        ("_-", "lampo dot com", "", "obfuscated"),
        ("At ", "ABC.it", " today", "bare-domain"),
        ("At ", "x1.Shop", " now", "bare-domain"),
        ("(", "https://lampo.com/a", ") has it", "external"),
        ("At ", "https://lampo.com/a_(b)", ".", "external"),
        ("At ", "b" * 50 + ".com/x", " " + "x" * 3000 + ".zz", "bare-domain"),
        ("Or ", "type steamwise, a dot, then the usual three letters", ".", "named-page"),
        ("It is on ", "our website", ".", "named-page"),
        ("", "Our shop on Etsy, OakAndOat", " has it.", "named-page"),
        ("At ", "support.auralbay.io", ".", "bare-domain"),
        ("Track at ", "www.fedex.com/fedextrack", ".", "carrier"),
        ("At ", "www.walmart.ca/x", ".", "walmart-other"),
        ("At ", "amazon.com/dp/1", ".", "marketplace"),
        ("At ", "https://help.walmart.com/a?b=c", ".", "allowed"),
        ("At ", "intent://scan/#Intent;scheme=zxing;end", "", "external"),
    ],
)
def test_find_destinations_spans_the_whole_destination(before, quote, after, kind):
    text = before + quote + after
    found = [one for one in find_destinations(text, LISTS) if one.kind != "allowed" or kind == "allowed"]
    assert [(text[one.start : one.end], one.kind) for one in found] == [(quote, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Your order.It will arrive", "in the box.No need to send", "It is ready.to go", "see readme.md", "run setup.sh", "Node.js works", "5.5in wide",
        "v2.0.1", "version 1.2.3.4", "firmware: 1.2.3.4", "the U.S.A. plug", "e.g. this", "i.e. that", "No.1", "Thanks.Best regards", "please.Thank you",
        "today.Call us", "P.O. Box 5", "Mr.Coffee maker", "order 2000147-56412345", "3.5mm.It fits", "$9.99/mo", "the dot com boom",
        "at this point in time", "the trial period in the", "Hi there.So sorry", "website.Please", "manual.pdf", "image.jpg", "item.Is", "we ship @ 5pm",
        "2 @ $5.00", "@115712 hello", "12V@2A", "it works.Now", "this is fine . Shop around", "polka dot store", "I am sorry.My team", "Ph.D.", "etc.so",
        "our team.Live chat", "see lampo dot zz", "we closed the shop\n.live now", "go to 7 dot com", "USB3.it works", "x1.to the left", "[the lid](lid)",
        "[the lid](http://%zz)", "go to 999 dot 1 dot 1 dot 1", "x" * 3000 + ".zz", "the.end", "by Friday.by 5", "delivered.if not", "USB 3.0.To", "it is so.as said", "a 12.5-in. pan", "Dr. Bronner's soap",
    ],
)  # fmt: skip
def test_innocent_dots_are_left_alone(text):
    assert find_destinations(text, LISTS) == ()


def test_innocent_names_are_left_alone():
    text = "Your Booking.com gift card and the 1-800-Flowers.com card are fine."
    assert find_destinations(text, LISTS, frozenset({"Booking.com", "1-800-flowers.com"})) == ()


@pytest.mark.parametrize("text", ["name at lampo dot com, e-mail me", "joe@lampo.com", "joe (at) lampo (dot) com", "joe@lampo . com"])
def test_an_email_address_is_no_destination(text):
    assert find_destinations(text, LISTS) == ()


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("a.:/@ comwalrt[](){}\u200b&#46;%2e")), max_size=200))
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text_and_apart(text):
    end = 0
    for one in find_destinations(text, LISTS):
        assert end <= one.start < one.end <= len(text)
        end = one.end
