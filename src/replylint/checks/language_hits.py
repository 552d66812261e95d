"""Which of the backends' hits a seller would have to change: the curated tables, what is protected, our own detectors.

Offsets are half-open code points.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from dataclasses import replace
from typing import Literal

import yaml

from replylint.detect.foreign import foreign_lines
from replylint.detect.grammar import Grammar, GrammarHit, merge_hits
from replylint.detect.misspellings import is_chat_spelling, is_commerce_word, looks_like_a_typo
from replylint.detect.protected import Protected, protect
from replylint.detect.slip_patterns import WEAK_RULES
from replylint.detect.slips import find_slips
from replylint.detect.spellings import is_variant_spelling

__all__ = ["language_findings", "rule_class", "rules_heard", "stands"]

# An inch mark follows a digit, so it opens no quotation.
_CITED = re.compile(r"(?<!\w)[\"“]([^\s\"“”][^\"“”\n]{3,260}[^\s\"“”])[\"”](?!\w)")
_FEWEST_CITED = 3  # words

RuleClass = Literal["error", "warning", "off"]


@functools.cache
def _table(source: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the curated classes of one backend: by rule id, and the defaults by category."""
    path = importlib.resources.files("replylint") / "data" / "grammar" / f"{source}.yaml"
    if not path.is_file():
        return {}, {}
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {rule: entry["class"] for rule, entry in data["rules"].items()}, data["default"]


def rule_class(hit: GrammarHit) -> RuleClass:
    """Return the class that the curated table gives the hit's rule; our own are errors."""
    if hit.source == "replylint":
        return "error"
    rules, default = _table(hit.source.split("+")[0])
    found = rules.get(hit.rule) or default.get(hit.category, "off")
    return found if found in ("error", "warning") else "off"  # type: ignore[return-value]


def rules_heard(source: str) -> frozenset[str]:
    """Return the rule ids of a backend that its curated table does not class as off; no other rule of it need run."""
    return frozenset(rule for rule, found in _table(source)[0].items() if found != "off")


def language_findings(
    text: str,
    *,
    grammar: Grammar,
    known_words: frozenset[str],
    dialect: str,
    deadline: float | None = None,
) -> tuple[GrammarHit, ...]:
    """Return what of ``text`` breaks the language rule: the wrong words, no two overlapping, sorted.

    Args:
        text: The draft.
        grammar: The backend.
        known_words: Words and phrases of order, profile, item titles, customer's message and dictionary.
        dialect: ``en-US``, ``en-CA`` or ``en-GB``.
        deadline: An instant of ``time.monotonic()``, or ``None``.

    Raises:
        BackendError: The backend failed.
    """
    protected = protect(text, known_words=known_words)
    hits = [
        _narrowed(text, hit)
        for hit in grammar.check(text, dialect=dialect, deadline=deadline)
        if rule_class(hit) != "off" and stands(text, hit, protected)
    ]
    others = (*foreign_lines(text), *cited(text))
    found = [hit for hit in (*hits, *find_slips(text, protected)) if not any(start <= hit.start < end for start, end in others)]
    merged = merge_hits(found)
    if len(merged) == 1 and all(hit.rule in WEAK_RULES for hit in found):
        return ()
    return merged


def cited(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches in quotation marks of three words or more: somebody else's words, mistakes and all."""
    return tuple(match.span() for match in _CITED.finditer(text) if len(match.group(1).split()) >= _FEWEST_CITED)


def stands(text: str, hit: GrammarHit, protected: Protected) -> bool:
    """Tell whether ``hit`` marks the seller's own wording: no name, code, brand, chat word or spelling of another country."""
    if hit.start >= hit.end or hit.end > protected.body_end or protected.is_closed(hit.start, hit.end):
        return False
    if text[max(0, hit.start - 1) : hit.start] == "-":
        return False  # "good-natured", "e-mail box": backends look at the halves
    if hit.category != "spelling":
        return True
    if text[hit.end : hit.end + 1] == "-":
        return False  # "mis-sorted"
    word = text[hit.start : hit.end]
    return (
        not protected.is_name(hit.start, hit.end)
        and not is_chat_spelling(word)
        and not is_commerce_word(word)
        and not is_variant_spelling(word, hit.replacements)
        and looks_like_a_typo(word, hit.replacements)
    )


def _narrowed(text: str, hit: GrammarHit) -> GrammarHit:
    """Return the hit without white space at its edges."""
    part = text[hit.start : hit.end]
    if not part.strip():
        return hit
    start = hit.start + len(part) - len(part.lstrip())
    return replace(hit, start=start, end=start + len(part.strip()))
