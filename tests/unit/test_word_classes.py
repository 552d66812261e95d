"""Word classes: the forms that the table makes, class expressions, and where their matches stand."""

from __future__ import annotations

import pytest

from replylint.detect.word_classes import ClassExpressions, read_table


def stretches(expression: str, text: str) -> list[str]:
    return [text[start:end] for _, start, end in ClassExpressions([expression]).matches(text)]


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("batteries", {"NS"}),
        ("switches", {"NS"}),
        ("shipped", {"VD", "VN", "FIN"}),
        ("packing", {"VG"}),
        ("carries", {"V3", "FIN"}),
        ("wrote", {"VD"}),
        ("written", {"VN"}),
        ("goes", {"V3"}),
    ],
)
def test_plurals_and_verb_forms_are_made(word: str, classes: set[str]) -> None:
    assert classes <= read_table()[word]


def test_a_past_that_is_no_participle_is_told_apart() -> None:
    table = read_table()
    assert "VN" not in table["wrote"]
    assert "VD" not in table["written"]


@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        ("DET ADJ* [N]", "The small box and a lid.", ["box", "lid"]),
        ("[the N]", "Keep the box, not the shiny.", ["the box"]),
        ("(?<=END) [DET]", "A lid. The box is here\n\nYour order left.", ["A", "The", "Your"]),
        ("[it 's]", "I think it’s here; it's fine.", ["it’s", "it's"]),
        ("[don't/doesn't]", "It doesn’t fit and they don't know.", ["doesn’t", "don't"]),
        ("DET [N&~NC]", "The box has a color.", ["color"]),
        ("[NAME]", "We asked Maria about UPS. Boxes are here.", ["Maria", "UPS"]),
        ("[CODE] NS", "It has \x00\x00 boxes.", ["\x00\x00"]),
        ("[box|lid] END", "A box, a lid.", ["lid"]),
    ],
)
def test_matches_stand_where_the_words_do(expression: str, text: str, found: list[str]) -> None:
    assert stretches(expression, text) == found


def test_words_with_a_capital_inside_a_sentence_are_names() -> None:
    assert stretches("DET [N]", "The Box is a box.") == ["box"]


def test_a_class_that_no_word_has_is_an_error() -> None:
    with pytest.raises(ValueError, match="no word has the classes 'NONESUCH'"):
        ClassExpressions(["DET NONESUCH"])
