from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.shop_rule import write_rule

from replylint.rulebook.rulefiles import builtin_folder

BAD = "It is guaranteed to arrive tomorrow."
CLEAN = "The kettle has a two-year guarantee."


def run(*arguments: str, stdin: str | bytes = "", cwd: Path | None = None, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "replylint.cli.entry", *arguments],
        input=data, capture_output=True, cwd=cwd, env={**os.environ, **(env or {})}, timeout=120, check=False,
    )
    assert b"Traceback" not in done.stderr
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_text_output_shows_line_mark_fix_and_policy(tmp_path: Path) -> None:
    write_rule(tmp_path)
    (tmp_path / "replylint.toml").write_text('rule-paths = ["shop"]\nselect = ["shop"]\n')
    (tmp_path / "draft.txt").write_text("Hello Ann,\n\nThere is a late fee.\n")
    done = run("check", "draft.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "error[shop.late-fee]: Late fee: “late fee”.",
        " --> draft.txt:3:12",
        "  |",
        "3 | There is a late fee.",
        "  |            ^^^^^^^^",
        "  = fix: Leave it out.",
        "  = policy: DON'T haggle; no negotiating of alternative solutions.",
        "",
        "1 error in 1 draft.",
    ]


def test_clean_draft_from_stdin_exits_0() -> None:
    done = run("check", "-", stdin=CLEAN)
    assert (done.returncode, done.stderr) == (0, "")


def test_jsonl_gives_one_line_for_each_in_order_and_nothing_is_lost(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "reply": BAD, "note": "ignored", "violations": []}),
        json.dumps({"reply": CLEAN, "customer": "Guarantee?"}),
        "",
        "{broken",
        json.dumps({"id": "e", "reply": CLEAN, "context": {"orderid": "1"}}),
        json.dumps({"id": "f", "reply": 5}),
        '{"id": "g", "reply": "a\\ud800"}',
        json.dumps({"id": "h", "reply": "<p>" + BAD + "</p>", "input": "html"}),
    ]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines))
    done = run("check", "cases.jsonl", "--format", "jsonl", cwd=tmp_path)
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [entry["id"] for entry in out] == ["a", "cases.jsonl:2", "cases.jsonl:4", "e", "f", "g", "h"]
    assert done.returncode == 2
    violation = out[0]["violations"][0]
    assert BAD[violation["start"] : violation["end"]] == violation["excerpt"]
    wanted = "rule check severity confidence message fix policy span line column fixes evidence part"
    assert set(wanted.split()) <= set(violation)
    assert out[0]["error"] is None
    assert not out[0]["ok"]
    assert "cases.jsonl:4" in out[2]["error"]
    assert out[2]["violations"] == []
    assert not out[2]["complete"]
    assert "order_id" in out[3]["error"]
    assert "surrogate" in out[5]["error"]
    assert "guaranteed" in out[6]["violations"][0]["excerpt"]


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("[1]", "C111: c.jsonl:1: a case is an object with a reply, not list"),
        ('{"id": "a", "text": "x"}', "C112: c.jsonl:1: no key 'reply'"),
        ('{"reply": "x", "input": "pdf"}', "C112: c.jsonl:1: input: expected text, html or eml, not 'pdf'"),
        ('{"reply": "x", "context": ["y"]}', "C103: c.jsonl:1: context: expected an object, not list"),
    ],
)
def test_a_case_of_another_shape_is_told(tmp_path: Path, case: str, said: str) -> None:
    (tmp_path / "c.jsonl").write_text(case + "\n" + json.dumps({"id": ["no", "id"], "reply": CLEAN}))
    done = run("check", "c.jsonl", "--format", "jsonl", cwd=tmp_path)
    first, second = map(json.loads, done.stdout.splitlines())
    assert first["error"].startswith(said)
    assert (second["id"], second["ok"]) == ("c.jsonl:2", True)
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("c.json", "{", "c.json: neither JSON nor YAML"),
        ("c.yaml", "customer: [", "c.yaml:"),
        ("c.yaml", "- customer", "expected a mapping of keys"),
        ("c.json", '{"received_at": "2026-03-02T10:00:00Z", "now": "2026-03-01T10:00:00Z"}', "now lies before received_at"),
    ],
)
def test_a_context_file_that_says_nothing_is_told(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content)
    done = run("check", "-", "--context", name, stdin=CLEAN, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_threads_one_a_line_are_read_whatever_stands_between(tmp_path: Path) -> None:
    asked = {"from": "customer", "at": "2026-03-01T10:00:00Z", "text": "Where is the lid?"}
    thread = json.dumps({"thread": "t1", "now": "2026-03-09T10:00:00Z", "messages": [asked]})
    (tmp_path / "t.jsonl").write_text(f"\n{thread}\n\n{{broken\n" + '{"messages": 5}\n')
    done = run("check", "--thread", "t.jsonl", "--format", "jsonl", "--select", "inbox", cwd=tmp_path)
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert (first["id"], [v["rule"] for v in first["violations"]]) == ("t1", ["inbox.overdue"])
    assert "t.jsonl:4: not JSON" in second["error"]
    assert "messages" in third["error"]
    assert done.returncode == 2


def test_a_line_that_is_no_json_alone_is_incomplete(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text("\n".join([json.dumps({"reply": CLEAN})] * 6 + ["{"]))
    done = run("check", "c.jsonl", cwd=tmp_path)
    assert done.returncode == 3
    assert "c.jsonl:7" in done.stderr


def test_json_is_one_object(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD)
    (tmp_path / "b.txt").write_text(CLEAN)
    done = run("check", "a.txt", "b.txt", "--format", "json", cwd=tmp_path)
    data = json.loads(done.stdout)
    assert data["schema_version"] == "1"
    assert [entry["id"] for entry in data["results"]] == ["a.txt", "b.txt"]
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("latin.txt", b"caf\xe9", "not UTF-8"),
        ("binary.txt", b"\x00\x01\x02", "binary"),
        ("empty.txt", b"", "empty"),
        ("long.txt", b"x" * 200_001, "200,001"),
        ("gone.txt", None, "cannot be read"),
    ],
)
def test_an_unreadable_file_is_told_and_the_others_are_linted(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "bad.txt").write_text(BAD)
    done = run("check", name, "bad.txt", cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert name in done.stderr
    assert "guaranteed" in done.stdout


def test_a_folder_where_a_file_belongs(tmp_path: Path) -> None:
    done = run("check", str(tmp_path))
    assert done.returncode == 2
    assert "is a folder" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "-", "--select", "overpromis"], "'overpromise'"),
        (["check", "-", "--fail-on", "fatal"], "fail_on"),
        (["check", "-", "--nope"], "nope"),
        (["explain", "promo.nothing"], "unknown rule"),
        (["check", "-", "--config", "nowhere.toml"], "nowhere.toml"),
        (["nonsense"], "nonsense"),
    ],
)
def test_usage_errors_exit_2(arguments: list[str], message: str) -> None:
    done = run(*arguments, stdin=CLEAN)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stdout == ""


