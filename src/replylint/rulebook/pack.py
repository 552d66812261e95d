"""A rule pack: the marketplace's constants, with their source and date."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from replylint.errors import ConfigError, nearest
from replylint.rulebook.strictyaml import StrictYaml, read_yaml

__all__ = ["Pack", "PackHosts", "PackTerms", "load_pack", "pack_names"]

_FOLDER = Path(__file__).parent.parent / "packs"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PackHosts(_Strict):
    """Registrable domains by what they are."""

    allowed: tuple[str, ...]
    other_own: tuple[str, ...]
    carriers: tuple[str, ...]
    shorteners: tuple[str, ...]
    social: tuple[str, ...]
    marketplaces: tuple[str, ...]
    chat: tuple[str, ...]


class PackTerms(_Strict):
    """The marketplace's terms as numbers."""

    response_hours: float = Field(gt=0)
    urgent_hours: float = Field(gt=0)
    due_soon_hours: float = Field(gt=0)
    rounds_max: int = Field(gt=0)
    return_window_days: int = Field(gt=0)
    refund_after_return_hours: float = Field(gt=0)
    attachments_max: int = Field(gt=0)
    attachment_megabytes: float = Field(gt=0)


class Pack(_Strict):
    """One marketplace's policy in one market, as of a date."""

    name: str
    title: str
    market: str
    source: str
    updated: str
    version: str
    dialect: str
    languages: tuple[str, ...]
    currency: str
    policy: dict[str, str]
    hosts: PackHosts
    terms: PackTerms
    customer_care_phones: tuple[str, ...]
    whitelist: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def relays(self) -> tuple[str, ...]:
        """The domains whose addresses hand a seller's mail on to customers."""
        return tuple(host for host in self.whitelist if host.startswith("relay."))


def pack_names() -> tuple[str, ...]:
    """Return the names of the packs that ship with replylint."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


@lru_cache(maxsize=8)
def load_pack(name: str) -> Pack:
    """Load a shipped pack by name; a pack that ``extends`` another overrides its keys, tables merging.

    Raises:
        ConfigError: where no pack has that name.
        RuleFileError: where its file is broken.
    """
    if name not in pack_names():
        raise ConfigError(f"unknown pack {name!r}", hint=nearest(name, pack_names()) or f"known: {', '.join(pack_names())}", code="C202")
    file, data = _read(name)
    try:
        return Pack.model_validate(data)
    except ValidationError as error:
        raise file.error(error, {"Pack": tuple(Pack.model_fields)}) from None


def _read(name: str) -> tuple[StrictYaml, dict[str, Any]]:
    file = read_yaml(_FOLDER / f"{name}.yaml")
    data = dict(file.data)
    parent = data.pop("extends", None)
    return file, _merge(_read(parent)[1], data) if parent else data


def _merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged
