"""The reporters by name: our own, and those of the plugins that the configuration names."""

from __future__ import annotations

from collections.abc import Mapping

from replylint.errors import ConfigError, nearest
from replylint.render.github import render_github
from replylint.render.html import render_html
from replylint.render.markdown import render_markdown
from replylint.render.results import Reporter
from replylint.render.sarif import render_sarif

__all__ = ["REPORTERS", "STREAMED", "reporter"]

REPORTERS: Mapping[str, Reporter] = {"github": render_github, "html": render_html, "markdown": render_markdown, "sarif": render_sarif}
STREAMED = ("text", "json", "jsonl")
"""The formats that the command line prints as results come."""


def reporter(name: str, more: Mapping[str, Reporter]) -> Reporter:
    """Return the reporter called ``name``; ``more`` are those of plugins.

    Raises:
        ConfigError: where there is none, with the nearest name.
    """
    known = {**more, **REPORTERS}
    if name not in known:
        names = [*STREAMED, *known]
        raise ConfigError(f"--format: unknown format {name!r}", hint=nearest(name, names) or f"known: {', '.join(names)}", code="C206")
    return known[name]
