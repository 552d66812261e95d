"""``replylint explain``: what a rule flags and why, and the labelled examples nearest to a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from replylint.cli import options
from replylint.errors import ConfigError, InputError, nearest
from replylint.rulebook.nearest import Neighbour, nearest_examples
from replylint.rulebook.pack import load_pack
from replylint.rulebook.record import RuleRecord
from replylint.services import default_meaning

__all__ = ["explain"]


def explain(
    rule: Annotated[str, typer.Argument(help="A rule id, such as promo.review-request.")],
    text: Annotated[str | None, typer.Option("--text", help="Show the labelled examples of the rule and its check nearest to this sentence.")] = None,
    file: options.ConfigFile = None,
) -> int:
    """Print what a rule flags, why, and how to mend it; with --text also what is nearest to a text on both sides."""
    config = options.project(file).config
    records = options.known_rules(config)
    if rule not in records:
        raise ConfigError(f"unknown rule {rule!r}", hint=nearest(rule, records), code="C203")
    if text is not None and not text.strip():
        raise InputError("--text is empty", hint="give a sentence of a reply")
    record = records[rule]
    print(_page(record, load_pack(config.pack).policy))
    if text is not None:
        print(_around(text, record, records.values()))
    return 0


def _page(record: RuleRecord, lines_of_policy: dict[str, str]) -> str:
    policy = lines_of_policy.get(record.policy, record.policy)
    lines = [
        f"{record.id} ({record.severity}, {record.status} since {record.since})", "", record.summary, "",
        f"Why: {record.why.strip()}", f"Fix: {record.fix}", f"Policy: {policy} [{record.policy}]",
        f"Needs: {', '.join(record.needs) or 'the draft alone'}", "", "Flagged:",
    ]  # fmt: skip
    for bad in record.examples.bad:
        lines.append(f"  - {bad.shown.strip()!r}")
        lines += [f"      -> {flag!r}" if flag else "      -> (something is missing)" for flag in bad.flags]
    lines.append("Allowed:")
    lines += [f"  - {good.shown.strip()!r} ({good.because})" for good in record.examples.good]
    return "\n".join(lines)


def _around(text: str, record: RuleRecord, records: Iterable[RuleRecord]) -> str:
    """Return the nearest examples of the rule itself, then those of the other rules of its check."""
    _, encoder = default_meaning()
    family = [other for other in records if other.check == record.check and other.id != record.id]
    lines = ["", f"Nearest to {text.strip()!r}:"]
    for title, chosen in ((record.id, [record]), (f"other rules of {record.check}", family)):
        sides = nearest_examples(text, chosen, encoder)
        for word, side in (("flagged", sides.flagged), ("allowed", sides.allowed)):
            if side:
                lines += [f"  {word}, {title}:", *(_line(neighbour, named=chosen is family) for neighbour in side)]
    return "\n".join(lines)


def _line(neighbour: Neighbour, *, named: bool) -> str:
    because = f" ({neighbour.because})" if neighbour.because else ""
    rule = f"{neighbour.rule}: " if named else ""
    return f"    {neighbour.likeness:.2f} {rule}{neighbour.sentence.strip()!r}{because}"
