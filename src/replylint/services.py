"""The services a linter uses unless it is given others; each loads when it is first asked something."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock

from replylint.config import Config
from replylint.detect.grammar import Grammar, GrammarHit
from replylint.detect.meaning import Encoder, Meaning
from replylint.detect.sentence_model import SentenceModel

__all__ = ["default_grammar", "default_meaning", "model_folder"]


class _LazyGrammar:
    """Builds the configured backend at the first check, so that a linter without language rules pays nothing."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = Lock()
        self._backend: Grammar | None = None

    def check(self, text: str, *, dialect: str = "en-US", deadline: float | None = None) -> tuple[GrammarHit, ...]:
        backend = self._backend
        if backend is None:
            with self._lock:
                if self._backend is None:
                    self._backend = _make_grammar(self._config)
                backend = self._backend
        return backend.check(text, dialect=dialect, deadline=deadline)


@lru_cache(maxsize=1)
def _harper() -> Grammar:
    from replylint.detect.grammar import MemoGrammar  # noqa: PLC0415 - lazily, see above
    from replylint.detect.harper import HarperBackend  # noqa: PLC0415

    return MemoGrammar(HarperBackend())


def _make_grammar(config: Config) -> Grammar:
    """Return the backend that ``config.language`` names."""
    return _harper()


def default_grammar(config: Config) -> Grammar:
    """Return the grammar service for ``config``; nothing is loaded yet."""
    return _LazyGrammar(config)


def model_folder() -> Path:
    """Return the folder of the shipped sentence model."""
    return Path(__file__).parent / "model"


def default_meaning() -> tuple[Meaning | None, Encoder | None]:
    """Return the shipped sentence model as scorer and encoder; it loads when it is first asked something."""
    if not (model_folder() / "model.json").is_file():
        return None, None
    model = _model()
    return model, model


@lru_cache(maxsize=1)
def _model() -> SentenceModel:
    return SentenceModel(model_folder())
