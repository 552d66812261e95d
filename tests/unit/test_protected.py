"""What spelling may not touch."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.detect.protected import protect, signoff_start
from replylint.detect.spellings import is_variant_spelling


def name(text: str, word: str, *known: str) -> bool:
    start = text.index(word)
    return protect(text, known_words=frozenset(known)).is_name(start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hi Oddny,\nthanks.", "Oddny"),
        ("We sent the Volthaven lamp.", "Volthaven"),
        ("Volthaven makes it. A Volthaven lasts.", "Volthaven"),
        ("It is model KX-200b today.", "KX-200b"),
        ("See https://exmple.com/wrod now.", "wrod"),
        ("Mail exmple@wrod.com now.", "wrod"),
        ("Your {{frist_name}} here.", "frist_name"),
        ("Order [ORDR] here.", "ORDR"),
        ("> teh box\nSorry.", "teh"),
        ("A sauté pan.", "sauté"),
        ("All done.\n\nKind regards,\nsiobhan brambel", "brambel"),
        ("Runs on 2500mah cells.", "2500mah"),
    ],
)
def test_names_codes_and_links_are_protected(text: str, word: str) -> None:
    assert name(text, word)


@pytest.mark.parametrize(("text", "word"), [("We recieved it.", "recieved"), ("Recieved it.", "Recieved")])
def test_plain_words_are_not(text: str, word: str) -> None:
    assert not name(text, word)


def test_known_words_match_whole_tokens_and_phrases() -> None:
    assert name("the qwib is here", "qwib", "QWIB")
    assert name("the qwib's lid", "qwib's", "qwib")
    assert not name("the qwibble is here", "qwibble", "qwib")
    assert name("a dark qwib mug", "qwib", "dark qwib")
    assert not name("a light qwib mug", "qwib", "dark qwib")


@pytest.mark.parametrize(
    ("word", "near", "variant"),
    [
        ("colour", "color", True),
        ("apologise", "apologize", True),
        ("cancelled", "canceled", True),
        ("labelled", "labeled", True),
        ("metre", "meter", True),
        ("grey", "gray", True),
        ("catalogue", "catalog", True),
        ("recieved", "received", False),
        ("definately", "definitely", False),
        ("comming", "coming", False),
        ("fourty", "forty", False),
        ("shiped", "shipped", False),
        ("untill", "until", False),
        ("usefull", "useful", False),
        ("surprize", "surprise", False),
        ("noticable", "noticeable", False),
        ("replacment", "replacement", False),
        ("controled", "controlled", False),
        ("expence", "expense", False),
        ("licence", "license", True),
        ("canceled", "cancelled", True),
        ("judgement", "judgment", True),
        ("fulfil", "fulfill", True),
        ("burnt", "burned", True),
        ("authorisation", "authorization", True),
        ("moulded", "molded", True),
        ("neighbours", "neighbors", True),
    ],
)
def test_spellings_of_other_countries_pass(word: str, near: str, *, variant: bool) -> None:
    assert is_variant_spelling(word, [near]) is variant


def test_signoff_starts_at_the_closing_line() -> None:
    text = "We refunded you.\n\nKind regards,\nAnn"
    assert text[signoff_start(text) :] == "Kind regards,\nAnn"
    assert signoff_start("We refunded you.") == len("We refunded you.")


@given(st.text(max_size=400), st.frozensets(st.text(min_size=1, max_size=5), max_size=3))
def test_ranges_are_ordered_and_inside(text: str, known: frozenset[str]) -> None:
    found = protect(text, known_words=known)
    for ranges in (found.closed, found.names):
        assert all(0 <= start < end <= len(text) for start, end in ranges)
        assert all(one[1] < two[0] for one, two in pairwise(ranges))