def test_context_file_in_yaml_and_json(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("customer: The lid came broken.\norder_id: '200012345678901'\n")
    (tmp_path / "c.json").write_text('{"customer": "The lid came broken."}')
    (tmp_path / "bad.yaml").write_text("custmer: x\n")
    for name in ("c.yaml", "c.json"):
        done = run("check", "-", "--context", name, "--select", "empathy.missing", stdin="A new lid ships today.", cwd=tmp_path)
        assert done.returncode == 1, done.stderr
        assert "empathy.missing" in done.stdout
    done = run("check", "-", "--context", "bad.yaml", stdin="x", cwd=tmp_path)
    assert done.returncode == 2
    assert "custmer" in done.stderr


def test_config_layers_and_their_origins(tmp_path: Path) -> None:
    (tmp_path / "replylint.toml").write_text('fail-on = "error"\nignore = ["tone"]\n')
    done = run("config", "--show-origin", cwd=tmp_path, env={"REPLYLINT_FAIL_ON": "advice"})
    assert 'fail_on = "advice"  # environment' in done.stdout
    assert "replylint.toml" in next(line for line in done.stdout.splitlines() if line.startswith("ignore ="))
    (tmp_path / "replylint.toml").write_text('fail-onn = "error"\n')
    done = run("config", cwd=tmp_path)
    assert done.returncode == 2
    assert "'fail-on'" in done.stderr


@pytest.mark.parametrize("char", ["!", "😀", "[", "a", "a."])
def test_hostile_text_is_answered(char: str) -> None:
    done = run("check", "-", "--format", "json", stdin=char * (100_000 // len(char)))
    assert done.returncode in (0, 1)
    assert json.loads(done.stdout)["results"][0]["failures"] == []


def test_colour_only_on_a_terminal() -> None:
    assert "\x1b[" not in run("check", "-", stdin=BAD).stdout


def test_rules_explain_schema_and_test() -> None:
    assert "overpromise.absolute-guarantee" in run("rules").stdout
    assert len(json.loads(run("rules", "--format", "json").stdout)) >= 50
    explained = run("explain", "overpromise.absolute-guarantee").stdout
    assert "Why:" in explained
    assert "a two-year guarantee" in explained
    schema = json.loads(run("schema").stdout)
    assert set(schema) == {"report", "violation", "context", "draft", "thread", "config", "rule"}


def test_rules_and_explain_know_the_shop_s_own_rules(tmp_path: Path) -> None:
    write_rule(tmp_path)
    (tmp_path / "replylint.toml").write_text('rule-paths = ["shop"]\n')
    listed = run("rules", "--check", "shop", cwd=tmp_path)
    assert listed.stdout.splitlines() == ["error    shop.late-fee                          Mentions a late fee.", "1 rule"]
    assert "Why: The shop has none." in run("explain", "shop.late-fee", cwd=tmp_path).stdout
    elsewhere = run("rules", "--check", "shop", cwd=tmp_path.parent)
    assert (elsewhere.returncode, "unknown check 'shop'" in elsewhere.stderr) == (2, True)


def test_a_folder_of_shipped_rules_is_tested_without_loading_it_twice() -> None:
    done = run("test", str(builtin_folder() / "inbox"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("6 rules, ")


def test_eval_prints_figures(tmp_path: Path) -> None:
    cases = [
        {"id": "1", "reply": BAD, "customer": None, "context": {}, "violations": [{"check": "overpromise", "quote": "guaranteed to arrive"}]},
        {"id": "2", "reply": CLEAN, "customer": None, "context": {}, "violations": []},
        {"id": "3", "reply": "We might go.", "customer": None, "context": {}, "violations": [{"check": "overpromise", "quote": "might"}]},
    ]
    (tmp_path / "cases.jsonl").write_text("\n".join(map(json.dumps, cases)))
    data = json.loads(run("eval", "cases.jsonl", "--format", "json", "--select", "overpromise.absolute-guarantee", cwd=tmp_path).stdout)
    score = data["checks"]["overpromise"]
    assert (score["tp"], score["fp"], score["fn"]) == (1, 0, 1)
    assert score["recall"] == 0.5
    assert (data["clean"], data["clean_flagged"]) == (1, 0)
    assert 0 < data["char_f1"] < 1
