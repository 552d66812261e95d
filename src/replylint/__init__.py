"""Lint a Walmart Marketplace seller's draft reply before it is sent.

The public names load when they are first used, so that importing this package costs next to nothing.
"""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # importing typing would double the start of the gate's client
if TYPE_CHECKING:
    from typing import Any

    from replylint.config import Config
    from replylint.context import Context
    from replylint.errors import (
        BackendError,
        CheckCrashed,
        ConfigError,
        InputError,
        PluginError,
        ReplylintError,
        RuleFileError,
    )
    from replylint.linter import Linter
    from replylint.models import Draft, Edit, Evidence, Failure, Finding, Fix, Report, Skipped, Span, Suppressed, Violation
    from replylint.shortcut import lint

_HOMES = {
    "BackendError": "errors",
    "CheckCrashed": "errors",
    "Config": "config",
    "ConfigError": "errors",
    "Context": "context",
    "Draft": "models",
    "Edit": "models",
    "Evidence": "models",
    "Failure": "models",
    "Finding": "models",
    "Fix": "models",
    "InputError": "errors",
    "Linter": "linter",
    "PluginError": "errors",
    "ReplylintError": "errors",
    "Report": "models",
    "RuleFileError": "errors",
    "Skipped": "models",
    "Span": "models",
    "Suppressed": "models",
    "Violation": "models",
    "lint": "shortcut",
}

__all__ = [
    "BackendError", "CheckCrashed", "Config", "ConfigError", "Context", "Draft", "Edit", "Evidence", "Failure", "Finding", "Fix",
    "InputError", "Linter", "PluginError", "ReplylintError", "Report", "RuleFileError", "Skipped", "Span", "Suppressed", "Violation",
    "lint",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        if name == "__version__":
            from importlib.metadata import version  # noqa: PLC0415 - the metadata are the one source

            return version("replylint")
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"replylint.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
