"""Options that several commands share, and the linter they ask for."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Annotated, Any

import typer

from replylint.config import Config
from replylint.linter import Linter
from replylint.projectfile import Project, load_project

__all__ = ["ConfigFile", "ExtendSelect", "FailOn", "Ignore", "MinConfidence", "Select", "linter", "project", "split"]

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


def linter(settings: Config) -> Linter:
    """Return the linter for ``settings``; what it warns of is told on standard error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        made = Linter(settings)
    for warning in caught:
        print(f"replylint: warning: {warning.message}", file=sys.stderr)
    return made
