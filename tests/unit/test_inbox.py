from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from replylint import Config, InputError, Linter
from replylint.inbox.models import Message, Thread
from replylint.inbox.waiting import answered_context

LID = "The lid came cracked."
SORRY = "I am so sorry that the lid came cracked. A new lid left us this morning with UPS."


def message(sender: str, at: str, text: str = LID, **more: object) -> dict[str, object]:
    return {"from": sender, "at": at, "text": text, **more}


def found(linter: Linter, *messages: dict[str, object], now: str | None = None) -> list[tuple[str, str | None]]:
    report = linter.lint_thread({"thread": "t", "now": now, "messages": list(messages)})
    return [(v.rule, v.part) for v in report.violations if v.check == "inbox"]


@pytest.mark.parametrize(
    ("now", "rules"),
    [
        ("2026-03-03T03:59:59-05:00", []),
        ("2026-03-03T04:00:00-05:00", []),
        ("2026-03-03T04:00:01-05:00", ["inbox.due-soon"]),
        ("2026-03-03T10:00:00-05:00", ["inbox.due-soon"]),
        ("2026-03-03T10:00:01-05:00", ["inbox.overdue"]),
        ("2026-03-03T15:00:01+00:00", ["inbox.overdue"]),
        ("2026-03-03T23:00:00+08:00", ["inbox.due-soon"]),
    ],
)
def test_the_limit_is_48_hours_between_instants_in_any_zone(rules_linter: Linter, now: str, rules: list[str]) -> None:
    assert [rule for rule, _ in found(rules_linter, message("customer", "2026-03-01T10:00:00-05:00"), now=now)] == rules


@pytest.mark.parametrize(
    ("zone", "asked", "hours", "late"),
    [
        ("America/New_York", "2026-03-07T10:00", 48, False),  # clocks go forward on 8 March: 11:00 on the clock
        ("America/New_York", "2026-03-07T10:00", 48.01, True),
        ("America/New_York", "2026-10-31T10:00", 47.99, False),  # and back on 1 November: 09:00
        ("Pacific/Auckland", "2026-04-04T12:00", 48.01, True),
    ],
)
def test_a_change_of_the_clocks_moves_no_deadline(rules_linter: Linter, zone: str, asked: str, hours: float, late: bool) -> None:
    # Both times carry the same zone object: subtracting them as they are would give an hour too much or too little.
    start = datetime.fromisoformat(asked).replace(tzinfo=ZoneInfo(zone))
    answer = (start.astimezone(ZoneInfo("UTC")) + timedelta(hours=hours)).astimezone(ZoneInfo(zone))
    thread = Thread(messages=(Message(sender="customer", at=start, text=LID), Message(sender="seller", at=answer, text=SORRY)))
    report = rules_linter.lint_thread(thread)
    assert [v.rule for v in report.violations if v.check == "inbox"] == (["inbox.late-answer"] if late else [])


def test_weekends_and_holidays_are_not_excused(rules_linter: Linter) -> None:
    assert found(
        rules_linter, message("customer", "2026-12-24T17:00:00-05:00"), message("seller", "2026-12-28T09:00:00-05:00", SORRY)
    ) == [("inbox.late-answer", "message#2")]


@pytest.mark.parametrize("kind", ["bbb", "attorney-general"])
def test_urgent_kinds_have_one_hour_whoever_passes_them_on(rules_linter: Linter, kind: str) -> None:
    for sender in ("customer", "walmart"):
        complaint = message(sender, "2026-03-01T10:00:00-05:00", kind=kind)
        assert found(rules_linter, complaint, now="2026-03-01T11:00:00-05:00") == [("inbox.due-soon", "message#1")]
        assert found(rules_linter, complaint, now="2026-03-01T11:00:01-05:00") == [("inbox.overdue", "message#1")]


def test_the_message_due_first_decides_for_all_that_wait(rules_linter: Linter) -> None:
    messages = [message("customer", "2026-03-01T10:00:00-05:00"), message("customer", "2026-03-01T12:00:00-05:00", kind="bbb")]
    assert found(rules_linter, *messages, now="2026-03-01T14:00:00-05:00") == [("inbox.overdue", "message#2")]


def test_an_automatic_reply_answers_nothing(rules_linter: Linter) -> None:
    asked, robot = message("customer", "2026-03-01T10:00:00-05:00"), message("seller", "2026-03-01T10:00:01-05:00", SORRY, automatic=True)
    assert ("inbox.overdue", "message#1") in found(rules_linter, asked, robot, now="2026-03-04T10:00:00-05:00")
    late = message("seller", "2026-03-04T10:00:00-05:00", "The lid ships today. I am sorry for the wait.")
    assert ("inbox.late-answer", "message#3") in found(rules_linter, asked, robot, late)


