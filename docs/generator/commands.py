"""The command line's reference: what each command says of itself."""

from __future__ import annotations

import contextlib
import io

from replylint.cli.entry import main

_NOTES = {
    "check": "[Exit codes](exit-codes.md) · [Formats](formats.md) · [JSON](json.md) · [Settings](settings.md)",
    "fix": "[Mend a draft](../how-to/fix.md)",
    "init": "[Write a rule](../how-to/write-a-rule.md)",
    "smtp": "[Send mail through the gate](../how-to/smtp.md)",
    "config": "[Settings](settings.md)",
    "schema": "[JSON](json.md)",
    "gate": "[Stop a reply before it is sent](../how-to/gate.md)",
    "serve": "[Stop a reply before it is sent](../how-to/gate.md)",
    "test": "[Write a rule](../how-to/write-a-rule.md)",
}


def command_page() -> str:
    """Return the page of all commands, as ``--help`` prints them."""
    overview = _help([])
    lines = [
        "# Command line", "",
        "What follows is the output of `--help`. Lists (`--select`, `--ignore`) are separated by commas and may be given more than once.", "",
        "```text", overview, "```", "",
    ]  # fmt: skip
    for name in command_names(overview):
        lines += [f"## replylint {name}", "", "```text", _help([name]), "```", ""]
        if name in _NOTES:
            lines += [f"See also: {_NOTES[name]}", ""]
    return "\n".join(lines)


def command_names(overview: str) -> list[str]:
    """Return the commands that the overview lists."""
    return [line.split()[0] for line in overview.partition("Commands:\n")[2].splitlines() if line.startswith("  ") and line[2] != " "]


def _help(command: list[str]) -> str:
    """Return what ``replylint COMMAND --help`` prints.

    Raises:
        RuntimeError: where the command does not end with 0.
    """
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        status = main([*command, "--help"])
    if status:
        raise RuntimeError(f"replylint {' '.join(command)} --help ended with {status}")
    return out.getvalue().rstrip()
