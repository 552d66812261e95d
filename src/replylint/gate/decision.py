"""The decision: may this reply leave? One pure function from a report and the settings to a verdict, for every door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from replylint.config import Config, GateConfig
from replylint.gate.wording import summarize
from replylint.models import Failure, Report, Violation
from replylint.registry import Registry
from replylint.running import DECLARED, UNFINISHED

__all__ = ["CLOSED_BY_DEFAULT", "Action", "Override", "Ruling", "Unchecked", "Verdict", "decide", "unready_report", "unstarted"]

Action = Literal["allow", "confirm", "block"]
_ORDER: tuple[Action, ...] = ("allow", "confirm", "block")
CLOSED_BY_DEFAULT = frozenset({"links", "promo", "haggling"})
"""Checks whose failure keeps a reply back unless the settings say ``fail = "open"``."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Unchecked(_Model):
    """Something that was not checked, why, and what that does to the decision; ``rule`` is ``None`` for a whole check."""

    check: str
    rule: str | None = None
    reason: str
    action: Action


class Ruling(_Model):
    """What one violation, in the report's order, does to the decision."""

    rule: str
    action: Action


class Override(_Model):
    """Who sends a reply that the gate asked to confirm, and why."""

    by: str = Field(min_length=1, max_length=200, pattern=r"\S")
    reason: str = Field(min_length=1, max_length=2000, pattern=r"\S")


