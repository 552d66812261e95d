"""``replylint gate``, as the list of commands shows it; the console script goes to the client without coming here."""

from __future__ import annotations

import typer

from replylint.gate.client import main

__all__ = ["gate"]


def gate(ctx: typer.Context) -> int:
    """Decide whether a reply may be sent: allow, confirm or block."""
    return main(ctx.args)
