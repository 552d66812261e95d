"""An expression behind its prefilter finds what it finds alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint import Linter
from replylint.detect import patterns
from replylint.detect.patterns import LazyPattern


def example_texts() -> list[str]:
    rules = Linter().registry.rules.values()
    return [example.text for rule in rules for example in (*rule.examples.bad, *rule.examples.good)]


def test_no_match_of_the_detectors_is_filtered_out() -> None:
    Linter().lint("Loads every detector.", {"customer": "It broke."})
    known = list(patterns._known)
    assert len(known) > 300
    texts = [*example_texts()[::4], "Café, naïve: it\u00a0broke – “sorry” 👍 for the delay", "SORRY\nfor\tthis"]
    found = 0
    for pattern in known:
        for text in texts:
            if pattern.compiled.search(text):
                found += 1
                assert pattern.may_match(text), (pattern.pattern, text)
    assert found > 1000


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aAbsK .,!\u017f\u212aé\u00a0\u2003\n👍-1", max_size=12))
def test_letters_that_fold_to_ascii_are_not_missed(text: str) -> None:
    pattern = LazyPattern(r"(?i)\b(?:s|k|a\s+b|never seen in any text at all, only here to be long enough)\b|\d-")
    assert bool(pattern.search(text)) == bool(re.search(pattern.pattern, text))


@pytest.mark.parametrize(
    ("expression", "text"), [(r"(a+)b\1" + "x" * 60, "aabaa"), ("a{,3}" + "x" * 60, "aa"), ("(?>a|b)" + "x" * 60, "a")]
)
def test_what_re2_cannot_read_still_matches(expression: str, text: str) -> None:
    assert LazyPattern(expression).search(text + "x" * 60)


def test_the_methods_agree_with_re() -> None:
    expression = r"(?i)\b(?P<what>lamp|shade|bulb|socket|an alternative nobody writes, ever)s?\b"
    lazy, plain = LazyPattern(expression), re.compile(expression)
    for text in ("Two lamps and a BULB.", "nothing", ""):
        assert lazy.findall(text) == plain.findall(text)
        assert lazy.sub("x", text) == plain.sub("x", text)
        assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert lazy.groupindex == {"what": 1}
