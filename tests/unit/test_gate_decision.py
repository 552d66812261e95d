from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replylint.config import Config
from replylint.gate.decision import Override, decide, unready_report, unstarted
from replylint.linter import Linter
from replylint.models import Failure, Report, Skipped, Span, Violation
from replylint.registry import Registry
from replylint.running import UNFINISHED

GUARANTEE = "overpromise.absolute-guarantee"
REVIEW = "promo.review-request"
NEEDY = "misleading.refund-status"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Linter(Config(meaning=False)).registry


def violation(
    rule: str = GUARANTEE, *, severity: str = "error", confidence: float = 0.9, excerpt: str = "guaranteed to", fix: str = "Give a date."
) -> Violation:
    return Violation(
        rule=rule, check=rule.partition(".")[0], severity=severity, confidence=confidence, message=f"Flags “{excerpt}”.", fix=fix,
        policy="no-haggling", span=Span(start=0, end=len(excerpt)), excerpt=excerpt, line=1, column=1,
    )  # fmt: skip


def config(gate: dict[str, object] | None = None, **other: object) -> Config:
    return Config.model_validate({"gate": gate or {}, **other})


def skipped(rule: str = NEEDY) -> Skipped:
    return Skipped(check=rule.partition(".")[0], rule=rule, needs="facts", reason="the facts of the order are not given")


@pytest.mark.parametrize(("severity", "decision", "status"), [("error", "block", 1), ("warning", "confirm", 4), ("advice", "allow", 0)])
def test_severity_decides_by_default(registry: Registry, severity: str, decision: str, status: int) -> None:
    verdict = decide(Report(violations=(violation(severity=severity),)), config(), registry)
    assert (verdict.decision, verdict.exit_status) == (decision, status)


def test_nothing_found_allows(registry: Registry) -> None:
    verdict = decide(Report(), config(), registry)
    assert (verdict.decision, verdict.exit_status, verdict.summary) == ("allow", 0, "This reply can be sent.")


@pytest.mark.parametrize(
    ("gate", "decision"),
    [
        ({"allow-rules": ["overpromise"]}, "allow"),
        ({"confirm-rules": ["overpromise"]}, "confirm"),
        ({"allow-rules": ["*"], "block-rules": ["overpromise"]}, "block"),
        ({"block-rules": ["overpromise"], "allow-rules": [GUARANTEE]}, "allow"),
        ({"allow-rules": [GUARANTEE], "confirm-rules": [GUARANTEE]}, "confirm"),
        ({"allow-rules": ["over"]}, "block"),
        ({"block": []}, "allow"),
        ({"block": [], "confirm": ["error"]}, "confirm"),
    ],
)
def test_longest_selector_wins_and_the_strictest_of_equals(registry: Registry, gate: dict[str, object], decision: str) -> None:
    assert decide(Report(violations=(violation(),)), config(gate), registry).decision == decision


@pytest.mark.parametrize(
    ("gate", "checks", "decision"),
    [
        ({"min-confidence": 0.91}, {}, "allow"),
        ({"min-confidence": 0.9}, {}, "block"),
        ({"block-confidence": 0.91}, {}, "confirm"),
        ({"block-confidence": 0.91}, {"overpromise": {"block-confidence": 0.5}}, "block"),
        ({}, {"overpromise": {"block-confidence": 0.95}}, "confirm"),
    ],
)
def test_confidence_decides(registry: Registry, gate: dict[str, object], checks: dict[str, object], decision: str) -> None:
    assert decide(Report(violations=(violation(),)), config(gate, checks=checks), registry).decision == decision


@pytest.mark.parametrize(
    ("step", "checks", "decision"),
    [
        ("links", {}, "block"),
        ("haggling", {}, "block"),
        ("promo", {}, "block"),
        ("language", {}, "allow"),
        ("language", {"language": {"fail": "closed"}}, "block"),
        ("links", {"links": {"fail": "open"}}, "allow"),
        ("rules", {}, "block"),
        ("rules", {"promo": {"fail": "open"}, "haggling": {"fail": "open"}, "links": {"fail": "open"}}, "allow"),
    ],
)
def test_failed_check_follows_its_own_setting(registry: Registry, step: str, checks: dict[str, object], decision: str) -> None:
    report = Report(failures=(Failure(check=step, error="broken", code="C601"),))
    verdict = decide(report, config(checks=checks), registry)
    assert verdict.decision == decision
    assert {entry.reason for entry in verdict.unchecked} == {"broken"}


