"""Options that several commands share, and the linter they ask for."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Annotated, Any

import typer

from replylint.config import Config
from replylint.linter import Linter
from replylint.plugins import load_plugins
from replylint.projectfile import Project, load_project
from replylint.registry import rule_files
from replylint.rulebook.record import RuleRecord

__all__ = ["ConfigFile", "ExtendSelect", "FailOn", "Ignore", "MinConfidence", "Select", "known_rules", "linter", "project", "split"]

Select = Annotated[list[str] | None, typer.Option("--select", help="Run only these rules or checks; comma-separated, repeatable.")]
ExtendSelect = Annotated[list[str] | None, typer.Option("--extend-select", help="Run these rules too.")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", help="Do not run these rules.")]
FailOn = Annotated[str | None, typer.Option("--fail-on", help="Lowest severity that fails: error, warning or advice.")]
MinConfidence = Annotated[float | None, typer.Option("--min-confidence", help="Leave out violations less sure than this, 0 to 1.")]
ConfigFile = Annotated[Path | None, typer.Option("--config", help="Read this settings file instead of searching for one.")]


def split(values: list[str] | None) -> list[str] | None:
    """Return the items of comma-separated, repeated options, or ``None`` where none was given."""
    if values is None:
        return None
    return [item.strip() for value in values for item in value.split(",") if item.strip()]


def project(config_file: Path | None = None, **flags: Any) -> Project:
    """Gather the settings, flags last; a flag that is ``None`` was not given."""
    return load_project(Path.cwd(), file=config_file, flags={key: value for key, value in flags.items() if value is not None})


def known_rules(settings: Config) -> dict[str, RuleRecord]:
    """Return every rule that ``settings`` know by id, those of plugins and of the shop's own folders among them."""
    found = rule_files(settings, load_plugins(settings.plugins).rules)
    return {rule_id: found[rule_id].record for rule_id in sorted(found)}


def linter(settings: Config) -> Linter:
    """Return the linter for ``settings``; what it warns of is told on standard error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made = Linter(settings)
    for warning in caught:
        print(f"replylint: warning: {warning.message}", file=sys.stderr)
    return made