class Verdict(_Model):
    """The gate's answer for one draft.

    ``decided`` is false where nothing at all was known and only the settings decided; ``deadline_passed`` says that
    part of it was not known in time.
    """

    decision: Action
    summary: str
    report: Report
    decided: bool = True
    deadline_passed: bool = False
    rulings: tuple[Ruling, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    override: Override | None = None
    audit_error: str | None = None

    @property
    def exit_status(self) -> int:
        """0 allow, 1 block, 3 blocked without a decision, 4 confirm."""
        if self.decision == "block":
            return 1 if self.decided else 3
        return 4 if self.decision == "confirm" else 0

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON."""
        data = self.model_dump(mode="json", exclude={"report"})
        return {"decision": self.decision, "summary": self.summary, "report": self.report.to_dict(), **data}

    def overridden(self, override: Override) -> Verdict:
        """Return the verdict after someone takes the responsibility for sending.

        Raises:
            ValueError: where there is nothing to confirm; what is blocked stays blocked.
        """
        if self.decision != "confirm":
            raise ValueError(f"only a reply that the gate asks to confirm can be confirmed, this one is to {self.decision}")
        return self.model_copy(update={"decision": "allow", "override": override, "summary": f"Sent anyway by {override.by.strip()}. {self.summary}"})

    def refused(self, why: str) -> Verdict:
        """Return the verdict after the channel refuses the message for a reason of its own; ``why`` is a sentence."""
        summary = why if self.decision == "allow" else f"{why} {self.summary}"
        return self.model_copy(update={"decision": "block", "override": None, "summary": summary})


def decide(report: Report, config: Config, registry: Registry, *, decided: bool = True, deadline_passed: bool = False) -> Verdict:
    """Decide by what the report holds and by what it lacks.

    Args:
        report: What is known of the draft.
        config: The settings, of which ``gate`` and ``checks`` count here.
        registry: The rules, for the words of the summary and to know which checks a failed step stood for.
        decided: False where no check at all came to an end.
        deadline_passed: Whether the deadline cut the checking short.
    """
    rulings = tuple(Ruling(rule=v.rule, action=_ruling(v, config)) for v in report.violations)
    failed = [entry for failure in report.failures for entry in _failed(failure, config, registry)]
    skipped = [
        Unchecked(
            check=s.check, rule=s.rule, reason=s.reason, action="block" if _strength(s.rule, config.gate.require) >= 0 else "allow"
        )
        for s in report.skipped
    ]  # fmt: skip
    unchecked = tuple(_unique([*failed, *skipped]))
    decision = max((*(r.action for r in rulings), *(u.action for u in unchecked), "allow"), key=_ORDER.index)
    summary = summarize(
        decision, [(v, r.action) for v, r in zip(report.violations, rulings, strict=True)], unchecked,
        registry.rules, deadline_ms=config.gate.deadline_ms if deadline_passed else None,
    )  # fmt: skip
    return Verdict(
        decision=decision, summary=summary, report=report, decided=decided,
        deadline_passed=deadline_passed, rulings=rulings, unchecked=unchecked,
    )  # fmt: skip


def unready_report(config: Config, registry: Registry, *, reason: str, code: str) -> Report:
    """Return the report of a draft of which nothing is known: every check failed for ``reason``."""
    records = [registry.rules[rule_id] for rule_id in registry.active]
    names = sorted({record.check for record in records if "thread" not in record.needs})
    return Report(failures=tuple(Failure(check=name, error=reason, code=code) for name in names), fail_on=config.fail_on)


def unstarted(config: Config) -> Verdict:
    """Return the verdict where there is not even a linter to ask: back where any check's failure would keep a reply back."""
    closed = bool(config.gate.require) or any(_fails_closed(topic, config) for topic in (*config.checks, *CLOSED_BY_DEFAULT))
    lead = "Do not send this reply yet" if closed else "This reply was not checked"
    limit = f"{config.gate.startup_ms:,} ms"
    failure = Failure(check=DECLARED, error=f"the checker did not start within {limit}", code=UNFINISHED)
    return Verdict(
        decision="block" if closed else "allow", decided=False, summary=f"{lead}: the checker did not start within {limit}.",
        report=Report(failures=(failure,), fail_on=config.fail_on),
    )  # fmt: skip


def _ruling(violation: Violation, config: Config) -> Action:
    gate = config.gate
    if violation.confidence < gate.min_confidence:
        return "allow"
    action = _by_selector(violation.rule, gate)
    if action is None:
        action = "block" if violation.severity in gate.block else "confirm" if violation.severity in gate.confirm else "allow"
    if action == "block":
        settings = config.checks.get(violation.check)
        bar = settings.block_confidence if settings and settings.block_confidence is not None else gate.block_confidence
        if violation.confidence < bar:
            return "confirm"
    return action


def _by_selector(rule_id: str, gate: GateConfig) -> Action | None:
    lists: tuple[tuple[Action, tuple[str, ...]], ...] = (("allow", gate.allow_rules), ("confirm", gate.confirm_rules), ("block", gate.block_rules))
    strength, order, action = max((_strength(rule_id, selectors), _ORDER.index(action), action) for action, selectors in lists)
    return action if strength >= 0 and order >= 0 else None


def _strength(rule_id: str, selectors: Iterable[str]) -> int:
    """Return the length of the longest selector that covers ``rule_id``, 0 for ``*``, -1 for none."""
    return max((0 if s == "*" else len(s) for s in selectors if s in ("*", rule_id) or rule_id.startswith(f"{s}.")), default=-1)


def _fails_closed(topic: str, config: Config) -> bool:
    """Return whether a failure of the check ``topic`` keeps a reply back."""
    settings = config.checks.get(topic)
    return settings.fail == "closed" if settings and settings.fail else topic in CLOSED_BY_DEFAULT


def _failed(failure: Failure, config: Config, registry: Registry) -> list[Unchecked]:
    """Return what a failed step leaves unchecked, one entry for each policy topic that it stood for."""
    rules = _rules_of(failure.check, registry)
    topics = sorted({registry.rules[rule_id].check for rule_id in rules} or {failure.check})
    out = []
    for topic in topics:
        required = any(_strength(rule_id, config.gate.require) >= 0 for rule_id in rules if registry.rules[rule_id].check == topic)
        out.append(Unchecked(check=topic, reason=failure.error, action="block" if _fails_closed(topic, config) or required else "allow"))
    return out


def _rules_of(step: str, registry: Registry) -> frozenset[str]:
    if step == DECLARED:
        return frozenset(rule_id for rule_id in registry.active if not registry.rules[rule_id].is_code)
    for check in registry.checks:
        if check.info.name == step:
            return check.info.rules & registry.active
    return frozenset(rule_id for rule_id in registry.active if registry.rules[rule_id].check == step)


def _unique(entries: list[Unchecked]) -> list[Unchecked]:
    """Return each check and rule once, the strictest entry first found."""
    seen: dict[tuple[str, str | None], Unchecked] = {}
    for entry in sorted(entries, key=lambda e: -_ORDER.index(e.action)):
        seen.setdefault((entry.check, entry.rule), entry)
    return list(seen.values())
