from __future__ import annotations

import json
from pathlib import Path

from test_check import run

DRAFT = "Hi Ann,\n\nThe lid ships today. Use SPRING15 at checkout and save.\n\nBob\n"
MENDED = "Hi Ann,\n\nThe lid ships today.\n\nBob\n"


def test_the_difference_is_printed_and_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(DRAFT)
    done = run("fix", "d.txt", "--select", "promo", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines()[:2] == ["--- d.txt", "+++ d.txt"]
    assert "-The lid ships today. Use SPRING15 at checkout and save.\n+The lid ships today.\n" in done.stdout
    assert done.stderr == "replylint: 1 fix in 1 draft; violations left: 0\n"
    assert (tmp_path / "d.txt").read_text() == DRAFT


def test_write_mends_the_file_once(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_bytes(DRAFT.replace("\n", "\r\n").encode())
    assert run("fix", "d.txt", "--write", "--select", "promo", cwd=tmp_path).stdout == ""
    assert (tmp_path / "d.txt").read_bytes() == MENDED.replace("\n", "\r\n").encode()
    assert run("fix", "d.txt", "--select", "promo", cwd=tmp_path).stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["d.txt"]


def test_standard_input_comes_back_mended_and_what_is_left_fails() -> None:
    done = run("fix", "-", "--select", "promo,overpromise", stdin=DRAFT + "It is guaranteed to arrive.")
    assert done.stdout == MENDED + "It is guaranteed to arrive."
    assert done.returncode == 1
    done = run("fix", "--unsafe", "--select", "promo,overpromise", stdin=DRAFT + "It is guaranteed to arrive.")
    assert done.stdout == MENDED + "It is expected to arrive."
    assert done.returncode == 0


def test_cases_come_back_as_cases(tmp_path: Path) -> None:
    cases = [{"id": "a", "reply": DRAFT, "note": 1}, {"reply": "The lid ships today."}]
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, cases)))
    done = run("fix", "c.jsonl", "--select", "promo", cwd=tmp_path)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"id": "a", "reply": MENDED, "note": 1}, cases[1]]


def test_a_line_that_cannot_be_read_is_told_and_the_others_are_mended(tmp_path: Path) -> None:
    lines = [json.dumps({"reply": "x" * 200_001}), "{broken", json.dumps({"reply": DRAFT}), json.dumps({"reply": 5})]
    (tmp_path / "c.jsonl").write_text("\n".join(lines))
    done = run("fix", "c.jsonl", "--select", "promo", cwd=tmp_path)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [{"reply": MENDED}]
    assert done.returncode == 2
    for place, problem in (("c.jsonl:1", "200,001"), ("c.jsonl:2", "not JSON"), ("c.jsonl:4", "expected text, not int")):
        assert any(place in line and problem in line for line in done.stderr.splitlines()), done.stderr


def test_a_clean_file_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text(MENDED)
    path.chmod(0o444)
    before = path.stat()
    done = run("fix", "d.txt", "--write", "--select", "promo", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "replylint: 0 fixes in 0 drafts; violations left: 0\n")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_cannot_be_mended_is_told(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_text("Subject: x\n\nUse SPRING15 at checkout and save.\n")
    done = run("fix", "m.eml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "C115" in done.stderr
    assert run("fix", "-", "--write", stdin="x").returncode == 2
