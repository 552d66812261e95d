"""``replylint check``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Literal

import typer

from replylint.cli import options
from replylint.cli.inputs import InputKind, Source, read_context, read_sources
from replylint.errors import InputError
from replylint.linter import Linter
from replylint.models import SEVERITIES, Report
from replylint.render.data import json_document, result, to_line
from replylint.render.text import Palette, render_report, summary_line

__all__ = ["check", "exit_status"]

Format = Literal["text", "json", "jsonl"]


def check(
    files: Annotated[list[str] | None, typer.Argument(help="Drafts: text, HTML, e-mail or JSONL files; - is standard input.")] = None,
    input_kind: Annotated[InputKind, typer.Option("--input", help="What the files hold; auto goes by suffix.")] = "auto",
    context: Annotated[Path | None, typer.Option("--context", help="One context in JSON or YAML.")] = None,
    output: Annotated[Format, typer.Option("--format", help="How to print the result.")] = "text",
    select: options.Select = None,
    extend_select: options.ExtendSelect = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    min_confidence: options.MinConfidence = None,
    config: options.ConfigFile = None,
) -> int:
    """Lint drafts and print what breaks the rules."""
    settings = options.project(
        config, select=options.split(select), extend_select=options.split(extend_select), ignore=options.split(ignore),
        fail_on=fail_on, min_confidence=min_confidence,
    ).config  # fmt: skip
    shared = read_context(context)
    linter = Linter(settings)
    printer = _Printer(output, linter)
    for source in read_sources(files or [], input_kind, shared):
        report, error = _lint(linter, source)
        printer.add(source, report, error)
    printer.close()
    return printer.status


def _lint(linter: Linter, source: Source) -> tuple[Report | None, str | None]:
    if source.draft is None:
        return None, source.error
    try:
        return linter.lint(source.draft, source.context), None
    except InputError as error:
        return None, f"{error.code}: {source.id}: {error}"


def exit_status(*, interrupted: bool = False, invalid: bool, incomplete: bool, violated: bool) -> int:
    """Return the exit status; where several hold the first of 130, 2, 3, 1 wins."""
    return 130 if interrupted else 2 if invalid else 3 if incomplete else 1 if violated else 0


class _Printer:
    """Prints results as they come, counts them, and knows the exit status."""

    def __init__(self, output: Format, linter: Linter) -> None:
        self._output = output
        self._policy = linter.registry.pack.policy
        self._palette = Palette(enabled=sys.stdout.isatty())
        self._results: list[dict[str, object]] = []
        self._counts: Counter[str] = Counter()
        self._tally: Counter[str] = Counter()
        self._invalid = self._incomplete = self._violated = False

    @property
    def status(self) -> int:
        """The exit status so far."""
        return exit_status(invalid=self._invalid, incomplete=self._incomplete, violated=self._violated)

    def add(self, source: Source, report: Report | None, error: str | None) -> None:
        """Take one result."""
        self._tally["drafts"] += report is not None
        if report is None:
            self._tally["errors"] += 1
            self._invalid |= not source.broken_line
            self._incomplete |= source.broken_line
            print(f"replylint: {error}", file=sys.stderr)
        else:
            self._incomplete |= not report.complete
            self._violated |= bool(report.failing)
            self._counts.update(violation.severity for violation in report.violations)
            for name in ("skipped", "failures", "suppressed"):
                self._tally[name] += len(getattr(report, name))
        if self._output == "jsonl":
            print(to_line(result(source.id, report, error)))
        elif self._output == "json":
            self._results.append(result(source.id, report, error))
        elif report is not None and source.draft is not None and (report.violations or report.failures):
            print(render_report(source.id, source.draft, report, self._policy, self._palette))

    def close(self) -> None:
        """Print what comes last."""
        if self._output == "json":
            print(json_document(self._results))
        elif self._output == "text":
            counts = {severity: self._counts[severity] for severity in reversed(SEVERITIES)}
            print(
                summary_line(
                    self._tally["drafts"], counts, skipped=self._tally["skipped"], failures=self._tally["failures"],
                    suppressed=self._tally["suppressed"], errors=self._tally["errors"],
                )
            )  # fmt: skip
