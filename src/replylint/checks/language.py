"""The language check: what of the backends' hits a seller would have to change, and our own detectors.

Policy lives here: which backend rules count (the curated tables), what is protected, what is left to other checks.
Offsets are half-open code points.
"""

# ruff: noqa: PLR2004 - word lists; lengths of words
from __future__ import annotations

import functools
import importlib.resources
import re
from dataclasses import replace
from typing import Literal

import yaml

from replylint.detect.grammar import Grammar, GrammarHit, merge_hits
from replylint.detect.protected import Protected, is_variant_spelling, protect
from replylint.detect.slips import find_slips

__all__ = ["is_not_english", "language_findings", "rule_class"]

RuleClass = Literal["error", "warning", "off"]

# Chat spelling is `tone`, whatever a dictionary says of it.
_CHAT = frozenset(
    [
        "u",
        "ur",
        "r",
        "y",
        "n",
        "k",
        "ya",
        "thx",
        "thnx",
        "tnx",
        "thanx",
        "pls",
        "plz",
        "plse",
        "tmrw",
        "tmr",
        "tomoz",
        "lol",
        "lmao",
        "omg",
        "btw",
        "asap",
        "idk",
        "imo",
        "txt",
        "abt",
        "msg",
        "msgs",
        "cuz",
        "cos",
        "coz",
        "bc",
        "b4",
        "gr8",
        "l8r",
        "2day",
        "2moro",
        "wanna",
        "gonna",
        "gotta",
        "kinda",
        "sorta",
        "dunno",
        "lemme",
        "gimme",
        "yep",
        "yup",
        "nope",
        "nah",
        "ok",
        "okay",
        "k",
        "kk",
        "hiya",
        "yo",
        "bro",
        "dude",
        "ty",
        "tysm",
        "np",
        "ppl",
        "bday",
        "xoxo",
        "haha",
        "hehe",
        "ugh",
        "hmm",
        "meh",
        "oops",
        "whoops",
        "aww",
        "hun",
        "luv",
        "ikr",
        "smh",
        "fyi",
        "w",
        "tho",
        "thru",
        "nite",
        "info",
        "tn",
        "wtf",
        "wth",
        "damn",
        "dm",
        "dms",
        "pic",
        "pics",
        "min",
        "mins",
        "sec",
        "secs",
        "hr",
        "hrs",
        "wk",
        "wks",
        "til",
        "soz",
        "otw",
        "insta",
        "tho",
        "c",
        "rly",
        "def",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "is",
        "it",
        "you",
        "that",
        "he",
        "was",
        "for",
        "on",
        "are",
        "with",
        "as",
        "i",
        "his",
        "they",
        "be",
        "at",
        "have",
        "this",
        "from",
        "or",
        "had",
        "by",
        "not",
        "but",
        "we",
        "your",
        "our",
        "will",
        "can",
        "if",
        "an",
        "my",
        "their",
        "has",
        "there",
        "been",
        "would",
        "what",
        "so",
        "up",
        "out",
        "do",
        "about",
        "who",
        "get",
        "which",
        "me",
        "when",
        "no",
        "just",
        "him",
        "know",
        "take",
        "into",
        "them",
        "see",
        "other",
        "than",
        "then",
        "now",
        "only",
        "its",
        "over",
        "after",
        "how",
        "us",
        "any",
        "these",
        "today",
        "please",
        "sorry",
        "thank",
        "thanks",
        "here",
        "yes",
    ]
)
_FOREIGN = frozenset(
    [
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "de",
        "del",
        "que",
        "y",
        "en",
        "es",
        "por",
        "para",
        "con",
        "su",
        "sus",
        "le",
        "les",
        "se",
        "no",
        "al",
        "lo",
        "como",
        "nos",
        "nuestro",
        "usted",
        "gracias",
        "hola",
        "pedido",
        "hemos",
        "está",
        "ha",
        "fue",
        "muy",
        "mañana",
        "hoy",
        "je",
        "tu",
        "il",
        "elle",
        "nous",
        "vous",
        "ils",
        "des",
        "du",
        "et",
        "est",
        "pour",
        "dans",
        "sur",
        "avec",
        "votre",
        "notre",
        "vos",
        "nos",
        "qui",
        "que",
        "ne",
        "pas",
        "au",
        "aux",
        "ce",
        "cette",
        "sont",
        "avons",
        "avez",
        "bonjour",
        "merci",
        "commande",
        "été",
        "très",
        "der",
        "die",
        "das",
        "und",
        "ist",
        "nicht",
        "ein",
        "eine",
        "ihr",
        "ihre",
        "sie",
        "wir",
        "ich",
        "mit",
        "von",
        "zu",
        "den",
        "dem",
        "für",
        "auf",
        "haben",
        "wird",
        "o",
        "os",
        "as",
        "um",
        "uma",
        "não",
        "seu",
        "sua",
        "em",
        "obrigado",
        "pelo",
        "você",
        "di",
        "il",
        "che",
        "per",
        "sono",
        "grazie",
        "non",
        "è",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@functools.cache
def _table(source: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return the curated classes of one backend: by rule id, and the defaults by category."""
    path = importlib.resources.files("replylint") / "data" / "grammar" / f"{source}.yaml"
    if not path.is_file():
        return {}, {}
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {rule: entry["class"] for rule, entry in data["rules"].items()}, data["default"]


@functools.cache
def _commerce_words() -> frozenset[str]:
    path = importlib.resources.files("replylint") / "data" / "grammar" / "words.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def rule_class(hit: GrammarHit) -> RuleClass:
    """Return the class that the curated table gives the hit's rule; our own are errors."""
    if hit.source == "replylint":
        return "error"
    rules, default = _table(hit.source.split("+")[0])
    found = rules.get(hit.rule) or default.get(hit.category, "off")
    return found if found in ("error", "warning") else "off"  # type: ignore[return-value]


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
        if rule_class(hit) != "off" and _stands(text, hit, protected)
    ]
    foreign = _foreign_lines(text)
    found = (*hits, *find_slips(text, protected))
    return merge_hits(hit for hit in found if not any(start <= hit.start < end for start, end in foreign))


def _stands(text: str, hit: GrammarHit, protected: Protected) -> bool:
    if hit.start >= hit.end or hit.end > protected.body_end or protected.is_closed(hit.start, hit.end):
        return False
    if hit.category != "spelling":
        return True
    word = text[hit.start : hit.end]
    return (
        not protected.is_name(hit.start, hit.end)
        and not _is_other_word(word)
        and not is_variant_spelling(word, hit.replacements)
        and _looks_like_a_typo(word, hit.replacements)
    )


def _is_other_word(word: str) -> bool:
    low = word.casefold().replace("’", "'")
    bare = low.removesuffix("'s")
    words = _commerce_words()
    return low in _CHAT or bare in _CHAT or low in words or bare in words or bare.removesuffix("s") in words


def _looks_like_a_typo(word: str, replacements: tuple[str, ...]) -> bool:
    """Tell a slip of the fingers from a word that the dictionary lacks: a slip is near to a word."""
    low = word.casefold().replace("’", "'")
    if len(low) < 3 or not re.fullmatch(r"[a-z]+(?:'[a-z]+)?(?:\s+[a-z']+)*", low):
        return False
    if re.search(r"(.)\1\1", low) or re.search(r"(?:proof|like|wise|less)$|^(?:un|non).*ed$", low):
        return False  # nooo, fadeproof, unsoldered
    near = [item.casefold().replace("’", "'") for item in replacements]
    if any(item.replace(" ", "").replace("-", "") == low for item in near):
        return False  # glovebox, leakproof: a compound
    if word[0].isupper():  # a name at the head of a sentence, unless a common word is very near
        return len(low) > 4 and any(sorted(low) == sorted(item) and _distance(low, item) == 1 for item in near)
    limit = 1 if len(low) <= 4 else 2
    return any(_distance(low, item) <= limit for item in near)


def _distance(one: str, two: str) -> int:
    """Return the number of insertions, deletions, replacements and swaps between two words."""
    if abs(len(one) - len(two)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _narrowed(text: str, hit: GrammarHit) -> GrammarHit:
    """Return the hit without white space at its edges."""
    part = text[hit.start : hit.end]
    if not part.strip():
        return hit
    start = hit.start + len(part) - len(part.lstrip())
    return replace(hit, start=start, end=start + len(part.strip()))


def _foreign_lines(text: str) -> list[tuple[int, int]]:
    """Return the lines in another language; they are for ``is_not_english``, not for spelling."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if is_not_english(line):
            found.append((at, at + len(line)))
        at += len(line)
    return found


def is_not_english(text: str) -> bool:
    """Tell by its function words whether ``text`` is written in another language than English.

    Short texts (under four words) and texts of names and numbers count as English.
    """
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    if len(words) < 4:
        return False
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    letters = "".join(words)
    latin = sum(char < "\u0250" for char in letters)
    if latin < len(letters) / 2:
        return True  # another script altogether
    return foreign >= max(2, len(words) * 0.18) and foreign > 1.5 * english
