"""The clause around a match: from the break before it to the break after it, greeting words and linkers left out."""

from __future__ import annotations

import re

__all__ = ["clause_around"]

_BREAK = re.compile(r"[;:–—(]\s*|,\s+(?:and|but|so|or|which|because|since|as|while|although|though|then|yet)\s+|,\s+(?=(?:we|i|you|it|they|please|just|our|the|your)\b)|\s+-{1,2}\s+|\s+(?:but|because|although|whereas)\s+", re.I)
_END = re.compile(r"[;:–—)]|,\s+(?:and|but|so|which|because|since|while|although|though|then|yet)\s|\s+-{1,2}\s|\s+(?:but|because|although|whereas)\s", re.I)


def clause_around(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the half-open range of the clause of ``sentence`` that holds ``[start, end)``."""
    begin = 0
    for match in _BREAK.finditer(sentence, 0, start):
        if match.end() <= start:
            begin = match.end()
    following = _END.search(sentence, end)
    stop = following.start() if following else len(sentence.rstrip(" .!?\"'”’"))
    return begin, max(stop, end)
