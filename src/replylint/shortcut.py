"""``replylint.lint``: one draft, default settings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from replylint.context import Context
from replylint.linter import Linter
from replylint.models import Draft, Report

__all__ = ["lint"]


@lru_cache(maxsize=1)
def _linter() -> Linter:
    return Linter()


def lint(draft: str | Draft, *, context: Context | dict[str, Any] | None = None) -> Report:
    """Lint one draft with the default settings; the linter is made at the first call and kept.

    Raises:
        InputError: where draft or context are invalid.
    """
    return _linter().lint(draft, context)