def test_skipped_rule_never_closes_unless_required(registry: Registry) -> None:
    report = Report(skipped=(skipped(),))
    assert decide(report, config(), registry).decision == "allow"
    assert decide(report, config(checks={"misleading": {"fail": "closed"}}), registry).decision == "allow"
    for selector in (NEEDY, "misleading", "*"):
        verdict = decide(report, config({"require": [selector]}), registry)
        assert verdict.decision == "block"
        assert "the facts of the order are not given" in verdict.summary
    assert decide(report, config({"require": ["language"]}), registry).decision == "allow"


def test_required_check_that_fails_keeps_the_reply_back(registry: Registry) -> None:
    report = Report(failures=(Failure(check="language", error="broken", code="C601"),))
    assert decide(report, config({"require": ["language.spelling"]}), registry).decision == "block"


def test_nothing_known_is_status_3_where_closed_and_0_where_open(registry: Registry) -> None:
    report = unready_report(config(), registry, reason="not ready", code=UNFINISHED)
    assert decide(report, config(), registry, decided=False).exit_status == 3
    open_all = config(checks={name: {"fail": "open"} for name in ("links", "promo", "haggling")})
    assert decide(report, open_all, registry, decided=False).exit_status == 0


def test_override_turns_confirm_into_allow_and_nothing_else(registry: Registry) -> None:
    override = Override(by="Ann", reason="the customer asked for it")
    verdict = decide(Report(violations=(violation(severity="warning"),)), config(), registry).overridden(override)
    assert (verdict.decision, verdict.exit_status, verdict.override) == ("allow", 0, override)
    for severity in ("error", "advice"):
        with pytest.raises(ValueError, match="only a reply that the gate asks to confirm"):
            decide(Report(violations=(violation(severity=severity),)), config(), registry).overridden(override)


def test_summary_names_deadline_and_what_was_not_checked(registry: Registry) -> None:
    report = Report(failures=(Failure(check="links", error="late", code=UNFINISHED),))
    verdict = decide(report, config({"deadline-ms": 250}), registry, deadline_passed=True)
    assert verdict.summary == "Do not send this reply yet: not checked in the time allowed (250 ms): links."


def _sentences(text: str) -> int:
    """Count the sentences outside quoted excerpts."""
    return len(re.findall(r"[.!?](?=\s+[A-Z]|$)", re.sub(r"“[^”]*”", "x", text)))


reports = st.builds(
    Report,
    violations=st.lists(
        st.builds(
            violation, st.sampled_from([GUARANTEE, REVIEW]), severity=st.sampled_from(["error", "warning", "advice"]),
            confidence=st.floats(0, 1), excerpt=st.text("ab .!?\n", max_size=120), fix=st.sampled_from(["Take it out. Say sorry.", "Give a date"]),
        ), max_size=4,
    ).map(tuple),
    failures=st.lists(
        st.builds(Failure, check=st.sampled_from(["links", "language", "rules"]), error=st.just("broken"), code=st.just("C601")), max_size=2
    ).map(tuple),
    skipped=st.lists(st.just(skipped()), max_size=1).map(tuple),
)  # fmt: skip


@given(report=reports, late=st.booleans(), require=st.sampled_from([[], ["misleading"]]))
def test_summary_is_one_or_two_sentences_without_rule_ids(registry: Registry, report: Report, late: bool, require: list[str]) -> None:
    verdict = decide(report, config({"require": require}), registry, deadline_passed=late)
    assert 1 <= _sentences(verdict.summary) <= 2, verdict.summary
    assert not re.search(r"\b(overpromise|promo|misleading)\.[a-z]", verdict.summary)


@given(report=reports)
def test_decision_is_the_strictest_of_its_parts(registry: Registry, report: Report) -> None:
    verdict = decide(report, config(), registry)
    order = ["allow", "confirm", "block"]
    parts = ["allow", *(r.action for r in verdict.rulings), *(u.action for u in verdict.unchecked)]
    assert verdict.decision == max(parts, key=order.index)
    assert len(verdict.rulings) == len(report.violations)


def test_no_linter_at_all_follows_the_settings() -> None:
    verdict = unstarted(config({"startup-ms": 100}))
    assert (verdict.decision, verdict.exit_status) == ("block", 3)
    assert verdict.summary == "Do not send this reply yet: the checker did not start within 100 ms."
    open_all = {name: {"fail": "open"} for name in ("links", "promo", "haggling")}
    assert unstarted(config(checks=open_all)).exit_status == 0
    assert unstarted(config(checks={**open_all, "tone": {"fail": "closed"}})).exit_status == 3
    assert unstarted(config({"require": ["tone"]}, checks=open_all)).exit_status == 3