def test_an_answer_before_the_question_answers_nothing(rules_linter: Linter) -> None:
    early, asked = message("seller", "2026-03-01T09:00:00-05:00", SORRY), message("customer", "2026-03-01T10:00:00-05:00")
    assert found(rules_linter, asked, early, now="2026-03-09T10:00:00-05:00") == [("inbox.overdue", "message#1")]


def test_spam_is_flagged_until_it_is_answered(rules_linter: Linter) -> None:
    spam = message("customer", "2026-03-01T10:00:00-05:00", folder="spam")
    assert found(rules_linter, spam) == [("inbox.in-spam", "message#1")]
    assert found(rules_linter, spam, now="2026-03-09T10:00:00-05:00") == [("inbox.in-spam", "message#1"), ("inbox.overdue", "message#1")]
    assert found(rules_linter, spam, message("seller", "2026-03-01T11:00:00-05:00", SORRY)) == []


def test_places_are_exact_and_missing_answers_stand_after_the_message(rules_linter: Linter) -> None:
    asked = message("customer", "2026-03-01T10:00:00-05:00", "Hi.\nIt broke.")
    thread = Thread.model_validate({"now": "2026-03-09T10:00:00-05:00", "messages": [asked]})
    (violation,) = rules_linter.lint_thread(thread).violations
    assert (violation.span.start, violation.span.end, violation.line, violation.column, violation.excerpt) == (13, 13, 2, 10, "")
    assert violation.message == "Unanswered for 192 h; the limit was 48 h."


def test_each_message_of_the_seller_is_linted_with_what_it_answered(rules_linter: Linter) -> None:
    asked = message("customer", "2026-03-01T10:00:00-05:00")
    report = rules_linter.lint_thread({"messages": [asked, message("seller", "2026-03-01T11:00:00-05:00", "Hello Ann,\nThe new lid ships today.")]})
    (missing,) = [v for v in report.violations if v.rule == "empathy.missing"]
    assert (missing.part, missing.line) == ("message#2", 2)
    assert {s.rule for s in report.skipped if s.check == "inbox"} == {"inbox.due-soon", "inbox.overdue"}


def test_context_of_a_message() -> None:
    thread = Thread.model_validate(
        {
            "messages": [
                message("customer", "2026-03-01T10:00:00-05:00", "One."), message("seller", "2026-03-01T11:00:00-05:00", "Two."),
                message("customer", "2026-03-02T10:00:00-05:00", "Three."), message("customer", "2026-03-02T10:05:00-05:00", "Four."),
                message("walmart", "2026-03-02T10:06:00-05:00", "News."), message("seller", "2026-03-02T11:00:00-05:00", "Five."),
                message("seller", "2026-03-02T11:30:00-05:00", "Six."),
            ],
            "context": {"order_id": "200012345678901"},
        }
    )  # fmt: skip
    ctx = answered_context(thread, 5)
    assert ctx.customer == "Three.\n\nFour."
    assert [(m.sender, m.text) for m in ctx.previous] == [("customer", "One."), ("seller", "Two.")]
    assert ctx.order_id == "200012345678901"
    assert ctx.received_at == thread.messages[2].at
    assert answered_context(thread, 6).customer is None
    assert [m.text for m in answered_context(thread, 6).previous] == ["One.", "Two.", "Three.", "Four.", "Five."]


def test_severity_ignore_and_required_hold_for_inbox_rules(rules_linter: Linter) -> None:
    asked = message("customer", "2026-03-01T10:00:00-05:00")
    off = Linter(Config.model_validate({"meaning": False, "ignore": ["inbox"]}))
    assert found(off, asked, now="2026-03-09T10:00:00-05:00") == []
    needed = Linter(Config.model_validate({"meaning": False, "required": ["inbox.overdue"]}))
    assert not needed.lint_thread({"messages": [asked]}).complete
    answer = message("seller", "2026-03-01T11:00:00-05:00", SORRY)
    assert needed.lint_thread({"messages": [asked, answer], "now": "2026-03-02T11:00:00-05:00"}).complete


@pytest.mark.parametrize(
    ("thread", "problem"),
    [
        ({"messages": [message("customer", "2026-03-01T10:00:00")]}, "messages.0.at: .*offset"),
        ({"messages": [], "now": "2026-03-01T10:00:00"}, "now: .*offset"),
        ({"messages": [message("buyer", "2026-03-01T10:00:00Z")]}, "messages.0.from"),
        ({"messages": [message("customer", "2026-03-01T10:00:00Z", kin="bbb")]}, "unknown key 'kin'.*'kind'"),
        ({"message": []}, "unknown key 'message'.*'messages'"),
        ({"messages": [message("customer", "2026-03-02T10:00:00Z")], "now": "2026-03-01T10:00:00Z"}, "messages.0.at lies after now"),
        ({"messages": [], "context": {"customer": "x"}}, "'customer' is told by the messages"),
        (5, "thread"),
    ],
)
def test_bad_threads_name_the_place(rules_linter: Linter, thread: object, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        rules_linter.lint_thread(thread)  # type: ignore[arg-type]
