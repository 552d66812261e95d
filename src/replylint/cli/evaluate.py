"""``replylint eval``."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from replylint.batch.evaluation import CaseResult, Evaluation, evaluate_cases, labels_of, wilson
from replylint.cli import options
from replylint.cli.inputs import Source, read_sources
from replylint.errors import InputError, ReplylintError
from replylint.linter import Linter

__all__ = ["evaluate"]


def evaluate(
    cases: Annotated[Path, typer.Argument(help="Labelled cases, one JSON object a line.")],
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print the figures.")] = "text",
    show: Annotated[bool, typer.Option("--show", help="Also list each draft on which label and finding differ.")] = False,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Without the sentence model.")] = False,
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    config: options.ConfigFile = None,
) -> int:
    """Measure precision and recall per check on labelled cases."""
    settings = options.project(
        config, select=options.split(select), extend_select=options.split(extend_select), ignore=options.split(ignore),
        meaning=False if rules_only else None,
    ).config  # fmt: skip
    linter = options.linter(settings)
    results, broken, failed = [], 0, 0
    for source in read_sources([str(cases)], "jsonl", None):
        if source.draft is None or source.raw is None:
            print(f"replylint: {source.error}", file=sys.stderr)
            broken += 1
            continue
        try:
            labels = labels_of({**source.raw, "id": source.id})
        except InputError as error:
            print(f"replylint: {error.code}: {error}", file=sys.stderr)
            broken += 1
            continue
        case, complete = _case(linter, source, labels)
        failed += not complete
        results.append(case)
    evaluation = evaluate_cases(results)
    print(json.dumps(evaluation.to_dict(), indent=2) if output == "json" else _table(evaluation))
    if show:
        print("\n".join(f"{case_id}: {check}: {what}" for case_id, check, what in evaluation.disagreements))
    if failed:
        print(f"replylint: {failed} drafts could not be checked completely", file=sys.stderr)
    return 2 if broken else 3 if failed else 0


def _case(linter: Linter, source: Source, labels: dict[str, list[tuple[int, int] | None]]) -> tuple[CaseResult, bool]:
    assert source.draft is not None and source.raw is not None  # noqa: S101, PT018 - the caller saw to it
    found = defaultdict(list)
    try:
        report = linter.lint(source.draft, source.context)
        complete = report.complete
        for violation in report.failing:
            found[violation.check].append((violation.span.start, violation.span.end))
    except ReplylintError as error:
        print(f"replylint: {source.id}: {error}", file=sys.stderr)
        complete = False
    return CaseResult(source.id, source.raw["reply"], labels, dict(found)), complete


def _table(evaluation: Evaluation) -> str:
    lines = [f"{'check':12} {'tp':>4} {'fp':>4} {'fn':>4}  {'precision':>17} {'recall':>17} {'F1':>17}  chars"]
    for name, score in evaluation.checks.items():
        cells = [
            _with_interval(score.precision, wilson(score.tp, score.tp + score.fp)),
            _with_interval(score.recall, wilson(score.tp, score.tp + score.fn)),
            _with_interval(score.f1, score.f1_interval),
        ]
        lines.append(f"{name:12} {score.tp:4} {score.fp:4} {score.fn:4}  {' '.join(cells)}  {score.char_f1:5.2f}")
    low, high = wilson(evaluation.clean_flagged, evaluation.clean)
    share = evaluation.clean_flagged / evaluation.clean if evaluation.clean else 0.0
    median = evaluation.to_dict()["median_span_ratio"]
    lines += [
        f"macro F1 {evaluation.macro_f1:.3f} over {evaluation.drafts} drafts",
        f"alarms on clean drafts {evaluation.clean_flagged} of {evaluation.clean} ({share:.1%}, 95 % {low:.1%} to {high:.1%})",
        f"character F1 of spans {evaluation.spans.char_f1:.3f}, median span {median if median is None else round(median, 2)} times the labelled one",
    ]
    return "\n".join(lines)


def _with_interval(value: float, interval: tuple[float, float]) -> str:
    return f"{value:.2f} [{interval[0]:.2f}, {interval[1]:.2f}]"
