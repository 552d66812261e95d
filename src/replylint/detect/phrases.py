"""The phrase language of rule files, compiled to RE2 expressions.

``{a|b c}`` is a choice and may nest, ``{a|}`` an optional word, ``...`` a gap of up to five words within the sentence,
``*`` one word, ``<slot>`` a named kind of word. Spaces match any white space, an apostrophe may be left out.
"""

from __future__ import annotations

import re

__all__ = ["SLOTS", "phrase_regex", "phrases_regex"]

_NUMBER = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|\d{1,4})"
SLOTS = {
    "money": r"(?:(?:us ?)?[$£€] ?\d[\d,]*(?:\.\d{1,2})?|\d+(?:\.\d{1,2})? ?(?:dollars|bucks|usd|cad)|(?:five|ten|fifteen|twenty|thirty|forty|fifty) (?:dollars|bucks))",  # noqa: E501 - one expression
    "percent": r"(?:\d{1,3} ?(?:%|percent|per cent)|(?:five|ten|fifteen|twenty|thirty|forty|fifty) (?:percent|per cent)|half|a third|a quarter)",
    "number": _NUMBER,
    "weekday": r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)day",
    "day": (
        r"(?:today|tonight|tomorrow(?: (?:morning|afternoon|evening|night))?|(?:this|next|on|by) (?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|at the latest))?|the weekend|this weekend|the \d{1,2}(?:st|nd|rd|th)"  # noqa: E501 - one expression
        r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.? \d{1,2}"  # noqa: E501 - one expression
        r"|christmas|noon|end of (?:the )?(?:day|week)|this time tomorrow)"
    ),
    "we": r"(?:we|i|our team|my team)",
    "be": r"(?:am|is|are|was|were|be|been|being|'s|'re|'m)",
    "will": r"(?:will|shall|'ll|is going to|are going to|am going to|'s going to|'re going to)",
}
_GAP = r"(?:[\w'$%.,-]+\s+){0,5}?"


def phrase_regex(phrase: str) -> str:
    """Return the RE2 expression for one phrase.

    Raises:
        ValueError: where braces do not match, ``|`` stands outside them or a slot is unknown; the message names the phrase.
    """
    body, rest = _sequence(phrase.strip(), 0, phrase)
    if rest != len(phrase.strip()):
        raise ValueError(f"unexpected {phrase.strip()[rest]!r} in phrase {phrase!r}")
    start = r"\b" if re.match(r"[\w{]", phrase.strip()) else ""
    end = r"\b" if re.search(r"[\w}]$", phrase.strip()) else ""
    return f"{start}{body}{end}"


def phrases_regex(phrases: tuple[str, ...]) -> str:
    """Return one case-insensitive expression that matches any of ``phrases``."""
    return "(?i)(?:" + "|".join(phrase_regex(phrase) for phrase in phrases) + ")"


def _sequence(text: str, position: int, phrase: str) -> tuple[str, int]:
    """Compile until the end, or until ``|`` or ``}`` of the group around; return the expression and where it ended."""
    out: list[str] = []
    pending_space = False
    while position < len(text):
        char = text[position]
        if char in "|}":
            break
        if char == " ":
            pending_space = bool(out)
            position += 1
            continue
        piece, position, spaced = _piece(text, position, phrase)
        if pending_space and not piece.startswith("(?:\\s+"):
            if spaced == "optional":
                piece = rf"(?:\s+{piece})?"
            elif spaced == "gap":
                piece = rf"\s+{piece}"
            elif out and out[-1].endswith(_GAP):
                pass
            elif piece in (SLOTS["will"], SLOTS["be"]):
                out.append(r"\s*")
            else:
                out.append(r"\s+")
        elif spaced == "optional":
            # An optional word at the start takes its space along.
            piece = rf"(?:{piece}\s+)?" if position < len(text) and text[position] == " " else rf"(?:{piece})?"
            if piece.endswith(r"\s+)?"):
                while position < len(text) and text[position] == " ":
                    position += 1
        pending_space = False
        out.append(piece)
    return "".join(out), position


def _piece(text: str, position: int, phrase: str) -> tuple[str, int, str]:
    """Compile one piece; the third value is ``optional``, ``gap`` or empty."""
    char = text[position]
    if text.startswith("...", position):
        return _GAP, position + 3, "gap"
    if char == "{":
        return _group(text, position, phrase)
    if char == "<":
        close = text.find(">", position)
        name = text[position + 1 : close] if close > 0 else ""
        if name not in SLOTS:
            raise ValueError(f"unknown slot <{name}> in phrase {phrase!r}; known: {', '.join(SLOTS)}")
        return SLOTS[name], close + 1, ""
    if char == "*":
        return r"[\w'-]+", position + 1, ""
    if char == "'":
        return "'?", position + 1, ""
    return re.escape(char), position + 1, ""


def _group(text: str, position: int, phrase: str) -> tuple[str, int, str]:
    options: list[str] = []
    position += 1
    while True:
        option, position = _sequence(text, position, phrase)
        options.append(option)
        if position >= len(text):
            raise ValueError(f"a brace is not closed in phrase {phrase!r}")
        position += 1
        if text[position - 1] == "}":
            break
    optional = "" in options
    body = "(?:" + "|".join(option for option in options if option) + ")"
    return body, position, "optional" if optional else ""
