from __future__ import annotations

import json
import multiprocessing
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from replylint.gate import audit
from replylint.gate.audit import AuditError, AuditLog
from replylint.gate.decision import Override, Ruling, Verdict
from replylint.models import Draft, Report

VERDICT = Verdict(decision="block", summary="Do not send.", report=Report(), rulings=(Ruling(rule="links.bare-domain", action="block"),))


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_line_tells_time_rules_decision_and_override_but_no_text(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    log = AuditLog(path)
    log.record(VERDICT, "secret words", door="python")
    sent = VERDICT.model_copy(update={"decision": "allow", "override": Override(by="Ann", reason="agreed by phone")})
    log.record(sent, "secret words", door="http")
    first, second = lines(path)
    assert (first["decision"], first["rules"], first["door"], first["override"]) == ("block", ["links.bare-domain"], "python", None)
    assert second["override"] == {"by": "Ann", "reason": "agreed by phone"}
    assert abs((datetime.now(UTC) - datetime.fromisoformat(str(first["time"]))).total_seconds()) < 60
    assert "secret" not in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_text_is_written_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    AuditLog(path, text=True).record(VERDICT, Draft(content="naïve \u2028 line", kind="text"), door="python")
    AuditLog(path, text=True).record(VERDICT, Draft(content=b"\xff\n", kind="eml"), door="python")
    assert [entry["text"] for entry in (json.loads(raw) for raw in path.read_text("utf-8").split("\n") if raw)] == ["naïve \u2028 line", "\\xff\n"]


def test_torn_last_line_stays_apart(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    path.write_text('{"decision": "al')
    AuditLog(path).record(VERDICT, "x", door="python")
    torn, whole = path.read_text("utf-8").splitlines()
    assert torn == '{"decision": "al'
    assert json.loads(whole)["decision"] == "block"


def test_short_write_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "audit.jsonl"
    AuditLog(path).record(VERDICT, "x", door="python")
    before = path.read_bytes()
    write = os.write
    monkeypatch.setattr(audit.os, "write", lambda handle, data: write(handle, data[:10]))
    with pytest.raises(AuditError, match="only part of the line fitted"):
        AuditLog(path).record(VERDICT, "x", door="python")
    assert path.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_a_clear_error() -> None:
    with pytest.raises(AuditError, match=r"/dev/full: cannot be written: No space left on device \(free space"):
        AuditLog("/dev/full").record(VERDICT, "x", door="python")


def _write(path: str) -> None:
    log = AuditLog(path, text=True)
    for _ in range(50):
        log.record(VERDICT, "x" * 5000, door="python")


def test_lines_of_several_processes_stay_whole(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_write, args=(str(path),)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [entry["text"] for entry in lines(path)] == ["x" * 5000] * 200


FILL = """
import resource, sys
from replylint.gate.audit import AuditError, AuditLog
from replylint.gate.decision import Verdict
from replylint.models import Report

resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
log, verdict = AuditLog(sys.argv[1], text=True), Verdict(decision="allow", summary="", report=Report())
for number in range(100):
    try:
        log.record(verdict, "x" * 700, door="python")
    except AuditError as error:
        print(number, error)
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on files")
def test_file_that_is_full_in_mid_line_keeps_whole_lines_alone(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    done = subprocess.run([sys.executable, "-c", FILL, str(path)], capture_output=True, text=True, timeout=60, check=True)
    count, told = done.stdout.split(" ", 1)
    assert "cannot be written: only part of the line fitted (free space or name another file in gate.audit-log)" in told
    entries = lines(path)
    assert len(entries) == int(count) > 1
    assert {entry["text"] for entry in entries} == {"x" * 700}
