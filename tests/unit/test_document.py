from __future__ import annotations

import re
from functools import lru_cache

import pytest

from replylint import Linter
from replylint.document import scope
from replylint.document.document import Document
from replylint.document.tokens import tokens
from replylint.document.views import fold, mask


def kinds(text: str) -> list[tuple[str, str]]:
    doc = Document(text)
    return [(segment.kind, doc.text[segment.start : segment.end].strip()) for segment in doc.segments]


def test_segments_tell_greeting_body_signature_and_quote_apart() -> None:
    text = "Hi Ana,\n\nThe lid ships today.\n\nKind regards,\nTess\nhttps://shop.example\n\nOn Mon, Jan 3, 2026 Ana wrote:\n> It broke.\n"
    found = kinds(text)
    assert found[0] == ("greeting", "Hi Ana,")
    assert found[1] == ("body", "The lid ships today.")
    assert found[2][0] == "signature"
    assert "shop.example" in found[2][1]
    assert ("quote", "> It broke.") in found


@pytest.mark.parametrize(
    "text",
    [
        "All done.\n\n-----Original Message-----\nFrom: Ana\nIt broke.",
        "All done.\n\nFrom: Ana <a@x.example>\nSent: Monday\nTo: us\n\nIt broke.",
        "All done.\n\n> It broke.",
        "All done.\n\nOn Tue, 4 Feb 2026 at 10:11, Ana <a@relay.example> wrote:\n\nIt broke.",
    ],
)
def test_quoted_history_is_blanked_in_live_text_at_equal_length(text: str) -> None:
    doc = Document(text)
    assert len(doc.live) == len(text)
    assert "broke" not in doc.live
    assert "All done." in doc.live
    assert "It broke." in doc.quoted_history


