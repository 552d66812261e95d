"""Finding the project file, with nothing imported but ``os``: the gate's client does it in milliseconds."""

from __future__ import annotations

import os

__all__ = ["NO_SETTINGS", "PREFIX", "project_file", "setting_variables"]

PREFIX = "REPLYLINT_"
# Variables with this prefix that are no settings.
NO_SETTINGS = frozenset({"REPLYLINT_LT", "REPLYLINT_LT_JARS", "REPLYLINT_TOKEN"})


def project_file(start: str) -> str | None:
    """Return the nearest ``replylint.toml``, or ``pyproject.toml`` with a ``[tool.replylint]``, at or above ``start``."""
    folder = os.path.realpath(start)
    while True:
        own = os.path.join(folder, "replylint.toml")  # noqa: PTH118 - pathlib takes longer to import than all this
        if os.path.isfile(own):  # noqa: PTH113
            return own
        pyproject = os.path.join(folder, "pyproject.toml")  # noqa: PTH118
        if _mentions_us(pyproject):
            return pyproject
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above


def _mentions_us(path: str) -> bool:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return b"[tool.replylint" in file.read()
    except OSError:
        return False


def setting_variables() -> list[tuple[str, str]]:
    """Return the environment's ``REPLYLINT_*`` settings, sorted."""
    return sorted((name, value) for name, value in os.environ.items() if name.startswith(PREFIX) and name not in NO_SETTINGS)
