"""Which words are slips of the fingers, and which the dictionary only lacks. Pure functions of a word and its suggestions."""


from __future__ import annotations

import functools
import importlib.resources
import re

__all__ = ["is_chat_spelling", "is_commerce_word", "looks_like_a_typo"]

_CHAT = frozenset(
    """
    u ur r y n k ya thx thnx tnx thanx pls plz plse tmrw tmr tomoz lol lmao omg btw asap idk imo txt abt msg
    msgs cuz cos coz bc b4 gr8 l8r 2day 2moro wanna gonna gotta kinda sorta dunno lemme gimme yep yup nope nah
    ok okay kk hiya yo bro dude ty tysm np ppl bday xoxo haha hehe ugh hmm meh oops whoops aww hun luv ikr smh
    fyi lil w tho thru nite info tn wtf wth damn dm dms pic pics min mins sec secs hr hrs wk wks til soz otw insta c
    rly def yw nvm
    """.split()
)


@functools.cache
def _words(name: str) -> frozenset[str]:
    path = importlib.resources.files("replylint") / "data" / "grammar" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def is_chat_spelling(word: str) -> bool:
    """Tell whether ``word`` is chat spelling ("thx"), which is a matter of tone, whatever a dictionary says of it."""
    return not _CHAT.isdisjoint(_bare_forms(word))


def is_commerce_word(word: str) -> bool:
    """Tell whether ``word`` is one of trade or home that dictionaries miss; a plural or possessive of it too."""
    low, bare = _bare_forms(word)
    words = _words("words.txt")
    return low in words or bare in words or bare.removesuffix("s") in words


def _bare_forms(word: str) -> tuple[str, str]:
    low = word.casefold().replace("’", "'")
    return low, low.removesuffix("'s")


def looks_like_a_typo(word: str, replacements: tuple[str, ...]) -> bool:
    """Tell a slip of the fingers from a word that the dictionary lacks: a slip is near to a common word.

    Dictionaries lack many names of things ("loupe", "teff"); what they then suggest is rare, or far, or another kind of
    word. A slip leaves out, doubles, swaps or mistakes a letter of a word that replies are full of.
    """
    low = word.casefold().replace("’", "'")
    if len(low) < 3 or not re.fullmatch(r"[a-z]+(?:'[a-z]+)?", low) or re.search(r"(.)\1\1", low):
        return False
    near = [item.casefold().replace("’", "'") for item in replacements[:3]]
    if any(item.replace(" ", "").replace("-", "") == low and item != low for item in near):
        return False  # glovebox, leakproof: a compound
    if word[0].isupper():  # a name at the head of a sentence, unless a common word is very near
        return len(low) > 4 and any(_is_slip_of(low, item) for item in near if item in _words("vocabulary.txt"))
    return any(_is_slip_of(low, item) for item in near)


def _is_slip_of(low: str, item: str) -> bool:
    """Tell whether ``low`` is the word ``item`` mistyped in a way that people mistype."""
    distance = _distance(low, item)
    if low[0] != item[0] or distance > 2 or item.endswith("'s"):
        return False
    swapped = distance == 1 and sorted(low) == sorted(item)
    if item not in _words("vocabulary.txt"):
        # A rare word: only what is a slip by its kind, or by its length.
        return distance == 1 and ((swapped and len(low) >= 5) or (_keeps_consonants(low, item) and len(low) >= 6) or len(low) >= 10)
    if distance == 1:
        # Of short words too many are one letter apart: there only a swap or a dropped letter is a slip.
        return len(low) > 5 or len(item) > len(low) or swapped or _keeps_consonants(low, item)
    return distance == 2 and len(low) >= 8 and low[-1] == item[-1]


def _keeps_consonants(one: str, two: str) -> bool:
    """Tell whether two words differ in vowels and doubled letters alone ("seperate", "shiped")."""
    return _skeleton(one) == _skeleton(two)


def _skeleton(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word))


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
