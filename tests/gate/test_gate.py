from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from replylint.context import Context
from replylint.errors import InputError
from replylint.gate import Gate, Override, ReplyBlocked, ReplyNeedsConfirmation
from replylint.models import Severity

from .stand import crashing, linter_with, sleeping, waiting, when

CLEAN = "Hello Ann,\n\nWe are so sorry that the lamp arrived broken. We have refunded you in full.\n\nKind regards,\nTom"
LINKED = "Hello Ann,\n\nWe are so sorry. The manual is on https://www.lamps.example.com now.\n\nKind regards,\nTom"
AROUND = Context(customer="The lamp arrived broken.")


@pytest.fixture(scope="module")
def gate() -> Gate:
    gate = Gate(linter_with(gate={"deadline-ms": 20_000}))
    assert gate.warm(30)
    return gate


def warmed(hooks: dict[str, object], **settings: object) -> Gate:
    gate = Gate(linter_with(hooks, **settings))  # type: ignore[arg-type]
    assert gate.warm(30)
    return gate


def test_clean_draft_is_allowed_and_link_blocked(gate: Gate) -> None:
    assert gate.check(CLEAN, AROUND).decision == "allow"
    verdict = gate.check(LINKED, AROUND)
    assert verdict.decision == "block"
    assert [v.excerpt for v in verdict.report.violations if v.check == "links"] == ["https://www.lamps.example.com"]
    assert "“https://www.lamps.example.com”" in verdict.summary


def test_verdict_agrees_with_the_linter_itself(gate: Gate) -> None:
    for draft in (CLEAN, LINKED):
        assert gate.check(draft, AROUND).report == gate.linter.lint(draft, AROUND)


def test_invalid_draft_raises(gate: Gate) -> None:
    with pytest.raises(InputError, match="empty"):
        gate.check("  ")
    with pytest.raises(InputError, match="unknown key 'custmer'"):
        asyncio.run(gate.acheck(CLEAN, {"custmer": "x"}))


@pytest.mark.parametrize(
    ("act", "deadline_passed", "why"),
    [(crashing, False, "RuntimeError: the check is broken"), (sleeping(3), True, "not done when the deadline of 500 ms passed")],
)
def test_a_draft_that_cannot_even_be_read_is_kept_back_and_the_next_one_is_checked(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[], None], deadline_passed: bool, why: str
) -> None:
    linter = linter_with(gate={"deadline-ms": 500})
    read = linter._documents

    def documents(draft: str, ctx: Context) -> object:
        if "odd" in draft:
            act()
        return read(draft, ctx)

    monkeypatch.setattr(linter, "_documents", documents)
    gate = Gate(linter)
    assert gate.warm(30)
    verdict = gate.check("An odd lamp.", AROUND)
    assert (verdict.decision, verdict.decided, verdict.deadline_passed) == ("block", False, deadline_passed)
    assert {failure.error for failure in verdict.report.failures} == {why}
    assert gate.check("Thank you.", {"customer": "Thanks."}).decided
    gate.close()


def test_deadline_is_kept_and_what_is_known_decides() -> None:
    gate = warmed({"language": when("lamp", sleeping(15))}, gate={"deadline-ms": 1000})
    start = time.perf_counter()
    allowed = gate.check(CLEAN, AROUND)
    assert 0.9 < time.perf_counter() - start < 10
    assert (allowed.decision, allowed.deadline_passed, allowed.decided) == ("allow", True, True)
    assert [(u.check, u.reason) for u in allowed.unchecked if u.rule is None] == [
        ("language", "not done when the deadline of 1,000 ms passed")
    ]
    assert "Not checked in the time allowed (1,000 ms): spelling and grammar." in allowed.summary
    blocked = gate.check(LINKED.replace("manual", "lamp's manual"), AROUND)
    assert (blocked.decision, blocked.deadline_passed, blocked.exit_status) == ("block", True, 1)
    assert blocked.report.violations[0].check == "links"


def test_deadline_on_a_closed_check_blocks() -> None:
    gate = warmed({"links": when("lamp", sleeping(3))}, gate={"deadline-ms": 400})
    verdict = gate.check(CLEAN, AROUND)
    assert verdict.decision == "block"
    assert {u.check for u in verdict.unchecked if u.action == "block"} >= {"links", "haggling"}


def test_hanging_check_does_not_hold_up_later_drafts() -> None:
    event = threading.Event()
    gate = warmed({"tone": when("hang", waiting(event))}, gate={"deadline-ms": 600})
    try:
        for _ in range(gate._workers.size + 1):
            assert gate.check(f"{CLEAN} hang", AROUND).deadline_passed
        time.sleep(1)  # the threads in their place warm up
        assert not gate.check(CLEAN, AROUND).deadline_passed
    finally:
        event.set()
    limit = time.monotonic() + 20
    while gate._workers.threads > gate._workers.size and time.monotonic() < limit:
        gate.check(CLEAN, AROUND)
        time.sleep(0.05)
    assert gate._workers.threads == gate._workers.size


def test_crashed_check_follows_its_setting_and_says_so() -> None:
    gate = warmed({"language": when("lamp", crashing), "links": when("link", crashing)}, gate={"deadline-ms": 20_000})
    verdict = gate.check(CLEAN, AROUND)
    assert (verdict.decision, verdict.deadline_passed) == ("allow", False)
    assert "something in the checker failed: spelling and grammar" in verdict.summary
    closed = gate.check(CLEAN.replace("lamp", "link"), AROUND)
    assert (closed.decision, closed.exit_status) == ("block", 1)


