from __future__ import annotations

import pytest

from replylint.detect.patternset import PatternSet, Regex
from replylint.detect.phrases import phrases_regex


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("{guaranteed|guarantee} to", "it is Guaranteed  to go", "Guaranteed  to"),
        ("can't {ever|} go", "you cant go", "cant go"),
        ("can't {ever|} go", "you can't ever go", "can't ever go"),
        ("would you ... keep it", "would you be so kind to keep it", "would you be so kind to keep it"),
        ("would you ... keep it", "would you do a b c d e f keep it", None),
        ("<money> back", "get $12.50 back", "$12.50 back"),
        ("we <will> see", "we'll see", "we'll see"),
        ("leave us {a|} review", "leave us review", "leave us review"),
        ("call", "recall", None),
        ("* us directly", "write us directly", "write us directly"),
        ("{kindly|} leave a review", "please leave a review", "leave a review"),
        ("{kindly|} leave a review", "please kindly  leave a review", "kindly  leave a review"),
        ("re{-|}view", "a review", "review"),
        ("re{-|}view", "a re-view", "re-view"),
        ("{pre|}paid label", "a paid label", "paid label"),
        ("{pre|}paid label", "a prepaid label", "prepaid label"),
    ],
)
def test_phrase_matches(phrase: str, text: str, expected: str | None) -> None:
    match = Regex(phrases_regex((phrase,))).search(text)
    assert (match.group() if match else None) == expected


@pytest.mark.parametrize("phrase", ["{a|b", "<nothing> x", "a} b", "a|b"])
def test_broken_phrase_names_itself(phrase: str) -> None:
    with pytest.raises(ValueError, match="phrase"):
        phrases_regex((phrase,))


@pytest.mark.parametrize("expression", ["(?=x)y", r"(a)\1", "(", "[z-a]"])
def test_what_re2_cannot_parse_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="RE2"):
        Regex(expression)


def test_a_catastrophic_pattern_is_linear() -> None:
    pattern = Regex("(a+)+$")
    assert pattern.search("a" * 50_000 + "b") is None


def test_pattern_set_names_the_expressions_that_match() -> None:
    patterns = PatternSet(["lid", "cup", r"\bset\b"])
    assert patterns.matching("A lid and a set.") == [0, 2]
    assert patterns.matching("none") == []
    assert PatternSet([]).matching("x") == []
