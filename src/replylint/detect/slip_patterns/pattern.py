"""What a pattern of slips is, and the messages that several of them share."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from replylint.detect.patterns import LazyPattern

__all__ = ["AGREE", "ARTICLE", "FORM", "ITS", "MIXED", "NUMBER", "ClassPattern", "SlipPattern", "slip"]

ITS = "“It's” means “it is”; the possessive is “its”."
AGREE = "Verb and subject do not agree in number."
ARTICLE = "An article (a, an, the) seems to be missing."
FORM = "The verb has the wrong form here."
NUMBER = "Singular and plural do not go together here."
MIXED = "The word is mixed up with one that sounds like it."


@dataclass(frozen=True, slots=True)
class SlipPattern:
    """One pattern: its rule id, the expression, the message, a fix, and its tests.

    It is matched on one sentence at a time; its first group that took part (or the whole match) is the wrong stretch.
    Digits, links and the like stand there as NUL, and no wrong stretch holds one. A ``weak`` one is a slip only in company:
    a terse native writer, too, drops an article now and then ("New lid is on its way"), but makes no second slip beside it.
    """

    rule: str
    pattern: LazyPattern
    message: str
    fix: str = ""
    bad: tuple[str, ...] = field(default=())
    good: tuple[str, ...] = field(default=())
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ClassPattern:
    """One pattern over word classes (detect/word_classes.py): its rule id, expression, message, tests, and ``weak`` as above."""

    rule: str
    expression: str
    message: str
    bad: tuple[str, ...] = field(default=())
    good: tuple[str, ...] = field(default=())
    weak: bool = False


def slip(
    rule: str,
    pattern: str,
    message: str,
    fix: str = "",
    *,
    case: bool = False,
    weak: bool = False,
    bad: tuple[str, ...] = (),
    good: tuple[str, ...] = (),
) -> SlipPattern:
    """Return the pattern; ``case`` tells capitals from small letters."""
    return SlipPattern(rule, LazyPattern(pattern, 0 if case else re.IGNORECASE), message, fix, bad, good, weak)
