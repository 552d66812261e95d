"""A rule's life: preview, stable, deprecated; what names a deprecated rule is led to the one in its place."""

from __future__ import annotations

from collections.abc import Mapping

from replylint.config import Config
from replylint.errors import RuleFileError, nearest
from replylint.rulebook.record import RuleRecord

__all__ = ["redirected"]

_SELECTORS = ("select", "extend_select", "ignore", "required")


def redirected(config: Config, rules: Mapping[str, RuleRecord]) -> tuple[Config, tuple[str, ...]]:
    """Return ``config`` with every name of a replaced rule changed into the new one's, and a notice for each.

    Raises:
        RuleFileError: where a record names a replacement that does not exist, or is replaced itself.
    """
    replaced = _replacements(rules)
    named = {name for key in _SELECTORS for name in getattr(config, key)} | set(config.rules)
    old = sorted(named & set(replaced))
    if not old:
        return config, ()
    update: dict[str, object] = {key: tuple(replaced.get(name, name) for name in getattr(config, key)) for key in _SELECTORS}
    # What is said of the new rule itself stands over what was said of the old one.
    settings = {replaced[name]: value for name, value in config.rules.items() if name in replaced}
    update["rules"] = settings | {name: value for name, value in config.rules.items() if name not in replaced}
    notices = tuple(f"rule {name!r} is deprecated and replaced by {replaced[name]!r}; name that in the settings" for name in old)
    return config.model_copy(update=update), notices


def _replacements(rules: Mapping[str, RuleRecord]) -> dict[str, str]:
    replaced = {}
    for rule_id, record in rules.items():
        if record.replaced_by is None:
            continue
        target = rules.get(record.replaced_by)
        if target is None or target.status == "deprecated":
            live = [name for name, other in rules.items() if other.status != "deprecated"]
            raise RuleFileError(f"{rule_id}: replaced_by names no live rule: {record.replaced_by!r}", hint=nearest(record.replaced_by, live))
        replaced[rule_id] = record.replaced_by
    return replaced
