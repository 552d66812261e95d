"""Prints results as they come, counts them, and knows the exit status."""

from __future__ import annotations

import sys
from collections import Counter

from replylint.linter import Linter
from replylint.models import SEVERITIES
from replylint.plugins import load_plugins
from replylint.render.data import json_document, result, to_line
from replylint.render.reporters import STREAMED, reporter
from replylint.render.results import Reporter, Result
from replylint.render.text import Palette, render_report, summary_line

__all__ = ["Printer", "exit_status"]


def exit_status(*, interrupted: bool = False, invalid: bool, incomplete: bool, violated: bool) -> int:
    """Return the exit status; where several hold the first of 130, 2, 3, 1 wins."""
    return 130 if interrupted else 2 if invalid else 3 if incomplete else 1 if violated else 0


class Printer:
    """Takes results one by one and prints them in one format.

    Raises:
        ConfigError: where the format is none of ours nor of a plugin's.
    """

    def __init__(self, output: str, linter: Linter) -> None:
        self._output = output
        self._reporter: Reporter | None = None if output in STREAMED else reporter(output, load_plugins(linter.config.plugins).reporters)
        self._registry = linter.registry
        self._palette = Palette(enabled=sys.stdout.isatty())
        self._json: list[dict[str, object]] = []
        self._results: list[Result] = []
        self._counts: Counter[str] = Counter()
        self._tally: Counter[str] = Counter()
        self._invalid = self._incomplete = self._violated = False

    @property
    def status(self) -> int:
        """The exit status so far."""
        return exit_status(invalid=self._invalid, incomplete=self._incomplete, violated=self._violated)

    def add(self, entry: Result, *, broken_line: bool = False) -> None:
        """Take one result; ``broken_line`` says that it was a line that is no JSON rather than an invalid input."""
        self._count(entry, broken_line=broken_line)
        if self._reporter is not None:
            self._results.append(entry)
        elif self._output == "jsonl":
            print(to_line(result(entry.id, entry.report, entry.error)))
        elif self._output == "json":
            self._json.append(result(entry.id, entry.report, entry.error))
        elif entry.report is not None and (entry.report.violations or entry.report.failures):
            print(render_report(entry.id, entry.parts, entry.report, self._registry.pack.policy, self._palette))

    def _count(self, entry: Result, *, broken_line: bool) -> None:
        report = entry.report
        self._tally["drafts"] += report is not None
        if report is None:
            self._tally["errors"] += 1
            self._invalid |= not broken_line
            self._incomplete |= broken_line
            print(f"replylint: {entry.error}", file=sys.stderr)
            return
        self._incomplete |= not report.complete
        self._violated |= bool(report.failing)
        self._counts.update(violation.severity for violation in report.violations)
        for name in ("skipped", "failures", "suppressed"):
            self._tally[name] += len(getattr(report, name))

    def close(self) -> None:
        """Print what comes last."""
        if self._reporter is not None:
            text = self._reporter(self._results, self._registry)
            if text:
                print(text)
        elif self._output == "json":
            print(json_document(self._json))
        elif self._output == "text":
            counts: dict[str, int] = {severity: self._counts[severity] for severity in reversed(SEVERITIES)}
            print(
                summary_line(
                    self._tally["drafts"], counts, skipped=self._tally["skipped"], failures=self._tally["failures"],
                    suppressed=self._tally["suppressed"], errors=self._tally["errors"],
                )
            )  # fmt: skip
