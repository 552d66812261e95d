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
    rly def yw nvm oof hmu tbh nbd idc jk rofl brb ttyl imho ily deets
    convo prob probs cya xmas dat dis wat hav wen gud wud shud cud thot thnks thnk thks tks boi fam
    """.split()
)


_DRAWN_OUT = re.compile(r"(.)\1\1")  # "sooo", "freee": on purpose
_TRIPLE = re.compile(r"([b-df-hj-np-tv-z])\1\1(?=[a-z])")  # "sorrry": a slip
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Keys side by side on the American keyboard: in a row, or one below the other.
_BESIDE = frozenset(
    a + b
    for one, two in ((_ROWS[0], _ROWS[0][1:]), (_ROWS[1], _ROWS[1][1:]), (_ROWS[2], _ROWS[2][1:]), _ROWS[:2], _ROWS[1:], (_ROWS[0][1:], _ROWS[1]))
    for a, b in zip(one, two, strict=False)
)


@functools.cache
def _words(name: str) -> frozenset[str]:
    path = importlib.resources.files("replylint") / "data" / "grammar" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


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
    if len(low) < 3 or not re.fullmatch(r"[a-z]+(?:'[a-z]+)?", low):
        return False
    if word.islower() and _is_slip_of_a_common_word(low):
        return True
    if _DRAWN_OUT.search(low) or not re.search(r"[aeiouy]", low):
        return False  # "sooo", "frm": chat spelling
    near = [item.casefold().replace("’", "'") for item in replacements[:3]]
    if any(item.replace(" ", "").replace("-", "") == low and item != low for item in near):
        return False  # glovebox, leakproof: a compound
    if word[0].isupper():  # a name at the head of a sentence, unless a common word is very near
        return len(low) > 4 and any(_is_slip_of(low, item) for item in near if item in _words("vocabulary.txt"))
    return any(_is_slip_of(low, item) for item in near)


@functools.lru_cache(maxsize=4096)
def _is_slip_of_a_common_word(low: str) -> bool:
    """Tell whether one slip of the fingers made ``low`` of a word of every reply; backends suggest too few of those."""
    if _TRIPLE.search(low):
        return _TRIPLE.sub(r"\1\1", low) in _words("vocabulary.txt")
    return not _DRAWN_OUT.search(low) and any(_is_fingers_slip(low, item) for item in _words("common.txt") if abs(len(item) - len(low)) <= 1)


def _is_fingers_slip(low: str, item: str) -> bool:
    """Tell whether letters of ``item`` were swapped, left out, doubled or taken from the key beside; of short words only swapped."""
    at = next((index for index, (a, b) in enumerate(zip(low, item, strict=False)) if a != b), min(len(low), len(item)))
    if len(low) == len(item):
        if low[at + 2 :] == item[at + 2 :] and low[at : at + 2] == item[at : at + 2][::-1]:
            return True
        beside = item[at] + low[at] in _BESIDE or low[at] + item[at] in _BESIDE
        return beside and at > 0 and len(item) > 3 and low[at + 1 :] == item[at + 1 :]
    if at == 0 or len(item) < 4:
        return False
    if len(low) < len(item):
        # "frm", "jst": vowels left out are chat spelling; an end cut off is a short form, but for a double letter.
        inside = at < len(item) - 1 or item[-1] == item[-2]
        return inside and low[at:] == item[at + 1 :] and re.search(r"[aeiouy]", low) is not None
    return at < len(low) - 1 and low[at] == low[at - 1] and low[at + 1 :] == item[at:]


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
