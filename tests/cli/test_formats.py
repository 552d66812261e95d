"""Threads, ignores, formats and `init`, as the command line shows them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_check import run

THREAD = {"thread": "t1", "now": "2026-03-09T10:00:00Z", "messages": [{"from": "customer", "at": "2026-03-01T10:00:00Z", "text": "It broke."}]}
DRAFT = "Hi Ann,\n\nUse SPRING15 at checkout and save. The lid ships today.\n"


def test_threads_of_json_and_jsonl(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps(THREAD))
    naive = {**THREAD, "thread": "t2", "now": "2026-03-09T10:00:00"}
    (tmp_path / "many.jsonl").write_text("\n".join([json.dumps(THREAD | {"thread": None}), json.dumps(naive), "{"]))
    (tmp_path / "list.json").write_text(json.dumps([THREAD, THREAD | {"thread": "t3"}]))
    done = run("check", "--thread", "one.json", "--thread", "many.jsonl", "--thread", "list.json", "--format", "jsonl", cwd=tmp_path)
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [entry["id"] for entry in out] == ["t1", "many.jsonl:1", "t2", "many.jsonl:3", "t1", "t3"]
    assert [[v["rule"] for v in entry["violations"]] for entry in out] == [["inbox.overdue"]] * 2 + [[], []] + [["inbox.overdue"]] * 2
    assert out[0]["violations"][0]["part"] == "message#1"
    assert "offset" in out[2]["error"]
    assert done.returncode == 2
    done = run("check", "--thread", "one.json", cwd=tmp_path)
    assert done.returncode == 1
    assert " --> t1 (message#1):1:10" in done.stdout


def test_ignores_are_added_held_and_told_when_stale(tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text('ignore-file = "ignores.toml"\nselect = ["promo"]\n')
    (tmp_path / "d.txt").write_text(DRAFT)
    added = run("check", "d.txt", "--add-ignores", "--reason", "agreed with legal", "--author", "Zoë", "--expires", "2999-12-31", cwd=tmp_path)
    assert (added.returncode, added.stderr) == (0, f"replylint: 1 ignore added to {tmp_path / 'ignores.toml'}\n")
    done = run("check", "d.txt", "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    (suppressed,) = json.loads(done.stdout)["results"][0]["suppressed"]
    assert "agreed with legal (Zoë)" in suppressed["reason"]
    (tmp_path / "d.txt").write_text("The lid ships today.\n")
    done = run("check", "d.txt", cwd=tmp_path)
    assert done.returncode == 0
    assert "stale, d.txt has no such violation any more" in done.stderr


def test_add_ignores_without_a_file_says_how(tmp_path: Path) -> None:
    done = run("check", "-", "--add-ignores", stdin=DRAFT, cwd=tmp_path)
    assert done.returncode == 2
    assert "ignore-file" in done.stderr
    (tmp_path / "replylint.toml").write_text('ignore-file = "i.toml"\n')
    done = run("check", "-", "--add-ignores", "--expires", "soon", stdin=DRAFT, cwd=tmp_path)
    assert done.returncode == 2
    assert "'soon' is no date" in done.stderr


@pytest.mark.parametrize(
    ("name", "start"),
    [("sarif", "{"), ("github", "::error file="), ("html", "<!DOCTYPE html>"), ("markdown", "### replylint: 1 error in 1 draft")],
)
def test_formats(tmp_path: Path, name: str, start: str) -> None:
    (tmp_path / "d.txt").write_text(DRAFT)
    done = run("check", "d.txt", "--select", "promo", "--format", name, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith(start)
    assert "promo.coupon-code" in done.stdout


def test_an_unknown_format_names_the_nearest() -> None:
    done = run("check", "-", "--format", "sariff", stdin=DRAFT)
    assert (done.returncode, done.stdout) == (2, "")
    assert "'sarif'" in done.stderr


def test_init_writes_what_passes_its_own_tests_and_overwrites_nothing(tmp_path: Path) -> None:
    assert run("init", cwd=tmp_path).stdout.splitlines() == ["replylint.toml", "replylint-rules/shop/old-name.yaml"]
    tested = run("test", "replylint-rules", "--coverage", cwd=tmp_path)
    assert tested.returncode == 0, tested.stdout
    assert "1 rule, 6 examples, 0 failures\n2 of 2 phrases" in tested.stdout
    done = run("check", "-", "--select", "shop", stdin="Thank you from Acorn Trading.", cwd=tmp_path)
    assert "shop.old-name" in done.stdout
    again = run("init", cwd=tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    rule = tmp_path / "replylint-rules" / "shop" / "old-name.yaml"
    rule.write_text(rule.read_text().replace('flags: ["Acorn Traders"]', 'flags: ["Acorn"]'))
    broken = run("check", "-", stdin="x", cwd=tmp_path)
    assert broken.returncode == 2
    assert "C308" in broken.stderr
    assert "old-name.yaml: examples.bad.1" in broken.stderr
    assert run("test", "replylint-rules", cwd=tmp_path).returncode == 1
