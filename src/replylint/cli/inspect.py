"""``replylint rules``, ``test``, ``config`` and ``schema``."""

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
from replylint.detect.similar import doubtful_examples
from replylint.errors import ConfigError, nearest
from replylint.inbox.models import Thread
from replylint.linter import Linter
from replylint.models import Draft, Report, Violation
from replylint.projectfile import validated_config
from replylint.render.text import counted
from replylint.rulebook.pack import pack_names
from replylint.rulebook.record import RuleRecord, Similar
from replylint.rulebook.rulefiles import builtin_folder
from replylint.services import default_meaning
from replylint.testing import check_examples, example_linter

__all__ = ["config", "rules", "schema", "test"]


def rules(
    output: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print the list.")] = "text",
    check: Annotated[str | None, typer.Option("--check", help="Only the rules of this check.")] = None,
    file: options.ConfigFile = None,
) -> int:
    """List every rule, those of plugins and of the settings' own folders too."""
    known = options.known_rules(options.project(file).config).values()
    records = [record for record in known if check in (None, record.check)]
    if check is not None and not records:
        names = {record.check for record in known}
        raise ConfigError(f"unknown check {check!r}", hint=nearest(check, names), code="C203")
    if output == "json":
        keys = {"id", "summary", "severity", "policy", "needs", "status", "since"}
        print(json.dumps([record.model_dump(mode="json", include=keys) | {"check": record.check} for record in records], indent=2))
    else:
        for record in records:
            print(f"{record.severity:8} {record.id:38} {record.summary}")
        print(counted(len(records), "rule"))
    return 0


def test(
    pack: Annotated[str, typer.Argument(help="A pack's name, or a folder of rule files.")] = "walmart-us",
    coverage: Annotated[bool, typer.Option("--coverage", help="Also tell which phrases and guards no example reaches.")] = False,
) -> int:
    """Run the examples of every rule of a pack or folder."""
    folder = Path(pack)
    if pack not in pack_names() and builtin_folder().resolve() in (folder.resolve(), *folder.resolve().parents):
        linter = example_linter(Config())
        own = {rule_id for rule_id, path in linter.registry.paths.items() if folder.resolve() in (path.resolve(), *path.resolve().parents)}
    elif folder.exists() and pack not in pack_names():
        linter = example_linter(validated_config({"rule_paths": (pack,), "verify_rules": False}, "command line"))
        own = {rule_id for rule_id, path in linter.registry.paths.items() if path == folder or folder in path.parents}
    else:
        linter = example_linter(Config(pack=pack))
        own = set(linter.registry.rules)
    failures = list(check_examples(linter, own))
    for failure in failures:
        print(failure)
    records = [linter.registry.rules[rule_id] for rule_id in own]
    _print_doubtful(sorted(records, key=lambda record: record.id))
    examples = sum(len(r.examples.bad) + len(r.examples.good) for r in records)
    print(f"{counted(len(own), 'rule')}, {counted(examples, 'example')}, {counted(len(failures), 'failure')}")
    if coverage:
        _print_coverage(sorted(records, key=lambda record: record.id))
    return 1 if failures else 0


def _print_doubtful(records: list[RuleRecord]) -> None:
    """Say of rules by examples alone how well they do on examples that they were not fitted on."""
    for record in records:
        for similar in (matcher.similar for matcher in record.match.any_ if isinstance(matcher, Similar)):
            doubtful = doubtful_examples(default_meaning()[1], similar.like, similar.unlike)
            print(f"{record.id}: fitted without it, {len(doubtful)} of {len(similar.like) + len(similar.unlike)} sentences fall on the wrong side")
            for sentence in doubtful:
                print(f"  {'like' if sentence in similar.like else 'unlike'}: {sentence}")


def _print_coverage(records: list[RuleRecord]) -> None:
    meaning, encoder = default_meaning()
    measured = list(measure(records, meaning=meaning, encoder=encoder))
    for rule in measured:
        for part in rule.unreached:
            print(f"{rule.rule}: no example fails without {part}")
    parts, unreached = sum(rule.parts for rule in measured), sum(len(rule.unreached) for rule in measured)
    coded = sum(not rule.measured for rule in measured)
    print(f"{parts - unreached} of {parts} phrases, expressions and guards are needed by an example; {counted(coded, 'rule')} found by code")


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
        Literal["all", "report", "violation", "context", "draft", "thread", "config", "rule"], typer.Argument(help="Which model's schema.")
    ] = "all",
) -> int:
    """Print the JSON schema of the models."""
    models: dict[str, type[BaseModel]] = {
        "report": Report, "violation": Violation, "context": Context, "draft": Draft, "thread": Thread, "config": Config,
        "rule": RuleRecord,
    }  # fmt: skip
    chosen = {name: m.model_json_schema() for name, m in models.items() if model in ("all", name)}
    print(json.dumps(chosen if model == "all" else chosen[model], indent=2))
    return 0
