"""``replylint explain``, ``rules``, ``test``, ``config`` and ``schema``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel

from replylint.cli import options
from replylint.config import Config
from replylint.context import Context
from replylint.coverage import measure
from replylint.errors import ConfigError, nearest
from replylint.linter import Linter
from replylint.models import Draft, Report, Violation
from replylint.projectfile import validated_config
from replylint.rulebook.pack import load_pack, pack_names
from replylint.rulebook.record import RuleRecord
from replylint.rulebook.rulefiles import shipped_rules
from replylint.services import default_meaning
from replylint.testing import check_examples, example_linter

__all__ = ["config", "explain", "rules", "schema", "test"]


def explain(rule: Annotated[str, typer.Argument(help="A rule id, such as promo.review-request.")]) -> int:
    """Print what a rule flags, why, and how to mend it."""
    records = {file.record.id: file.record for file in shipped_rules()}
    if rule not in records:
        raise ConfigError(f"unknown rule {rule!r}", hint=nearest(rule, records), code="C203")
    print(_page(records[rule]))
    return 0


def _page(record: RuleRecord) -> str:
    policy = load_pack("walmart-us").policy[record.policy]
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


def rules(
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print the list.")] = "text",
    check: Annotated[str | None, typer.Option("--check", help="Only the rules of this check.")] = None,
) -> int:
    """List every rule."""
    records = [file.record for file in shipped_rules() if check in (None, file.record.check)]
    if check is not None and not records:
        names = {file.record.check for file in shipped_rules()}
        raise ConfigError(f"unknown check {check!r}", hint=nearest(check, names), code="C203")
    if output == "json":
        keys = {"id", "summary", "severity", "policy", "needs", "status", "since"}
        print(json.dumps([record.model_dump(mode="json", include=keys) | {"check": record.check} for record in records], indent=2))
    else:
        for record in records:
            print(f"{record.severity:8} {record.id:38} {record.summary}")
        print(f"{len(records)} rules")
    return 0


def test(
    pack: Annotated[str, typer.Argument(help="A pack's name, or a folder of rule files.")] = "walmart-us",
    coverage: Annotated[bool, typer.Option("--coverage", help="Also tell which phrases and guards no example reaches.")] = False,
) -> int:
    """Run the examples of every rule of a pack or folder."""
    folder = Path(pack)
    if folder.exists() and pack not in pack_names():
        linter = example_linter(validated_config({"rule_paths": (pack,), "verify_rules": False}, "command line"))
        own = {rule_id for rule_id, path in linter.registry.paths.items() if path == folder or folder in path.parents}
    else:
        linter = example_linter(Config(pack=pack))
        own = set(linter.registry.rules)
    failures = list(check_examples(linter, own))
    for failure in failures:
        print(failure)
    records = [linter.registry.rules[rule_id] for rule_id in own]
    examples = sum(len(r.examples.bad) + len(r.examples.good) for r in records)
    print(f"{len(own)} rules, {examples} examples, {len(failures)} failures")
    if coverage:
        _print_coverage(sorted(records, key=lambda record: record.id))
    return 1 if failures else 0


def _print_coverage(records: list[RuleRecord]) -> None:
    meaning, encoder = default_meaning()
    measured = list(measure(records, meaning=meaning, encoder=encoder))
    for rule in measured:
        for part in rule.unreached:
            print(f"{rule.rule}: no example fails without {part}")
    parts, unreached = sum(rule.parts for rule in measured), sum(len(rule.unreached) for rule in measured)
    coded = sum(not rule.measured for rule in measured)
    print(f"{parts - unreached} of {parts} phrases, expressions and guards are needed by an example; {coded} rules are found by code")


def config(
    show_origin: Annotated[bool, typer.Option("--show-origin", help="Also print where each value came from.")] = False,
    file: options.ConfigFile = None,
) -> int:
    """Print the settings in force."""
    project = options.project(file)
    Linter(project.config)
    for key, value in _flat(project.config.model_dump(mode="json")):
        origin = next((o for k, o in project.origins.items() if k == key or key.startswith(f"{k}.")), "default")
        print(f"{key} = {json.dumps(value, ensure_ascii=False)}" + (f"  # {origin}" if show_origin else ""))
    return 0


def _flat(data: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    out: list[tuple[str, Any]] = []
    for key, value in data.items():
        if isinstance(value, dict) and value:
            out += _flat(value, f"{prefix}{key}.")
        else:
            out.append((f"{prefix}{key}", value))
    return out


def schema(
    model: Annotated[
        Literal["all", "report", "violation", "context", "draft", "config", "rule"], typer.Argument(help="Which model's schema.")
    ] = "all",
) -> int:
    """Print the JSON schema of the models."""
    models: dict[str, type[BaseModel]] = {
        "report": Report, "violation": Violation, "context": Context, "draft": Draft, "config": Config, "rule": RuleRecord,
    }  # fmt: skip
    chosen = {name: m.model_json_schema() for name, m in models.items() if model in ("all", name)}
    print(json.dumps(chosen if model == "all" else chosen[model], indent=2))
    return 0
