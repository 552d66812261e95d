from __future__ import annotations

import json
import math
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from replylint.config import Config
from replylint.detect.similar import doubtful_examples, fit_similar
from replylint.rulebook.record import Similar
from replylint.rulebook.rulefiles import RuleFile, load_rules
from replylint.services import default_meaning
from replylint.testing import check_examples, example_linter

SHOP = Path(__file__).parents[2] / "examples" / "lampshop"
UNSEEN = [json.loads(line) for line in (SHOP / "unseen.jsonl").read_text(encoding="utf-8").splitlines()]
RULES = load_rules([SHOP])


class Compass:
    """A sentence is a number of degrees; its vector points there."""

    def __init__(self, *ordinary: float) -> None:
        self.ordinary = [self._vector(degrees) for degrees in ordinary]

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        return [self._vector(float(sentence)) for sentence in sentences]

    @staticmethod
    def _vector(degrees: float) -> list[float]:
        return [math.cos(math.radians(degrees)), math.sin(math.radians(degrees))]


def examples_of(file: RuleFile) -> tuple[Similar, ...]:
    return tuple(matcher for matcher in file.record.match.any_ if isinstance(matcher, Similar))


def test_nearer_to_like_is_a_match() -> None:
    model = fit_similar(Compass(), ["10", "20", "30"], ["60", "70", "80"])
    assert [model.matches(s) for s in ("15", "44", "46", "75")] == [True, True, False, False]
    assert model.probability("45") == pytest.approx(0.5, abs=1e-6)


def test_the_larger_side_has_no_advantage() -> None:
    model = fit_similar(Compass(), ["10", "20", "30"] * 6, ["60", "70", "80"])
    assert model.matches("44")
    assert not model.matches("46")


def test_what_any_reply_says_is_no_match_unless_it_is_what_the_rule_is_about() -> None:
    like, unlike = ["10", "20", "30"], ["60", "70", "80"]
    assert fit_similar(Compass(), like, unlike).matches("-60")
    assert not fit_similar(Compass(-60, -70, -80, -90), like, unlike).matches("-60")
    assert fit_similar(Compass(20), like, unlike).probability("20") == fit_similar(Compass(), like, unlike).probability("20")


def test_an_example_among_those_of_the_other_side_is_doubtful() -> None:
    assert doubtful_examples(Compass(), ["10", "15", "20", "72"], ["60", "70", "75", "80"]) == ("72",)
    assert doubtful_examples(Compass(), ["10", "15", "20"], ["60", "70", "75", "80"]) == ()
    assert doubtful_examples(Compass(), ["10", "15", "20"], [str(degrees) for degrees in range(60, 90)]) == ()


def test_the_shops_rules_hold_on_their_own_examples_beside_all_other_rules() -> None:
    linter = example_linter(Config(rule_paths=(str(SHOP),)))
    assert [str(failure) for failure in check_examples(linter, [file.record.id for file in RULES])] == []


def test_three_rules_of_ten_examples_a_side_are_right_about_thirty_unseen_sentences_each() -> None:
    assert len(RULES) == 3
    hits = flagged = like = 0
    for file in RULES:
        (examples,) = examples_of(file)
        assert (len(examples.similar.like), len(examples.similar.unlike)) == (10, 10)
        rows = [row for row in UNSEEN if row["rule"] == file.record.id]
        assert len(rows) == 30
        assert not {row["text"] for row in rows} & {*examples.similar.like, *examples.similar.unlike}
        model = fit_similar(default_meaning()[1], examples.similar.like, examples.similar.unlike)
        found = [(model.matches(row["text"]), row["like"]) for row in rows]
        right, fired = sum(a and b for a, b in found), sum(a for a, _ in found)
        assert right >= 7, file.record.id
        assert right / fired >= 0.8, file.record.id
        hits, flagged, like = hits + right, flagged + fired, like + 15
    assert hits / flagged >= 0.85
    assert hits / like >= 0.65


def test_a_rule_is_fitted_within_a_hundred_milliseconds() -> None:
    (examples,) = examples_of(RULES[0])
    encoder = default_meaning()[1]
    encoder.encode([*examples.similar.like, *examples.similar.unlike])
    assert encoder.ordinary
    started = time.process_time()
    fit_similar(encoder, examples.similar.like, examples.similar.unlike)
    assert time.process_time() - started < 0.1
