"""The language check as a pure function, and our own patterns, each tested by its examples."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.checks.language_hits import language_findings, rule_class, rules_heard
from replylint.detect.foreign import is_not_english
from replylint.detect.grammar import (
    BothGrammar,
    FallbackGrammar,
    Grammar,
    GrammarHit,
    MemoGrammar,
    merge_hits,
    pieces,
)
from replylint.detect.harper import HarperBackend
from replylint.detect.protected import protect
from replylint.detect.slip_patterns import CLASS_PATTERNS, PATTERNS
from replylint.detect.slips import find_slips
from replylint.errors import BackendError, BackendUnavailable


class NoGrammar:
    """A backend that finds nothing and counts what it is asked."""

    name = "none"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        del dialect, deadline
        self.asked.append(text)
        return ()

    def check_pieces(self, texts, *, dialect, deadline):
        del dialect, deadline
        self.asked.extend(texts)
        return [() for _ in texts]


class BrokenGrammar(NoGrammar):
    """A backend that is not there."""

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        raise BackendUnavailable("gone")


@pytest.fixture(scope="module")
def harper() -> Grammar:
    return MemoGrammar(HarperBackend(size=2))


def marked(text: str, grammar: Grammar, known: frozenset[str] = frozenset(), dialect: str = "en-US") -> list[str]:
    hits = language_findings(text, grammar=grammar, known_words=known, dialect=dialect)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= two.start for one, two in pairwise(hits))
    return [text[hit.start : hit.end] for hit in hits]


def test_harper_run_with_the_rules_heard_says_what_is_heard_of_all_its_rules(harper: Grammar) -> None:
    heard = HarperBackend(size=1, only=rules_heard("harper"))
    text = "We was recieved it , and should of called. Than you for you're patience. Your welcome, their is a an spare."
    every = harper.check(text)
    kept = [hit for hit in every if rule_class(hit) != "off"]
    assert kept
    assert len(kept) < len(every)
    assert list(heard.check(text)) == kept


@pytest.mark.parametrize("item", [*PATTERNS, *CLASS_PATTERNS], ids=lambda item: item.rule)
def test_pattern_flags_its_bad_examples_and_no_good_one(item) -> None:
    for text in item.bad:
        assert item.rule in {hit.rule for hit in find_slips(text, protect(text))}, text
    for text in item.good:
        assert item.rule not in {hit.rule for hit in find_slips(text, protect(text))}, text


@pytest.mark.parametrize("text", [text for item in (*PATTERNS, *CLASS_PATTERNS) for text in item.good], ids=lambda text: text[:30])
def test_no_pattern_flags_another_patterns_good_example(text: str) -> None:
    assert find_slips(text, protect(text)) == ()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("We definately recieved it 😀😀 and he have refunded you.", {"definately", "recieved"}),
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467 The the box is here.", {"The the"}),
        ("𝒳𝒴 We has refunded you.", {"has"}),
        ("no case, just the jack and the handle.", {"no"}),
        ("We refunded you today. Please keep the old lamp", {"lamp"}),
        ("Recieved your note, and the refund is done.", {"Recieved"}),
    ],
)
def test_wrong_words_are_marked_exactly(text: str, wrong: set[str], harper: Grammar) -> None:
    assert wrong <= set(marked(text, harper))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("New lid is on its way.", []),
        ("New lid is on its way. The screws was bent.", ["New lid", "screws was"]),
        ("New lid is on its way. Return label is in your account.", ["New lid", "Return label"]),
        ("The new lid is on its way. We start from scratch and want part by Friday.", []),
    ],
)
def test_a_dropped_article_counts_only_beside_another_slip(text: str, wrong: list[str], harper: Grammar) -> None:
    assert marked(text, harper) == wrong


@pytest.mark.parametrize("word", "thst wil tofay sned feom becuase sorrry adn hae wre".split())
def test_a_slip_of_the_fingers_in_a_word_of_every_reply_is_found(word: str, harper: Grammar) -> None:
    assert word in marked(f"The lid is the part {word} of the kettle.", harper)


@pytest.mark.parametrize("word", "sooo freee goood frm jst teff loupe oof hmu retuning".split())
def test_chat_drawn_out_and_rare_words_are_no_slips_of_the_fingers(word: str, harper: Grammar) -> None:
    assert marked(f"The lid is the part {word} of the kettle.", harper) == []


@pytest.mark.parametrize(
    "text",
    [
        "The lid left at noon. Thanks again for your patience",
        "The lid left at noon. Have a lovely weekend",
        "It is 30 cm, i.e. 12 in. dia. with the rim. It left on Thurs. with UPS.",
    ],
)
def test_farewells_and_abbreviations_need_no_end_and_no_capital(text: str, harper: Grammar) -> None:
    assert marked(text, harper) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hi Oddný,\n\nYour Volthaven KX-200 has shipped with OnTrac.\n\nKind regards,\nSiobhan at Bramblewick",
        "The lens clears by the next dry night. The Skylark team",
        "Five stars keep us warm too, wink wink. OK OK, it weighs 0.62 ct. and is set in gold.",
        "Two spare pieces leave at noon. Happy puzzling, Nora at Attic Games",
        "The payment is set off within the hour.<br><br>Tileworld",
        "I'm sorry the colour faded. We apologise and have cancelled the order in our catalogue.",
        "lol u can c it on the pic, thx",
        "Track it at walmart.com/orders or write to help@bramble.co; see manual_es.pdf.",
        "> i wants it back\n\nWe refunded you today.",
        "Hello {{name}}, your order [ORDER_ID] has shipped.",
        "- the pump\n- the hose\n- two clamps",
        "Ships today, refund follows; no return needed.",
        "Sounds good!\nThank you",
        "We had had two returns. I know that that helps.",
    ],
)
def test_clean_replies_stay_clean(text: str, harper: Grammar) -> None:
    assert marked(text, harper) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('The page says "We has recieved a error", which is the courier\'s.', []),
        ('Your "new screws is" here.', []),
        ('It is 8" wide. The screws is here. It is 10" long.', ["screws is"]),  # inch marks quote nobody
        ("I apologize, Mrs. Renner. Ms. Lovell packs it today.", []),
        ("It was mis-sorted, and you were good-natured about it.", []),
    ],
)
def test_others_words_names_after_titles_and_halves_of_words_are_left_alone(text: str, wrong: list[str], harper: Grammar) -> None:
    assert marked(text, harper) == wrong


def test_known_words_pass_whole_and_never_by_prefix(harper: Grammar) -> None:
    text = "The frobnicatr and the configurtion are here."
    assert "configurtion" in marked(text, harper)
    assert "configurtion" in marked(text, harper, frozenset({"config"}))
    assert "configurtion" not in marked(text, harper, frozenset({"Configurtion"}))
    assert "configurtion" not in marked(text, harper, frozenset({"the configurtion"}))


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Hola, gracias por su mensaje. Hemos enviado el pedido y llegará mañana a su casa.", True),
        ("Bonjour, nous avons expédié votre commande et vous la recevrez dans les prochains jours.", True),
        ("Wir haben Ihre Bestellung heute verschickt und sie ist auf dem Weg.", True),
        ("您的订单 已经 发货 谢谢", True),
        ("We have sent your order and it will be with you soon.", False),
        ("Café de la Paix mug, shipped to you in Los Angeles, is on its way.", False),
        ("Merci!", False),
        ("", False),
    ],
)
def test_other_languages_are_told_from_english(text: str, foreign: bool) -> None:
    assert is_not_english(text) is foreign


def test_foreign_lines_have_no_spelling_errors(harper: Grammar) -> None:
    assert marked("Hola, gracias por su mensaje. Hemos enviado el pedido y llegará mañana.", harper) == []


def test_memo_asks_only_for_what_changed() -> None:
    backend = NoGrammar()
    memo = MemoGrammar(backend, size=3)
    memo.check("One is here. Two is here.")
    memo.check("One is here. Two was there.")
    assert backend.asked == ["One is here.", "Two is here.", "Two was there."]
    memo.check("Three. Four. Five.")
    assert len(memo._memo) == 3


@given(st.text(max_size=300))
def test_pieces_cover_all_but_white_space(text: str) -> None:
    ranges = pieces(text)
    assert all(one[1] <= two[0] for one, two in pairwise(ranges))
    left = list(text)
    for start, end in ranges:
        left[start:end] = [" "] * (end - start)
        assert text[start:end].strip()
    assert not "".join(left).strip()


def test_merge_keeps_the_shortest_and_names_both_sources() -> None:
    long = GrammarHit(0, 10, "A", "grammar", "", (), "harper")
    short = GrammarHit(2, 5, "B", "grammar", "", (), "languagetool")
    (kept,) = merge_hits([long, short])
    assert (kept.start, kept.end, kept.source) == (2, 5, "languagetool+harper")


def test_fallback_answers_where_the_first_fails_and_both_does_not() -> None:
    fallback = FallbackGrammar(BrokenGrammar(), NoGrammar())
    assert fallback.check("Fine.") == ()
    assert fallback.fallbacks == 1
    with pytest.raises(BackendError):
        BothGrammar(NoGrammar(), BrokenGrammar()).check("Fine.")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_hits_inside_it(text: str) -> None:
    assert marked(text, NoGrammar()) is not None


@pytest.mark.parametrize(
    "text",
    ["a " * 20_000, "the the " * 5_000, "!" * 50_000, "\n" * 50_000, "we " * 20_000 + "has", "<" * 20_000, "x" * 70_000,
     "a.b" * 20_000, "@ " * 10_000, "[" * 20_000, "{{" * 10_000, "Regards,\n" * 3_000, " " * 60_000, "1" * 60_000,
     "the big " * 8_000, "A-" * 20_000, "http://" * 5_000, "'" * 20_000, "a@" * 10_000, "it is " * 10_000],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_hostile_text_is_answered_in_time(text: str) -> None:
    started = time.perf_counter()
    language_findings(text, grammar=NoGrammar(), known_words=frozenset(), dialect="en-US")
    assert time.perf_counter() - started < 10
