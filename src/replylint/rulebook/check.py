"""What a check is: a value with ``info`` and ``run``; nothing to inherit, nothing to register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from replylint.config import Config
from replylint.context import Context
from replylint.detect.grammar import Grammar
from replylint.detect.meaning import Meaning
from replylint.document.document import Document
from replylint.models import Finding
from replylint.rulebook.pack import Pack

__all__ = ["API", "Check", "CheckInfo", "Tools"]

API = 1
"""The version of what a check is; one written for another is not loaded."""


@dataclass(frozen=True, slots=True)
class CheckInfo:
    """A check's name, the ids of the rules that its code finds (each has a rule file), and the ``API`` it is written for."""

    name: str
    rules: frozenset[str]
    api: int = API


@dataclass(frozen=True, slots=True)
class Tools:
    """What the linter hands a check when it is made: the pack, the settings and the services, which load when used."""

    pack: Pack
    config: Config
    grammar: Grammar
    meaning: Meaning | None


class Check(Protocol):
    """Finds violations of one policy topic; ``run`` is pure and thread-safe."""

    @property
    def info(self) -> CheckInfo:
        """Name and rules."""
        ...

    def run(self, doc: Document, ctx: Context) -> Iterable[Finding]:
        """Yield what the check sees in ``doc``; a rule whose context is missing yields nothing."""
        ...
