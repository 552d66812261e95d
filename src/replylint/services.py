"""The services a linter uses unless it is given others; each loads when it is first asked something."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from replylint.config import Config, LanguageConfig
from replylint.detect.grammar import BothGrammar, FallbackGrammar, Grammar, GrammarHit, MemoGrammar
from replylint.detect.meaning import Encoder, Meaning
from replylint.errors import BackendError

if TYPE_CHECKING:
    from replylint.detect.sentence_model import SentenceModel

__all__ = ["default_grammar", "default_meaning", "model_folder"]

_log = logging.getLogger("replylint")


class _LazyGrammar:
    """The configured backend, loaded at the first check, so that a linter without language rules pays nothing.

    A check has ``language.deadline_ms``; loading, once for each dialect, has ``language.startup_ms`` instead. Both are
    capped by the caller's deadline. Where loading fails and ``language.fallback`` holds, harper answers.
    """

    def __init__(self, settings: LanguageConfig) -> None:
        self._settings = settings
        self._lock = Lock()
        self._backend: Grammar | None = None
        self._loaded: set[str] = set()

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        """Return the hits in ``text``; see ``Grammar.check``."""
        backend = self._ready(dialect, deadline)
        return backend.check(text, dialect=dialect, deadline=_capped(self._settings.deadline_ms, deadline))

    def _ready(self, dialect: str, deadline: float | None) -> Grammar:
        backend = self._backend
        if backend is not None and dialect in self._loaded:
            return backend
        with self._lock:
            if self._backend is None:
                self._backend = _make_grammar(self._settings)
            if dialect not in self._loaded:
                # Any text loads a backend; a misspelling loads harper's suggestions too.
                self._backend.check("Warmm.", dialect=dialect, deadline=_capped(self._settings.startup_ms, deadline))
                self._loaded.add(dialect)
            return self._backend


def _capped(milliseconds: int, deadline: float | None) -> float:
    own = time.monotonic() + milliseconds / 1000
    return own if deadline is None else min(own, deadline)


@lru_cache(maxsize=1)
def _harper() -> Grammar:
    from replylint.checks.language_hits import rules_heard  # noqa: PLC0415 - lazily, see above
    from replylint.detect.harper import HarperBackend  # noqa: PLC0415 - as above

    return MemoGrammar(HarperBackend(only=rules_heard("harper")))


@lru_cache(maxsize=4)
def _languagetool(url: str | None) -> Grammar:
    """Return the client of the server at ``url``, or of one of our own, shared by all linters of the process."""
    from replylint.detect.languagetool import LanguageToolBackend  # noqa: PLC0415 - an optional backend

    return MemoGrammar(LanguageToolBackend(url=url))


def _make_grammar(settings: LanguageConfig) -> Grammar:
    """Return the backend that the settings name; ``auto`` is both where LanguageTool is at hand, else harper."""
    backend = settings.backend
    if backend == "auto":
        backend = "both" if settings.url or _languagetool_is_at_hand() else "harper"
    if backend == "harper":
        return _harper()
    full = _languagetool(settings.url)
    chosen = BothGrammar(_harper(), full) if backend == "both" else full
    return FallbackGrammar(chosen, _harper(), told=_once(_tell)) if settings.fallback else chosen


def _languagetool_is_at_hand() -> bool:
    from replylint.detect.languagetool_server import find_home, find_java  # noqa: PLC0415 - an optional backend

    try:
        find_home()
        find_java()
    except BackendError:
        return False
    return True


def _tell(error: BackendError) -> None:
    _log.warning("LanguageTool failed, harper answers in its place: %s", error)


def _once(tell: Callable[[BackendError], None]) -> Callable[[BackendError], None]:
    """Return ``tell`` such that it tells each kind of error once."""
    told: set[str] = set()

    def tell_new(error: BackendError) -> None:
        if error.code not in told:
            told.add(error.code)
            tell(error)

    return tell_new


def default_grammar(config: Config) -> Grammar:
    """Return the grammar service for ``config``; nothing is loaded yet."""
    return _LazyGrammar(config.language)


def model_folder() -> Path:
    """Return the folder of the shipped sentence model."""
    return Path(__file__).parent / "model"


def default_meaning() -> tuple[Meaning, Encoder]:
    """Return the shipped sentence model as scorer and encoder; it loads when it is first asked something."""
    model = _model()
    return model, model


@lru_cache(maxsize=1)
def _model() -> SentenceModel:
    from replylint.detect.sentence_model import SentenceModel  # noqa: PLC0415 - numpy alone takes 0.1 s to import

    return SentenceModel(model_folder())
