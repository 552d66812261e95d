"""Which language a text is in: English or not, told by function words; no model, no download."""

from __future__ import annotations

import re

__all__ = ["foreign_lines", "is_not_english"]

_ENGLISH = frozenset(
    """
    the a an of to in is it you that he was for on are with as i his they be at have this from or had by not but
    we your our will can if my their has there been would what so up out do about who get which me when no just
    him know take into them see other than then now only its over after how us any these today please sorry
    thank thanks here yes
    """.split()
)
_FOREIGN = frozenset(  # Spanish, French, German, Portuguese, Italian
    """
    el la los las un una de del que y en es por para con su sus le les se no al lo como nos nuestro usted
    gracias hola pedido hemos está ha fue muy mañana hoy je tu il elle nous vous ils des du et est pour dans sur
    avec votre notre vos qui ne pas au aux ce cette sont avons avez bonjour merci commande été très der die das
    und ist nicht ein eine ihr ihre sie wir ich mit von zu den dem für auf haben wird o os as um uma não seu sua
    em obrigado pelo você di che per sono grazie non è
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MIN_WORDS = 4
_MIN_SHARE = 0.18  # of the words that are foreign function words
_LATIN_END = "\u0250"


def is_not_english(text: str) -> bool:
    """Tell by its function words whether ``text`` is written in another language than English.

    Short texts (under four words) and texts of names and numbers count as English.
    """
    words = [match.group().casefold() for match in _WORD.finditer(text)]
    if len(words) < _MIN_WORDS:
        return False
    english = sum(word in _ENGLISH for word in words)
    foreign = sum(word in _FOREIGN for word in words)
    letters = "".join(words)
    latin = sum(char < _LATIN_END for char in letters)
    if latin < len(letters) / 2:
        return True  # another script altogether
    return foreign >= max(2, len(words) * _MIN_SHARE) and foreign > 1.5 * english


def foreign_lines(text: str) -> list[tuple[int, int]]:
    """Return the lines of ``text`` in another language, as half-open ranges with their line ends."""
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if is_not_english(line):
            found.append((at, at + len(line)))
        at += len(line)
    return found
