"""A linter of two topics that tests can slow down, break and time: real engine, own checks, no services."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable

from replylint.config import Config
from replylint.context import Context
from replylint.detect.grammar import GrammarHit
from replylint.document.document import Document
from replylint.linter import Linter
from replylint.models import Finding
from replylint.rulebook.check import Check, CheckInfo


class NoGrammar:
    """A grammar service that finds nothing, at once."""

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        return ()


class Watched:
    """A built-in check behind a hook, called with the document before the check itself runs."""

    def __init__(self, check: Check, hook: Callable[[Document], None]) -> None:
        self._check = check
        self._hook = hook

    @property
    def info(self) -> CheckInfo:
        return self._check.info

    def run(self, doc: Document, ctx: Context) -> Iterable[Finding]:
        self._hook(doc)
        return self._check.run(doc, ctx)


def linter_with(hooks: dict[str, Callable[[Document], None]] | None = None, **settings: object) -> Linter:
    """Return a linter of all built-in checks without services; ``hooks`` run within the checks of those names."""
    linter = Linter(Config.model_validate({"meaning": False, **settings}), grammar=NoGrammar())
    checks = tuple(Watched(c, hooks[c.info.name]) if hooks and c.info.name in hooks else c for c in linter.registry.checks)
    # The registry is a frozen value; tests make another one with the same parts.
    from dataclasses import replace

    linter.registry = replace(linter.registry, checks=checks)
    return linter


def when(word: str, act: Callable[[], None]) -> Callable[[Document], None]:
    """Return a hook that acts only on drafts which hold ``word``, so that warming up goes undisturbed."""

    def hook(doc: Document) -> None:
        if word in doc.text:
            act()

    return hook


def sleeping(seconds: float) -> Callable[[], None]:
    return lambda: time.sleep(seconds)


def crashing() -> None:
    raise RuntimeError("the check is broken")


def waiting(event: threading.Event) -> Callable[[], None]:
    return lambda: event.wait(20) and None
