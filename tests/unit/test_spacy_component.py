from __future__ import annotations

import pytest
import spacy

from replylint import ConfigError, Context, Report

TEXT = "Hi Ann. Use SPRING15 at checkout and save. See lumenforge.com, it is guaranteed to arrive."
SETTINGS = {"config": {"meaning": False, "select": ["promo", "overpromise", "links", "empathy"]}}


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    made = spacy.blank("en")
    made.add_pipe("replylint", config=SETTINGS)
    return made


def test_the_report_and_its_places_are_on_the_doc(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    assert isinstance(doc._.replylint, Report)
    assert doc.text == TEXT
    spans = list(doc.spans["replylint"])
    assert {span.label_ for span in spans} == {v.rule for v in doc._.replylint.violations}
    for span in spans:
        violation = span._.violation
        assert span.start_char <= violation.span.start
        assert violation.span.end <= span.end_char
        assert violation.excerpt in span.text


def test_the_context_is_taken_from_the_doc(nlp: spacy.language.Language) -> None:
    doc = nlp.make_doc("The new lid ships today.")
    doc._.replylint_context = Context(customer="The lid came broken.")
    doc = nlp(doc)
    assert [v.rule for v in doc._.replylint.violations] == ["empathy.missing"]
    assert list(doc.spans["replylint"]) == []


def test_docs_in_a_pipe_keep_their_own_reports(nlp: spacy.language.Language) -> None:
    docs = list(nlp.pipe([TEXT, "The lid ships today."]))
    assert [bool(doc._.replylint.violations) for doc in docs] == [True, False]


def test_a_wrong_setting_is_told() -> None:
    with pytest.raises(ConfigError, match=r"unknown key 'selct'.*'select'"):
        spacy.blank("en").add_pipe("replylint", config={"config": {"selct": []}})
