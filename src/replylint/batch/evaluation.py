"""How well reports agree with labels: precision, recall, F1 per check, spans, alarms on clean drafts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from replylint.context import Context, parse_context
from replylint.errors import InputError, nearest

__all__ = ["CHECKS", "CaseResult", "Evaluation", "Score", "context_of", "evaluate_cases", "labels_of", "wilson"]

CHECKS = (
    "empathy", "links", "promo", "haggling", "overpromise", "language", "tone", "contact", "autoreply", "misleading",
)  # fmt: skip
_Z = 1.959964


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Return the 95 % Wilson interval of ``hits`` out of ``total``; (0, 1) where nothing was counted."""
    if total == 0:
        return 0.0, 1.0
    share = hits / total
    denominator = 1 + _Z**2 / total
    centre = (share + _Z**2 / (2 * total)) / denominator
    half = _Z * math.sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / denominator
    return max(0.0, centre - half), min(1.0, centre + half)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One draft: what was labelled and what was found, each as check to half-open ranges (``None`` is zero-length)."""

    id: str
    reply: str
    labels: Mapping[str, Sequence[tuple[int, int] | None]]
    found: Mapping[str, Sequence[tuple[int, int]]]


@dataclass(slots=True)
class Score:
    """Counts of one check over drafts, and over the characters of its spans."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    chars_both: int = 0
    chars_found: int = 0
    chars_labelled: int = 0

    @property
    def precision(self) -> float:
        """Share of flagged drafts that are labelled so; 0 where none was flagged."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        """Share of labelled drafts that are flagged; 0 where none is labelled."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0

    @property
    def f1_interval(self) -> tuple[float, float]:
        """95 % interval of F1: of its Dice form, 2tp out of 2tp+fp+fn, at half that count of drafts."""
        total = self.tp + (self.fp + self.fn) / 2
        low, high = wilson(round(self.tp), math.ceil(total)) if total else (0.0, 1.0)
        return low, high

    @property
    def char_f1(self) -> float:
        """F1 over the characters of labelled and found spans."""
        total = self.chars_found + self.chars_labelled
        return 2 * self.chars_both / total if total else 0.0


@dataclass(slots=True)
class Evaluation:
    """The scores of a set of drafts."""

    checks: dict[str, Score]
    drafts: int = 0
    clean: int = 0
    clean_flagged: int = 0
    span_ratios: list[float] = field(default_factory=list)
    disagreements: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the checks that are labelled at least once."""
        scores = [score.f1 for score in self.checks.values() if score.tp + score.fn]
        return sum(scores) / len(scores) if scores else 0.0

    @property
    def spans(self) -> Score:
        """All checks together; only its character counts are meant."""
        total = Score()
        for score in self.checks.values():
            total.chars_both += score.chars_both
            total.chars_found += score.chars_found
            total.chars_labelled += score.chars_labelled
        return total

    def to_dict(self) -> dict[str, Any]:
        """Return plain data, ready for JSON."""
        return {
            "drafts": self.drafts,
            "clean": self.clean,
            "clean_flagged": self.clean_flagged,
            "clean_flagged_interval": wilson(self.clean_flagged, self.clean),
            "macro_f1": self.macro_f1,
            "char_f1": self.spans.char_f1,
            "median_span_ratio": _median(self.span_ratios),
            "checks": {
                name: {
                    "tp": s.tp, "fp": s.fp, "fn": s.fn, "precision": s.precision, "recall": s.recall, "f1": s.f1,
                    "precision_interval": wilson(s.tp, s.tp + s.fp), "recall_interval": wilson(s.tp, s.tp + s.fn),
                    "f1_interval": s.f1_interval, "char_f1": s.char_f1,
                }
                for name, s in self.checks.items()
            },
        }  # fmt: skip


def _median(values: Sequence[float]) -> float | None:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else None


def evaluate_cases(cases: Iterable[CaseResult]) -> Evaluation:
    """Score ``cases`` draft by draft: a check counts once a draft, its spans by their characters."""
    evaluation = Evaluation({name: Score() for name in CHECKS})
    for case in cases:
        evaluation.drafts += 1
        if not case.labels:
            evaluation.clean += 1
            evaluation.clean_flagged += bool(set(case.found) & set(CHECKS))
        for name, score in evaluation.checks.items():
            labelled, flagged = name in case.labels, name in case.found
            score.tp += labelled and flagged
            score.fp += flagged and not labelled
            score.fn += labelled and not flagged
            if labelled != flagged:
                evaluation.disagreements.append((case.id, name, "missed" if labelled else "false alarm"))
            _add_characters(score, case.labels.get(name, ()), case.found.get(name, ()), evaluation.span_ratios)
    return evaluation


def _add_characters(
    score: Score, labels: Sequence[tuple[int, int] | None], found: Sequence[tuple[int, int]], ratios: list[float]
) -> None:
    marked = {i for span in labels if span for i in range(*span)}
    seen = {i for span in found for i in range(*span)}
    score.chars_both += len(marked & seen)
    score.chars_found += len(seen)
    score.chars_labelled += len(marked)
    for span in found:
        size = span[1] - span[0]
        touched = [label for label in labels if label and label[0] < span[1] and span[0] < label[1]]
        if size and touched:
            ratios.append(size / max(1, sum(label[1] - label[0] for label in touched)))


def context_of(entry: Mapping[str, Any]) -> Context:
    """Return what is known around the draft of one JSONL case, the customer's message included.

    Raises:
        InputError: where the context is invalid; it names the case by its ``id``.
    """
    data = dict(entry.get("context") or {})
    if entry.get("customer"):
        data["customer"] = entry["customer"]
    return parse_context(data, place=str(entry.get("id", "case")))


def labels_of(entry: Mapping[str, Any]) -> dict[str, list[tuple[int, int] | None]]:
    """Return the labels of one JSONL case by check; a quote is found in the reply, ``null`` stays ``None``.

    Raises:
        InputError: where a label names no check that is scored; it names the case by its ``id``, and the label.
    """
    labels: dict[str, list[tuple[int, int] | None]] = defaultdict(list)
    place, given = entry.get("id", "case"), entry.get("violations") or []
    if not isinstance(given, list):
        raise InputError(f"{place}: violations: expected a list, not {type(given).__name__}", code="C112")
    for index, violation in enumerate(given):
        check, quote = _label(violation, f"{place}: violations.{index}")
        start = entry["reply"].find(quote) if quote else -1
        labels[check].append((start, start + len(quote)) if quote and start >= 0 else None)
    return dict(labels)


def _label(violation: Any, place: str) -> tuple[str, str | None]:
    """Return the check and the quote of one label."""
    if not isinstance(violation, Mapping):
        raise InputError(f"{place}: expected an object, not {type(violation).__name__}", code="C112")
    check, quote = violation.get("check"), violation.get("quote")
    if check not in CHECKS:
        problem = f"unknown check {check!r}" if "check" in violation else "no key 'check'"
        raise InputError(f"{place}: {problem}", hint=nearest(str(check), CHECKS), code="C112")
    if not isinstance(quote, str | None):
        raise InputError(f"{place}: quote: expected text or null, not {type(quote).__name__}", code="C112")
    return check, quote
