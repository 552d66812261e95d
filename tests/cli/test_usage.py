"""A mistake in the command line: one line that says what is wrong, status 2, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.shop_rule import late_fee, write_rule

import replylint
from replylint.cli.entry import main


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "replylint: No such command 'chek'"),
        (["check", "--formt", "json"], "replylint check: No such option: --formt"),
        (["check", "--input", "xml"], "replylint check: Invalid value for '--input'"),
        (["check", "--select"], "Option '--select' requires an argument"),
        (["check", "--min-confidence", "much"], "replylint check: Invalid value for '--min-confidence'"),
        (["explain"], "replylint explain: Missing argument"),
        ([], "Usage: replylint"),
    ],
)
def test_mistake_is_told_in_a_line(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert "Traceback" not in captured.err


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"replylint {replylint.__version__}\n"


@pytest.mark.parametrize("command", [["check"], ["eval", "--rules-only"]])
def test_a_deprecated_rule_in_the_settings_is_told_and_the_new_one_runs(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_rule(tmp_path)
    write_rule(tmp_path, late_fee("fee", more="status: deprecated\nreplaced_by: shop.late-fee\n"), "fee")
    (tmp_path / "replylint.toml").write_text('rule-paths = ["shop"]\nselect = ["shop.fee"]\nmeaning = false\n')
    (tmp_path / "c.jsonl").write_text('{"reply": "There is a late fee."}\n')
    monkeypatch.chdir(tmp_path)
    assert main([*command, "c.jsonl"]) == (1 if command == ["check"] else 0)
    captured = capsys.readouterr()
    assert captured.err.startswith("replylint: warning: rule 'shop.fee' is deprecated and replaced by 'shop.late-fee'")
    assert ("shop.late-fee" in captured.out) == (command == ["check"])


def test_a_server_that_others_reach_needs_a_token(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPLYLINT_TOKEN", raising=False)
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert "--host 0.0.0.0 can be reached from other machines (set REPLYLINT_TOKEN" in capsys.readouterr().err


def test_coverage_names_the_phrase_that_no_example_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_rule(tmp_path, late_fee(match='  any:\n    - phrases: ["late fee", "fine for lateness"]\n  unless: [{guard: negated}]\n'))
    assert main(["test", str(tmp_path / "shop"), "--coverage"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 rule, 6 examples, 0 failures",
        "shop.late-fee: no example fails without any.0.phrases.1: 'fine for lateness'",
        "shop.late-fee: no example fails without unless.0: guard 'negated'",
        "1 of 3 phrases, expressions and guards are needed by an example; 0 rules found by code",
    ]


def test_an_example_that_does_not_hold_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = late_fee().replace("There is no fee.", "A late fee.")
    wrong = wrong.replace('"Your late fee is due.", flags: ["late fee"]', '"Your fee is due.", flags: ["fee"]')
    path = write_rule(tmp_path, wrong)
    assert main(["test", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "1 rule, 6 examples, 2 failures"
    assert "bad/2" in lines[0]
    assert "expected ['fee'], found []" in lines[0]
    assert "good/1" in lines[1]
    assert "shop.late-fee flags 'late fee'" in lines[1]
