"""``replylint eval``: labels against findings, draft by draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from replylint.cli.entry import main

BAD = "It is guaranteed to arrive tomorrow."
CLEAN = "The kettle has a two-year guarantee."
FOUND = {"check": "overpromise", "quote": "guaranteed to arrive"}
CASES: list[dict[str, object]] = [
    {"id": "hit", "reply": BAD, "violations": [FOUND]},
    {"id": "alarm", "reply": BAD, "violations": []},
    {"id": "miss", "reply": CLEAN, "violations": [{"check": "overpromise", "quote": "guarantee"}]},
    {"id": "clean", "reply": CLEAN},
    {"id": "nowhere", "reply": CLEAN, "violations": [{"check": "empathy", "quote": None}]},
]


def written(folder: Path, cases: list[dict[str, object]], *more: str) -> str:
    path = folder / "cases.jsonl"
    path.write_text("\n".join([*map(json.dumps, cases), *more]))
    return str(path)


@pytest.fixture(autouse=True)
def _outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_table_counts_drafts_per_check_and_alarms_on_clean_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", written(tmp_path, CASES), "--rules-only", "--select", "overpromise.absolute-guarantee"]) == 0
    lines = capsys.readouterr().out.splitlines()
    row = next(line for line in lines if line.startswith("overpromise")).split()
    assert row[1:5] == ["1", "1", "1", "0.50"]
    assert next(line for line in lines if line.startswith("promo")).split()[1:5] == ["0", "0", "0", "0.00"]
    assert lines[-3] == "macro F1 0.250 over 5 drafts"  # overpromise .5, empathy labelled once and missed
    assert lines[-2].startswith("alarms on clean drafts 1 of 2 (50.0%, 95 % ")
    assert "median span" in lines[-1]


def test_show_lists_each_draft_on_which_they_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", written(tmp_path, CASES), "--rules-only", "--show", "--select", "overpromise.absolute-guarantee"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == ["alarm: overpromise: false alarm", "miss: overpromise: missed", "nowhere: empathy: missed"]


def test_without_a_clean_draft_and_a_span_there_is_no_share_and_no_median(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", written(tmp_path, CASES[2:3]), "--rules-only", "--select", "promo"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2] == "alarms on clean drafts 0 of 0 (0.0%, 95 % 0.0% to 100.0%)"
    assert lines[-1].endswith("median span None times the labelled one")


def test_figures_as_json_tell_how_much_of_the_labelled_words_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", written(tmp_path, CASES[:1]), "--rules-only", "--format", "json", "--select", "overpromise.absolute-guarantee"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["drafts"], data["clean"], data["macro_f1"]) == (1, 0, 1.0)
    # Found is "It is guaranteed to", labelled "guaranteed to arrive": they share "guaranteed to".
    assert data["char_f1"] == pytest.approx(2 * 13 / (19 + 20))
    assert data["median_span_ratio"] == pytest.approx(19 / 20)


@pytest.mark.parametrize(
    ("violations", "said"),
    [
        ([{"quote": "guaranteed"}], "cases.jsonl:2: violations.0: no key 'check'"),
        ([{"check": "overpromis", "quote": "guaranteed"}], "unknown check 'overpromis' (did you mean 'overpromise'?)"),
        (["overpromise"], "violations.0: expected an object, not str"),
        ({"check": "overpromise"}, "violations: expected a list, not dict"),
    ],
)
def test_a_label_that_says_nothing_is_told_and_the_others_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], violations: object, said: str
) -> None:
    path = written(tmp_path, [CASES[0], {"reply": BAD, "violations": violations}])
    assert main(["eval", path, "--rules-only", "--select", "overpromise.absolute-guarantee"]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert "over 1 drafts" in captured.out


def test_a_broken_line_is_told_and_the_others_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", written(tmp_path, CASES[:2], "{broken"), "--rules-only", "--select", "overpromise"]) == 2
    captured = capsys.readouterr()
    assert "cases.jsonl:3: not JSON" in captured.err
    assert "over 2 drafts" in captured.out


def test_a_draft_that_cannot_be_checked_leaves_the_figures_incomplete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = [*CASES[:1], {"id": "long", "reply": "x" * 200_001, "violations": []}]
    assert main(["eval", written(tmp_path, cases), "--rules-only", "--select", "overpromise"]) == 3
    captured = capsys.readouterr()
    assert "replylint: long: " in captured.err
    assert "1 drafts could not be checked completely" in captured.err
