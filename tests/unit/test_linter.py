from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

import replylint
from replylint import Config, Context, Draft, InputError, Linter
from replylint.errors import BackendUnavailable, CheckCrashed, ConfigError
from replylint.models import Span


class BrokenGrammar:
    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[()]:
        raise BackendUnavailable("no grammar today")


class CrashingGrammar:
    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[()]:
        raise ZeroDivisionError("oops")


def test_a_violation_says_which_rule_where_why_and_how_to_mend_it(linter: Linter) -> None:
    text = "Sorry about the jug, Ann.\nIt is guaranteed to arrive tomorrow."
    report = linter.lint(text, Context(customer="The jug came broken."))
    violation = next(v for v in report.violations if v.check == "overpromise")
    assert text[violation.span.start : violation.span.end] == violation.excerpt
    assert violation.line == 2
    assert violation.severity == "error"
    assert violation.fix
    assert violation.policy == "no-misleading-or-overpromising"
    assert not report.ok
    assert report.complete


@pytest.mark.parametrize("grammar", [BrokenGrammar(), CrashingGrammar()])
def test_a_failing_service_is_reported_and_the_rest_stands(grammar: object) -> None:
    linter = Linter(Config(meaning=False), grammar=grammar)  # type: ignore[arg-type]
    report = linter.lint("It is guaranteed to arrive.")
    assert [f.check for f in report.failures] == ["language"]
    assert not report.complete
    assert not report.ok
    assert "overpromise" in {v.check for v in report.violations}


def test_strict_mode_raises() -> None:
    linter = Linter(Config(meaning=False), grammar=CrashingGrammar(), strict=True)
    with pytest.raises(CheckCrashed, match="language"):
        linter.lint("Hello there.")


@pytest.mark.parametrize(
    ("draft", "context", "problem"),
    [
        ("", None, "empty"),
        (" \n\t", None, "empty"),
        ("x" * 200_001, None, "200,001 characters"),
        ("a\ud800b", None, "lone surrogate at character 1"),
        (Draft(content=b"\xff\xfe"), None, "not UTF-8: byte 0"),
        (5, None, "not int"),
        ("x", {"custmer": "y"}, "unknown key 'custmer'.*'customer'"),
        ("x", {"customer": 5}, "customer: "),
        ("x", {"now": "2026-01-01T10:00:00"}, "now: .*offset"),
        ("x", {"topic": "weather"}, "topic"),
        ("x", {"previous": [{"from": "robot", "text": "x"}]}, "previous.0.from"),
        ("x", {"customer": "a\udc00"}, "surrogate"),
        ("x", {"facts": {"refunde": True}}, "facts.refunde: unknown key"),
    ],
)
def test_bad_input_names_the_place(rules_linter: Linter, draft: object, context: object, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        rules_linter.lint(draft, context)  # type: ignore[arg-type]


def test_unknown_selector_suggests_the_nearest() -> None:
    with pytest.raises(ConfigError, match="'promo'"):
        Linter(Config(select=("prommo",)))


def test_rules_without_their_context_are_skipped_with_a_reason(rules_linter: Linter) -> None:
    report = rules_linter.lint("We refunded you today.")
    skipped = {s.rule: s for s in report.skipped}
    assert any(s.needs == "facts" and "facts" in s.reason for s in skipped.values())
    assert not {v.rule for v in report.violations} & set(skipped)
    assert report.complete


def test_a_required_rule_that_was_skipped_makes_the_report_incomplete() -> None:
    linter = Linter(Config(required=("misleading",), meaning=False))
    report = linter.lint("We refunded you today.")
    assert not report.complete
    assert not report.ok


def test_allow_lists_severities_and_thresholds() -> None:
    text = "It is guaranteed to arrive."
    rule = "overpromise.absolute-guarantee"
    excerpt = Linter(Config(select=(rule,))).lint(text).violations[0].excerpt
    spaced = excerpt.upper().replace(" ", "  ")
    allowed = Linter(Config(rules={rule: {"allow": [spaced]}}, select=(rule,))).lint(text)  # type: ignore[dict-item]
    assert not allowed.violations
    assert "allow" in allowed.suppressed[0].reason
    softer = Linter(Config(rules={rule: {"severity": "advice"}}, select=(rule,))).lint(text)  # type: ignore[dict-item]
    assert softer.violations[0].severity == "advice"
    assert softer.ok
    sure = Linter(Config(min_confidence=1.0, select=(rule,))).lint(text)
    assert not sure.violations
    assert sure.suppressed


def test_threads_share_one_linter(linter: Linter) -> None:
    drafts = [f"Sorry, Ann. We recieved {n} lids. It is guaranteed to arrive, we can't say when." for n in range(40)]
    alone = [linter.lint(d, {"customer": "It broke."}).to_dict() for d in drafts]
    with ThreadPoolExecutor(8) as pool:
        together = [r.to_dict() for r in pool.map(lambda d: linter.lint(d, {"customer": "It broke."}), drafts)]
    assert together == alone
    many = [r.to_dict() for r in linter.lint_many([(d, {"customer": "It broke."}) for d in drafts], workers=4)]
    assert many == alone


def test_many_drafts_come_back_one_by_one_as_they_are_asked_for(rules_linter: Linter) -> None:
    asked: list[int] = []

    def pairs() -> Iterator[tuple[str, dict[str, str]]]:
        for n in range(3):
            asked.append(n)
            yield f"The lid {n} is guaranteed to arrive.", {"customer": "It broke."}

    reports = rules_linter.lint_many(pairs())
    assert asked == []
    assert [v.excerpt for v in next(reports).violations if v.check == "overpromise"]
    assert asked == [0]
    assert len(list(reports)) == 2


def test_async_twin_gives_the_same(linter: Linter) -> None:
    text = "It is guaranteed to arrive."
    assert asyncio.run(linter.alint(text)) == linter.lint(text)


def test_one_shot_shortcut() -> None:
    assert replylint.lint("It is guaranteed to arrive.").violations


def test_mail_parts_are_linted_by_name_and_history_is_the_customer() -> None:
    mail = (
        b"Subject: Re: jug guaranteed to last\r\nFrom: a@shop.example\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
        b"It is guaranteed to come.\r\n\r\n> The jug is broken, guaranteed to leak.\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        b"<p>It is guaranteed&nbsp;to come.</p>\r\n--b--\r\n"
    )
    report = Linter(Config(select=("overpromise", "empathy"), meaning=False)).lint(Draft(content=mail, kind="eml"))
    found = dict.fromkeys((v.part, "guaranteed" in v.excerpt) for v in report.violations if v.check == "overpromise")
    assert list(found) == [("subject", True), ("text/plain#1", True), ("text/html#1", True)]
    assert [v.part for v in report.violations if v.rule == "empathy.missing"] == ["text/plain#1"]


def test_span_conversions() -> None:
    text = "a😀é guaranteed"
    span = Span(start=4, end=14)
    start, end = span.to_utf16(text)
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "guaranteed"
    start, end = span.to_utf8(text)
    assert text.encode()[start:end].decode() == "guaranteed"
