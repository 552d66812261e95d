from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.document.folding import fold


def test_fold_maps_back_to_the_draft():
    text = "a\u200bｂ&#46;c"
    folded = fold(text)
    assert folded.text == "ab.c"
    assert folded.span(1, 3) == (2, 8)
    assert folded.hidden == {1}


def test_ascii_is_returned_as_it_is():
    assert fold("plain text").text == "plain text"


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_spans_of_the_fold_lie_in_the_draft(text):
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert 0 <= start < end <= len(text)
