"""A reporter: one tab-separated line a violation."""

from __future__ import annotations

from collections.abc import Sequence

from replylint.registry import Registry
from replylint.render.results import Result


def render(results: Sequence[Result], registry: Registry) -> str:
    """Return draft, rule and policy line of each violation."""
    return "\n".join(
        f"{result.id}\t{violation.rule}\t{registry.pack.policy[violation.policy]}"
        for result in results
        if result.report is not None
        for violation in result.report.violations
    )
