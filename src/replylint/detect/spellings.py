"""The spellings of other countries: British, American and Canadian forms of one word, none of them a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["is_variant_spelling"]

# How a British form turns into the American one. Each pattern holds the place where the two differ, so that a mere
# misspelling ("fourty", "shiped", "untill", "surprize") is none.
_TO_AMERICAN = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(?<=\w\w)our(?=(?:s|ed|ing|er|ers|ite|ites|able|ably|ful|less|hood|hoods|ly|al|ally|y|ist|ists)?$)", "or"),
        (r"is(?=(?:e|es|ed|er|ers|ing|ation|ations|able)$)", "iz"),
        (r"ys(?=(?:e|es|ed|er|ers|ing)$)", "yz"),
        (r"(?<=[tbg])re(?=(?:s|d)?$)", "er"),
        (r"ogue(?=s?$)", "og"),
        (r"(?<=dg)ement(?=s?$)", "ment"),
        (r"(?<=[kzlr])eable$", "able"),
        (r"(?:(?<=licen)|(?<=defen)|(?<=offen)|(?<=preten))c(?=(?:e|es|ed)$)", "s"),
        (r"(?<=practi)s(?=(?:e|es|ed|ing)$)", "c"),
        (r"ae(?=\w{3})", "e"),
        (r"oe(?=\w{3})", "e"),
        (r"(?<=^sul)ph", "f"),
        (r"^grey", "gray"),
        (r"tyre(?=s?$)", "tire"),
        (r"cheque(?=s?$)", "check"),
        (r"plough", "plow"),
        (r"^enquir", "inquir"),
        (r"programme(?=s?$)", "program"),
        (r"^mou(?=l[dt])", "mo"),
        (r"aluminium", "aluminum"),
        (r"jewellery", "jewelry"),
        (r"pyjama", "pajama"),
        (r"draught", "draft"),
        (r"wards$", "ward"),
        (r"kerb", "curb"),
        (r"storey", "story"),
        (r"(?<=[ntlmp])t$", "ed"),
        (r"^cos(?=(?:y|ies|ier|iest)$)", "coz"),
        (r"^sceptic", "skeptic"),
        (r"(?:(?<=^among)|(?<=^whil))st$", ""),
    )
)
_LEARNT = frozenset({"burnt", "learnt", "spelt", "spilt", "dreamt", "leapt", "smelt", "spoilt"})
# Where an American form has one l and a British one two, except in verbs that double it everywhere.
_ONE_L = re.compile(r"(?<=[aeiou])l(?=(?:ed|ing|er|ers|ors?|ous|ously|ery|ist|ists|ings)$)")
_ALWAYS_TWO = re.compile(
    r"^(?:control|patrol|compel|expel|propel|repel|rebel|excel|install|enrol|fulfil|instal|recal|rol|cal|fil|pul|sel|tel|"
    r"smel|spel|spil|kil|fal)"
)
_SINGLE_L = re.compile(r"(?:(?<=^fulfi)|(?<=^enro)|(?<=^ski)|(?<=^insta)|(?<=^disti)|(?<=^insti))l(?=(?:s|ful|fully|ment|ments|)$)|(?<=^wi)l(?=ful)")


def is_variant_spelling(word: str, replacements: Iterable[str]) -> bool:
    """Tell whether ``word`` is another country's spelling of one of ``replacements``.

    British, American and Canadian spellings all pass, in any mixture: they are not mistakes.
    """
    low = _bare(word)
    wanted = {_bare(item) for item in replacements} - {low}
    return any(_american(low, item) or _american(item, low) or _one_l(low, item) or _one_l(item, low) for item in wanted)


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def _american(british: str, american: str) -> bool:
    """Tell whether ``american`` is what some of the table make of ``british``, one or several at once."""
    if british.endswith("t") and american.endswith("ed") and british not in _LEARNT:
        return False
    forms = {british}
    for pattern, new in _TO_AMERICAN:
        forms |= {pattern.sub(new, form) for form in forms if pattern.search(form)}
        if american in forms:
            return british != "surprise" and not british.startswith("supervis")
    return False


def _one_l(low: str, item: str) -> bool:
    if not _ALWAYS_TWO.match(low) and _ONE_L.sub("ll", low) == item:
        return True
    return _SINGLE_L.sub("ll", low) == item
