"""The clause around a match: from the break before it to the break after it, greeting words and linkers left out."""

from __future__ import annotations

import re

__all__ = ["clause_around"]

_LINKERS = r"and|but|so|which|because|since|while|although|though|then|yet"
_BREAK = re.compile(
    rf"[;:–—(]\s*|,\s+(?:{_LINKERS}|or|as)\s+|,\s+(?=(?:we|i|you|it|they|please|just|our|the|your)\b)"
    r"|\s+-{1,2}\s+|\s+(?:but|because|although|whereas)\s+",
    re.IGNORECASE,
)
_END = re.compile(rf"[;:–—)]|,\s+(?:{_LINKERS})\s|\s+-{{1,2}}\s|\s+(?:but|because|although|whereas)\s", re.IGNORECASE)


def clause_around(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open range of the clause of ``sentence`` that holds ``[start, end)``."""
    begin = 0
    for match in _BREAK.finditer(sentence, 0, start):
        if match.end() <= start:
            begin = match.end()
    following = _END.search(sentence, end)
    stop = following.start() if following else len(sentence.rstrip(" .!?\"'”’"))
    return begin, max(stop, end)
