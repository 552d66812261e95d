"""Plugins: packages that offer checks or rule files; installed is not enabled, the configuration names them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING

from replylint.errors import PluginError, nearest

if TYPE_CHECKING:
    from replylint.registry import CheckFactory

__all__ = ["Plugins", "load_plugins"]


@dataclass(frozen=True, slots=True)
class Plugins:
    """What the named plugins bring."""

    checks: tuple[CheckFactory, ...] = ()
    rules: tuple[Path, ...] = ()
    reporters: Mapping[str, Callable[..., str]] = field(default_factory=dict)


def load_plugins(names: Sequence[str]) -> Plugins:
    """Load the plugins that the configuration names, in sorted order.

    An entry point of ``replylint.checks`` is a callable that returns check factories; one of ``replylint.rules``
    names a package whose folder holds rule files; one of ``replylint.reporters`` is a reporter, whose name is the
    format's. A plugin that offers more than one of a kind names them ``acme``, ``acme.second``.

    Raises:
        PluginError: for an unknown name or one that cannot be loaded; it names distribution and entry point.
    """
    if not names:
        return Plugins()
    points = [point for group in ("replylint.checks", "replylint.rules", "replylint.reporters") for point in entry_points(group=group)]
    checks: list[CheckFactory] = []
    rules: list[Path] = []
    reporters: dict[str, Callable[..., str]] = {}
    for name in sorted(set(names)):
        own = sorted((p for p in points if p.name == name or p.name.startswith(f"{name}.")), key=lambda p: (p.group, p.name))
        if not own:
            raise PluginError(f"plugins: no installed plugin is named {name!r}", hint=nearest(name, [p.name for p in points]), code="C402")
        for point in own:
            if point.group == "replylint.checks":
                checks.extend(_checks(point))
            elif point.group == "replylint.rules":
                rules.append(_folder(point))
            else:
                reporters[point.name] = _reporter(point)
    return Plugins(tuple(checks), tuple(rules), reporters)


def _origin(point: EntryPoint) -> str:
    dist = point.dist
    return f"{dist.name} {dist.version}, entry point {point.group}:{point.name}" if dist else f"{point.group}:{point.name}"


def _checks(point: EntryPoint) -> Sequence[CheckFactory]:
    try:
        return tuple(point.load()())
    except Exception as error:  # noqa: BLE001 - whatever a plugin raises is told as the plugin's
        raise PluginError(f"{_origin(point)} cannot be loaded: {error!r}") from None


def _reporter(point: EntryPoint) -> Callable[..., str]:
    try:
        loaded = point.load()
    except Exception as error:  # noqa: BLE001 - whatever a plugin raises is told as the plugin's
        raise PluginError(f"{_origin(point)} cannot be loaded: {error!r}") from None
    if not callable(loaded):
        raise PluginError(f"{_origin(point)}: a reporter is a function of results and registry, not {type(loaded).__name__}")
    return loaded  # type: ignore[no-any-return]


def _folder(point: EntryPoint) -> Path:
    try:
        module = importlib.import_module(point.value)
    except ImportError as error:
        raise PluginError(f"{_origin(point)} cannot be loaded: {error!r}") from None
    if not module.__file__:
        raise PluginError(f"{_origin(point)}: the package {point.value} has no __init__.py")
    return Path(module.__file__).parent