def test_start_up_has_its_own_limit() -> None:
    linter = linter_with(gate={"startup-ms": 200})
    event = threading.Event()
    linter.warm = lambda: event.wait(20)  # type: ignore[method-assign,assignment]
    gate = Gate(linter)
    start = time.perf_counter()
    verdict = gate.check(CLEAN, AROUND)
    assert 0.15 < time.perf_counter() - start < 10
    assert (verdict.decision, verdict.decided, verdict.exit_status) == ("block", False, 3)
    assert verdict.report.failures[0].error == "the checker was not ready within 200 ms"
    assert "inbox" not in {failure.check for failure in verdict.report.failures}  # it checks threads, not drafts
    assert asyncio.run(gate.acheck(CLEAN, AROUND)).exit_status == 3
    event.set()
    assert gate.warm(20)
    assert gate.check(CLEAN, AROUND).decision == "allow"


def test_64_threads_get_each_its_own_answer(gate: Gate) -> None:
    def one(number: int) -> list[str]:
        draft = CLEAN if number % 2 else LINKED.replace("lamps", f"lamps{number}")
        verdict = gate.check(draft, AROUND)
        assert not verdict.deadline_passed
        return [v.excerpt for v in verdict.report.violations]

    with ThreadPoolExecutor(64) as pool:
        found = list(pool.map(one, range(128)))
    assert found == [[] if number % 2 else [f"https://www.lamps{number}.example.com"] for number in range(128)]


def test_async_twin_never_blocks_the_loop() -> None:
    gate = warmed({"language": when("lamp", sleeping(4))}, gate={"deadline-ms": 20_000})

    async def main() -> tuple[float, str]:
        task = asyncio.create_task(gate.acheck(CLEAN, AROUND))
        worst, last = 0.0, time.perf_counter()
        while not task.done():
            await asyncio.sleep(0.005)
            worst, last = max(worst, time.perf_counter() - last), time.perf_counter()
        return worst, task.result().decision

    worst, decision = asyncio.run(main())
    assert decision == "allow"
    assert worst < 2


def test_async_deadline_and_cancellation() -> None:
    gate = warmed({"links": when("lamp", sleeping(15))}, gate={"deadline-ms": 300})

    async def main() -> None:
        start = time.perf_counter()
        assert (await gate.acheck(CLEAN, AROUND)).deadline_passed
        assert time.perf_counter() - start < 10
        task = asyncio.create_task(gate.acheck(CLEAN, AROUND))
        await asyncio.sleep(0.05)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())


def test_guard_sends_only_what_may_leave(gate: Gate) -> None:
    sent = []

    @gate.guard
    def send(reply: str, context: Context, *, to: str = "ann") -> str:
        sent.append((reply, to))
        return "sent"

    assert send(CLEAN, AROUND, to="bob") == "sent"
    with pytest.raises(ReplyBlocked, match="Do not send this reply yet") as raised:
        send(LINKED, AROUND)
    assert raised.value.report.violations[0].check == "links"
    assert not isinstance(raised.value, ReplyNeedsConfirmation)
    assert sent == [(CLEAN, "bob")]


def test_guard_on_a_coroutine(gate: Gate) -> None:
    sent = []

    @gate.guard(draft="words", context=lambda values: {"customer": values["asked"]})
    async def send(asked: str, words: str) -> None:
        sent.append(words)

    async def main() -> None:
        await send("It broke.", CLEAN)
        with pytest.raises(ReplyBlocked):
            await send("It broke.", LINKED)

    asyncio.run(main())
    assert sent == [CLEAN]


def test_guard_asks_to_confirm_and_logs_who(tmp_path: Path) -> None:
    path = tmp_path / "audit.jsonl"
    bars: dict[str, tuple[Severity, ...]] = {"block": (), "confirm": ("error",)}
    gate = warmed({}, gate={**bars, "audit-log": str(path), "deadline-ms": 20_000})
    sent = []
    answers = [None, Override(by="Tom", reason="the customer asked for the address")]

    @gate.guard(confirm=lambda verdict: answers.pop(0))
    def send(reply: str) -> None:
        sent.append(reply)

    with pytest.raises(ReplyNeedsConfirmation):
        send(LINKED)
    send(LINKED)
    assert sent == [LINKED]
    entries = [json.loads(line) for line in path.read_text().splitlines()]
    assert [entry["decision"] for entry in entries] == ["confirm", "confirm", "allow"]
    assert entries[-1]["override"] == {"by": "Tom", "reason": "the customer asked for the address"}


def test_guard_rejects_unknown_arguments_at_once(gate: Gate) -> None:
    with pytest.raises(TypeError, match="no argument 'words' for the draft; it has reply"):
        gate.guard(draft="words")(lambda reply: None)
    with pytest.raises(TypeError, match="no argument 'around' for the context"):
        gate.guard(context="around")(lambda reply: None)
    with pytest.raises(TypeError, match="takes no argument"):
        gate.guard(lambda: None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_under_the_audit_log() -> None:
    opened = warmed({}, gate={"audit-log": "/dev/full", "deadline-ms": 20_000}).check(CLEAN, AROUND)
    assert opened.decision == "allow"
    assert "No space left on device" in (opened.audit_error or "")
    closed = warmed({}, gate={"audit-log": "/dev/full", "audit-fail": "closed", "deadline-ms": 20_000}).check(CLEAN, AROUND)
    assert (closed.decision, closed.summary) == ("block", "Do not send this reply yet: the decision could not be written down.")


def test_interpreter_ends_cleanly_while_the_gate_starts() -> None:
    code = "from replylint import Linter; from replylint.gate import Gate; Gate(Linter()); print('over')"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"over\n", b"")
