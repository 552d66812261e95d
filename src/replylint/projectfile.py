"""Settings out of a project: ``replylint.toml`` or ``[tool.replylint]``, then ``REPLYLINT_*``, then flags.

Layers, later wins: model defaults, pack, project file, environment, flags. Tables merge, lists replace.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from replylint.config import CheckConfig, Config, GateConfig, LanguageConfig, RuleConfig
from replylint.discovery import NO_SETTINGS, PREFIX, project_file
from replylint.errors import ConfigError, nearest

__all__ = ["Project", "find_project_file", "load_project", "validated_config"]

_TABLES: dict[str, type[BaseModel]] = {"language": LanguageConfig, "gate": GateConfig}


@dataclass(frozen=True, slots=True)
class Project:
    """The settings in force, and for each dotted key where its value came from."""

    config: Config
    origins: Mapping[str, str]


def find_project_file(start: Path) -> Path | None:
    """Return the nearest ``replylint.toml``, or ``pyproject.toml`` with a ``[tool.replylint]``, at or above ``start``."""
    found = project_file(str(start))
    return None if found is None else Path(found)


def load_project(
    start: Path, *, file: Path | None = None, environment: Mapping[str, str] | None = None, flags: Mapping[str, Any] | None = None
) -> Project:
    """Gather the settings for ``start``.

    Raises:
        ConfigError: naming layer, key and the nearest valid name.
    """
    path = file if file is not None else find_project_file(start)
    merged: dict[str, Any] = {}
    origins: dict[str, str] = {}
    layers: list[tuple[str, Mapping[str, Any]]] = []
    if path is not None:
        layers.append((str(path), _anchored(_read(path), path.parent)))
    layers.append(("environment", _from_environment(os.environ if environment is None else environment)))
    layers.append(("flags", flags or {}))
    for origin, values in layers:
        _check_keys(values, origin)
        _merge(merged, values, origins, origin)
    return Project(_validated(merged, origins, "settings"), origins)


def validated_config(values: Mapping[str, Any], origin: str) -> Config:
    """Return ``values`` as a Config.

    Raises:
        ConfigError: naming ``origin``, key and the nearest valid name.
    """
    _check_keys(values, origin)
    return _validated(values, {}, origin)


def _validated(values: Mapping[str, Any], origins: Mapping[str, str], default: str) -> Config:
    try:
        return Config.model_validate(values)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in problem["loc"])
        origin = next((origins[k] for k in origins if k == key or key.startswith(f"{k}.") or k.startswith(f"{key}.")), default)
        raise ConfigError(f"{origin}: {key}: {problem['msg']}") from None


def _read(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from None
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("replylint", {})
    return data


def _anchored(data: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Resolve paths in the file against the file's own folder."""
    out = dict(data)
    for key in ("rule-paths", "rule_paths"):
        if isinstance(out.get(key), list):
            out[key] = [str(folder / str(item)) for item in out[key]]
    for key in ("ignore-file", "ignore_file"):
        if isinstance(out.get(key), str):
            out[key] = str(folder / out[key])
    gate = out.get("gate")
    if isinstance(gate, dict):
        out["gate"] = {k: str(folder / v) if k in ("audit-log", "audit_log") and isinstance(v, str) else v for k, v in gate.items()}
    return out


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read ``REPLYLINT_FAIL_ON=error``, ``REPLYLINT_LANGUAGE__BACKEND=both``: two underscores go one table down."""
    out: dict[str, Any] = {}
    for name in sorted(environment):
        if not name.startswith(PREFIX) or name in NO_SETTINGS:
            continue
        *tables, key = name[len(PREFIX) :].lower().split("__")
        target = out
        model: type[BaseModel] = Config
        for table in tables:
            target = target.setdefault(table, {})
            if not isinstance(target, dict):
                raise ConfigError(f"environment: {table}: is a table, and {PREFIX}{table.upper()} gives it a value", hint="unset that variable")
            model = _TABLES.get(table, model)
        field = model.model_fields.get(key)
        value: Any = environment[name]
        if field is not None and "tuple" in str(field.annotation):
            value = [item.strip() for item in value.split(",") if item.strip()]
        target[key] = value
    return out


def _known(model: type[BaseModel]) -> set[str]:
    return {name for field, info in model.model_fields.items() for name in (field, info.alias) if name}


def _check_keys(values: Mapping[str, Any], origin: str) -> None:
    _check_table(values, Config, origin, "")
    for table, model in _TABLES.items():
        if isinstance(values.get(table), Mapping):
            _check_table(values[table], model, origin, f"{table}.")
    nested: tuple[tuple[str, type[BaseModel]], ...] = (("rules", RuleConfig), ("checks", CheckConfig))
    for table, model in nested:
        entries = values.get(table)
        for name, entry in entries.items() if isinstance(entries, Mapping) else ():
            if isinstance(entry, Mapping):
                _check_table(entry, model, origin, f"{table}.{name}.")


def _check_table(values: Mapping[str, Any], model: type[BaseModel], origin: str, prefix: str) -> None:
    for key in values:
        if key not in _known(model):
            raise ConfigError(f"{origin}: unknown key {prefix + key!r}", hint=nearest(key, _known(model)), code="C204")


def _merge(below: dict[str, Any], above: Mapping[str, Any], origins: dict[str, str], origin: str, prefix: str = "") -> None:
    for raw_key, value in above.items():
        key = raw_key.replace("-", "_") if not prefix or prefix.rstrip(".") in _TABLES else raw_key
        dotted = f"{prefix}{key}"
        if isinstance(value, Mapping):
            table = below.setdefault(key, {})
            if isinstance(table, dict):
                _merge(table, value, origins, origin, f"{dotted}.")
                continue
        below[key] = value
        origins[dotted] = origin