def test_segments_cover_the_text_without_gap() -> None:
    text = "Hello,\nBody.\n> quoted\nMore body.\n-- \nTess\n> again"
    doc = Document(text)
    position = 0
    for segment in doc.segments:
        assert segment.start == position
        position = segment.end
    assert position == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Call Dr. Bronner at 5 p.m. today. Fine.", ["Call Dr. Bronner at 5 p.m. today.", "Fine."]),
        ("The order.It will go.", ["The order.", "It will go."]),
        ("See readme.md or Node.js first.", ["See readme.md or Node.js first."]),
        ("Hi Ana,\nThe lid ships.", ["Hi Ana,", "The lid ships."]),
        ("In the box:\n- one lid\n- two screws", ["In the box:", "one lid", "two screws"]),
        (
            "We have sent you a new lid for the slow cooker this\nmorning with UPS. Bye.",
            ["We have sent you a new lid for the slow cooker this\nmorning with UPS.", "Bye."],
        ),
        ("It costs $5.50 and weighs 3.5 oz. It fits.", ["It costs $5.50 and weighs 3.5 oz.", "It fits."]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [s.text for s in Document(text).sentences] == expected


def test_html_offsets_reach_the_source_through_entities_and_tags() -> None:
    source = "<p>Hi&nbsp;Bob,</p><p>See <b>w&#97;lmart</b> now.</p><blockquote>old</blockquote><style>p{}</style>"
    doc = Document(source, kind="html")
    assert doc.text == "Hi\xa0Bob,\nSee walmart now.\nold\n"
    start = doc.text.index("walmart")
    begin, end = doc.to_source(start, start + 7)
    assert source[begin:end] == "w&#97;lmart"
    assert "old" not in doc.live


def test_folding_undoes_disguises_and_maps_back() -> None:
    text = "we g\u200buar\u0430ntee ｉｔ ﬁne"  # zero-width, Cyrillic a, full-width, ligature
    view = fold(text)
    assert view.text == "we guarantee it fine"
    begin, end = view.origin(3, 12)
    assert text[begin:end] == "g\u200buar\u0430ntee"
    begin, end = view.origin(16, 18)
    assert text[begin:end] == "ﬁ"


def test_folding_leaves_real_foreign_words_alone() -> None:
    assert fold("спасибо").text == "спасибо"


def test_mask_keeps_length() -> None:
    text = "See https://a.example/x for order 200-123-456 and SKU BX22A."
    assert len(mask(text).text) == len(text)
    assert "200-123" not in mask(text).text


@pytest.mark.parametrize(
    ("scope", "text", "word", "expected"),
    [
        ("negated", "We can't guarantee a date.", "guarantee", True),
        ("negated", "We can’t guarantee a date.", "guarantee", True),
        ("negated", "No problem, we guarantee it.", "guarantee", False),
        ("negated", "It is not here, but we guarantee it.", "guarantee", False),
        ("negated", "We would rather give a voucher.", "voucher", False),
        ("negated", "Take the lid rather than a voucher.", "voucher", True),
        ("hedged", "It should arrive Friday.", "arrive", True),
        ("hedged", "It will arrive Friday.", "arrive", False),
        ("conditional", "If it is lost, you will get a refund.", "refund", True),
        ("conditional", "You will get a refund.", "refund", False),
        ("quoted", 'You wrote "this is trash" to us.', "trash", True),
        ("quoted", "You wrote it's trash, didn't you.", "trash", False),
        ("question", "Is it broken?", "broken", True),
        ("question", "It is broken.", "broken", False),
    ],
)
def test_scopes(scope: str, text: str, word: str, expected: bool) -> None:
    doc = Document(text)
    start = text.index(word)
    assert doc.scopes.holds(scope, start, start + len(word)) is expected  # type: ignore[arg-type]


def test_unknown_scope_is_an_error() -> None:
    with pytest.raises(KeyError):
        Document("x").scopes.holds("maybe", 0, 1)  # type: ignore[arg-type]


def test_scopes_answer_as_on_spacy_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = sorted({e.text for r in Linter().registry.rules.values() for e in (*r.examples.bad, *r.examples.good)})
    words = re.compile(r"\w+")
    asked = [(text, match.start(), match.end()) for text in texts for match in words.finditer(text)]

    def answers() -> list[tuple[bool, ...]]:
        documents = {text: Document(text) for text in texts}
        return [
            tuple(documents[text].scopes.holds(name, start, end) for name in ("negated", "hedged", "conditional"))
            for text, start, end in asked
        ]

    ours = answers()
    monkeypatch.setattr(scope, "_sentence_tokens", lru_cache(lambda text: tokens(text.replace("’", "'").replace("ʼ", "'"))))
    theirs = answers()
    assert len(asked) > 10_000
    assert any(map(any, ours))
    assert [place for place, one, other in zip(asked, ours, theirs, strict=True) if one != other] == []


@pytest.mark.parametrize(
    ("source", "visible", "quoted"),
    [
        ("<p>It ships.</p><blockquote>It broke.", "It ships.", "It broke."),
        ("<div>It ships.<div class='gmail_quote'><p>It broke.</div>Soon.</div>", "It ships.\nSoon.", "It broke."),
        ("<p>It ships.<blockquote><b>It broke.</blockquote></b> Soon.</p>", "It ships.\n Soon.", "It broke."),
        ("It &amp; we &#169 &copy it &nosuch; &#x41;.", "It & we © © it &nosuch; A.", ""),
        ("<style>p{}</style>It<script>x()</script> ships.<br>Soon.</p>", "It ships.\nSoon.", ""),
    ],
)
def test_visible_words_of_html_and_its_quoted_history(source: str, visible: str, quoted: str) -> None:
    doc = Document(source, kind="html")
    assert " ".join(doc.live.split()) == " ".join(visible.split())
    assert " ".join(doc.quoted_history.split()) == quoted


def test_a_sentence_is_asked_for_by_any_place_in_it_and_there_is_none_before_the_first() -> None:
    doc = Document("\n\nIt ships. Soon.")
    assert doc.sentence_at(0) is None
    assert [doc.sentence_at(at).text for at in (2, 10, 12)] == ["It ships.", "It ships.", "Soon."]
    assert not doc.scopes.holds("negated", 0, 1)


def test_a_reply_of_greeting_and_signature_alone_has_no_body() -> None:
    doc = Document("Hi Ann,\n\nKind regards,\nTom")
    assert (doc.body_start, doc.segment_at(0), doc.segment_at(99)) == (0, "greeting", "signature")
    assert Document("").segment_at(0) == "body"
