"""The registry: rules, checks and pack as one immutable value, built by a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from replylint.checks import BUILTIN_CHECKS
from replylint.config import Config
from replylint.detect.grammar import Grammar
from replylint.detect.meaning import Encoder, Meaning
from replylint.errors import ConfigError, PluginError, RuleFileError, nearest
from replylint.ignores import Ignores, load_ignores
from replylint.rulebook.check import API, Check, Tools
from replylint.rulebook.engine import DeclaredRules
from replylint.rulebook.lifecycle import redirected
from replylint.rulebook.pack import Pack, load_pack
from replylint.rulebook.record import RuleRecord
from replylint.rulebook.rulefiles import RuleFile, load_rules, shipped_rules
from replylint.rulebook.selection import check_selectors, selected
from replylint.rulebook.selftest import example_problems

__all__ = ["INBOX_RULES", "CheckFactory", "Registry", "build_registry", "rule_files"]

CheckFactory = Callable[[Tools], Check]
INBOX_RULES = "inbox"


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything a linter runs; ``rules`` are all known ones by id, ``active`` those that are selected."""

    pack: Pack
    rules: Mapping[str, RuleRecord]
    paths: Mapping[str, Path]
    active: frozenset[str]
    checks: tuple[Check, ...]
    declared: DeclaredRules
    config: Config
    ignores: Ignores | None = None
    notices: tuple[str, ...] = ()


def build_registry(
    config: Config,
    *,
    grammar: Grammar,
    meaning: Meaning | None = None,
    encoder: Encoder | None = None,
    plugin_checks: Sequence[CheckFactory] = (),
    plugin_rules: Sequence[Path] = (),
) -> Registry:
    """Build the registry that ``config`` asks for.

    Raises:
        ConfigError: for an unknown pack, rule or selector.
        RuleFileError: for a broken rule file, or one whose expression does not compile.
        PluginError: for ids that clash.
    """
    pack = load_pack(config.pack)
    files = rule_files(config, plugin_rules)
    own = frozenset(files) - {file.record.id for file in shipped_rules()}
    rules = {rule_id: file.record for rule_id, file in files.items()}
    for rule_id, file in files.items():
        if file.record.policy not in pack.policy:
            hint = nearest(file.record.policy, pack.policy)
            raise RuleFileError(f"{file.path}: policy: {rule_id} names the unknown line {file.record.policy!r}", hint=hint)
    config, notices = redirected(config, rules)
    _check_names(config, rules)
    tools = Tools(pack, config, grammar, meaning)
    checks = tuple(factory(tools) for factory in (*BUILTIN_CHECKS, *plugin_checks))
    _check_parity(checks, rules)
    records = [record for record in rules.values() if not record.is_code]
    try:
        declared = DeclaredRules(records, meaning=meaning, encoder=encoder)
    except ValueError as error:
        record, reason = error.args
        raise RuleFileError(f"{files[record.id].path}: match: {reason}", code="C307") from None
    severities = {rule_id: config.rules[rule_id].severity or r.severity if rule_id in config.rules else r.severity for rule_id, r in rules.items()}
    active = selected(severities, select=config.select, extend_select=config.extend_select, ignore=config.ignore)
    active = frozenset(rule_id for rule_id in active if rules[rule_id].status != "deprecated" or rule_id in config.select)
    if config.verify_rules:
        _verify(files, declared, active, own)
    ignores = load_ignores(Path(config.ignore_file)) if config.ignore_file else None
    return Registry(pack, rules, {rule_id: file.path for rule_id, file in files.items()}, active, checks, declared, config, ignores, notices)


def rule_files(config: Config, plugin_rules: Sequence[Path] = ()) -> dict[str, RuleFile]:
    """Return every known rule by id: the shipped ones, those of plugins, and the shop's own.

    Raises:
        RuleFileError: for a broken file, or an id that is given twice.
    """
    files = {file.record.id: file for file in shipped_rules()}
    for source in (*plugin_rules, *(Path(path) for path in config.rule_paths)):
        for file in load_rules([source]):
            if file.record.id in files:
                other = files[file.record.id].path
                raise RuleFileError(f"{file.path}: duplicate rule id {file.record.id!r}, also in {other}", hint="rename one of the two", code="C306")
            files[file.record.id] = file
    return files


def _verify(files: Mapping[str, RuleFile], declared: DeclaredRules, active: frozenset[str], own: frozenset[str]) -> None:
    """Let no rule of a shop or plugin in whose own examples fail: what it does not do there it will not do on drafts."""
    for rule_id in sorted(own):
        file = files[rule_id]
        problem = next(example_problems(file.record, declared, active & own), None)
        if problem is not None:
            hint = f"replylint test {file.path.parent} shows all; mend the rule, or set verify-rules = false while you do"
            raise RuleFileError(f"{file.path}: examples.{problem}", hint=hint, code="C308")


def _check_names(config: Config, rules: Mapping[str, RuleRecord]) -> None:
    for key, selectors in (
        ("select", config.select), ("extend-select", config.extend_select), ("ignore", config.ignore), ("required", config.required),
        ("gate.require", config.gate.require), ("gate.block_rules", config.gate.block_rules),
        ("gate.confirm_rules", config.gate.confirm_rules), ("gate.allow_rules", config.gate.allow_rules),
    ):  # fmt: skip
        check_selectors(selectors, rules, key=key)
    for rule_id in config.rules:
        if rule_id not in rules:
            raise ConfigError(f"rules: unknown rule {rule_id!r}", hint=nearest(rule_id, rules), code="C203")
    names = {record.check for record in rules.values()}
    for name in config.checks:
        if name not in names:
            raise ConfigError(f"checks: unknown check {name!r}", hint=nearest(name, names), code="C203")


def _check_parity(checks: Sequence[Check], rules: Mapping[str, RuleRecord]) -> None:
    """Every check is written for this version; every rule found by code has a file, every file that says ``code`` its code."""
    for check in checks:
        if check.info.api != API:
            raise PluginError(
                f"the check {check.info.name!r} is written for version {check.info.api} of the plugin interface, this replylint has version {API}",
                hint="install a release of the plugin that fits", code="C403",
            )  # fmt: skip
    coded = {rule_id for check in checks for rule_id in check.info.rules}
    total = sum(len(check.info.rules) for check in checks)
    if total != len(coded):
        raise PluginError("two checks find the same rule id", code="C403")
    filed = {rule_id for rule_id, record in rules.items() if record.is_code and record.check != INBOX_RULES}
    if missing := sorted(coded - filed):
        raise PluginError(f"no rule file for {missing[0]!r}", hint="add its YAML file with match: {any: [{code: true}]}", code="C404")
    if missing := sorted(filed - coded):
        raise PluginError(f"no check finds the rule {missing[0]!r}, whose file says code: true", code="C404")
