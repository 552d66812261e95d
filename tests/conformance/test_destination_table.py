from __future__ import annotations

from tests.conformance.destination_table import PAGE, page, sentence_counts


def test_page_holds_what_is_measured():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.conformance.destination_table"


def test_disguised_sentences_are_found_and_innocent_ones_left_alone():
    counts = sentence_counts()
    for name, least_exact, least_touched in (("links", 0.90, 0.96), ("contact", 0.90, 0.97)):
        cases, exact, touched = counts[name]
        assert exact >= least_exact * cases
        assert touched >= least_touched * cases
    cases, clean, _ = counts["innocent"]
    assert cases >= 300
    assert clean >= 0.99 * cases
