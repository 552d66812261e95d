"""The prefilter leaves out no expression that matches."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.detect.prefilter import Prefilter, relaxed
from replylint.detect.slip_patterns import PATTERNS

WORDS = sorted({word for item in PATTERNS for text in (*item.bad, *item.good) for word in text.split()})
FILTER = Prefilter([item.pattern.pattern for item in PATTERNS])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"(?<!a )\b(?P<x>b+)(?=\s|$)", r"\b(?:b+)"),
        (r"^[)(\]]x(?!y(z|[)]))$", r"[)(\]]x"),
        (r"a|(?:b\(c)", r"a|(?:b\(c)"),
        (r"\Aa\Z", "a"),
        ("(?ix) a [ #] b # why\n | c\\ d", r"a[ #]b|c\ d"),
    ],
)
def test_relaxed_drops_assertions_alone(expression: str, expected: str) -> None:
    assert relaxed(expression) == expected


def test_what_re2_would_read_otherwise_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\{,n\}"):
        relaxed("a{,3}")


def test_a_filter_narrows() -> None:
    assert len(FILTER.candidates("Thank you for the photo.")) < len(PATTERNS) / 4


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "é", "\x00", "’", "\n", "."]), max_size=12).map(" ".join))
def test_what_matches_is_among_the_candidates(text: str) -> None:
    candidates = set(FILTER.candidates(text))
    for index, item in enumerate(PATTERNS):
        if item.pattern.search(text):
            assert index in candidates
