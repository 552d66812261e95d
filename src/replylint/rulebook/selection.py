"""Which rules run: the longest matching selector wins, an explicit word beats a default."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from replylint.errors import ConfigError, nearest
from replylint.models import Severity

__all__ = ["check_selectors", "selected"]


def check_selectors(selectors: Iterable[str], ids: Iterable[str], *, key: str) -> None:
    """Reject a selector that names nothing.

    Raises:
        ConfigError: with the nearest valid name.
    """
    known = set(ids)
    prefixes = {rule_id[:dot] for rule_id in known for dot in range(len(rule_id)) if rule_id[dot] == "."}
    for selector in selectors:
        if selector != "*" and selector not in known and selector not in prefixes:
            raise ConfigError(f"{key}: unknown rule or check {selector!r}", hint=nearest(selector, known | prefixes), code="C203")


def selected(
    severities: Mapping[str, Severity], *, select: Iterable[str], extend_select: Iterable[str], ignore: Iterable[str]
) -> frozenset[str]:
    """Return the ids that run; by default all but ``advice``."""
    chosen, extended, ignored = tuple(select), tuple(extend_select), tuple(ignore)
    out = set()
    for rule_id, severity in severities.items():
        default = severity != "advice" and not chosen
        wanted = max(_strength(rule_id, chosen), _strength(rule_id, extended))
        unwanted = _strength(rule_id, ignored)
        if unwanted >= 0 and unwanted >= wanted:
            continue
        if default or wanted >= 0:
            out.add(rule_id)
    return frozenset(out)


def _strength(rule_id: str, selectors: tuple[str, ...]) -> int:
    """Return the length of the longest selector that covers ``rule_id``, 0 for ``*``, -1 for none."""
    return max((0 if s == "*" else len(s) for s in selectors if s in ("*", rule_id) or rule_id.startswith(f"{s}.")), default=-1)
