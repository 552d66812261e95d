"""The grammar of a text as a string: each word or mark becomes one character that stands for its word classes.

A pattern over classes ("a determiner, any adjectives, a noun, a verb's base form") is then an ordinary expression over
such strings, fast enough to try dozens of them on each reply. Which word has which classes is a table,
data/grammar/word_classes.txt; plurals and verb forms are made from it. Offsets are half-open code points.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from replylint.detect.patternset import PatternSet
from replylint.detect.prefilter import relaxed

__all__ = ["ClassExpressions", "WordClasses", "literals_of", "read_table", "translated"]

_TOKEN = re.compile(
    r"[A-Za-z]+n['’]t\b|[A-Za-z]+(?:-[A-Za-z]+)*|['’](?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b"
    r"|\x00+|[^\W_]+|\n\s*\n|\n\s*(?![a-z\s])|[^\w\s]"
)
_MARKS = {".": "DOT END", "!": "DOT END", "?": "QM END", "…": "DOT END", ",": "COMMA", ";": "END", ":": "COLON END"}
_ATOM = re.compile(r"~?['A-Za-z][\w'~&/]*")
_FIRST_CODE = 0xE000  # private characters: no two are one letter in another case
_DOUBLES = frozenset("permit refer admit submit transfer regret occur commit equip control prefer forget begin unplug unwrap format program".split())
_BY_FORM = ("UNK", "UNK UNKS", "UNK VD VN ED", "UNK VG", "UNK ADV", "UNK ADJ HY", "NAME", "CODE", "OTHER", "NEWLINE END")


def read_table() -> dict[str, set[str]]:
    """Return the classes of each word, made forms included.

    ``N`` and ``NS`` are the nouns that have a plural, and plurals; ``B V3 VD VN VG`` the forms of verbs; ``FIN`` what
    makes a clause finite. The classes that the table names keep their names.
    """
    path = importlib.resources.files("replylint") / "data" / "grammar" / "word_classes.txt"
    found: dict[str, set[str]] = defaultdict(set)
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif section == "VI" and line and not line.startswith("#"):
            _add_irregular(found, *line.split())
        elif not line.startswith("#"):
            for word in line.split():
                _add(found, section, word)
    for word in "is are was were has have had am do does did 'm 're 've doesn't didn't don't isn't wasn't aren't haven't hasn't 's 'd".split():
        found[word].add("FIN")
    return found


def _add(found: dict[str, set[str]], section: str, word: str) -> None:
    found[word].add(section)
    if section in ("NC", "NM"):
        found[word].add("N")
        found[_plural(word)] |= {"NS", f"{section}S"}
    elif section == "NP":
        found[word].add("NS")
    elif section == "V":
        for past in _pasts(word):
            found[past] |= {"VD", "VN", "FIN"}
        _add_forms(found, word)
    elif section == "VT":
        found[_plural(word)].add("VT3")
        for gerund in _gerunds(word):
            found[gerund].add("VTG")
    elif section == "MODAL":
        found[word].add("FIN")


def _add_irregular(found: dict[str, set[str]], base: str, past: str, participle: str) -> None:
    found[past] |= {"VD", "VI", "FIN"}
    found[participle] |= {"VN", "VI"}
    if base not in ("be", "have", "do"):
        _add_forms(found, base)


def _add_forms(found: dict[str, set[str]], base: str) -> None:
    found[base] |= {"B"}
    found["goes" if base == "go" else _plural(base)] |= {"V3", "FIN"}
    for gerund in _gerunds(base):
        found[gerund].add("VG")


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")


def _doubled(word: str) -> bool:
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", word)) or word in _DOUBLES or bool(re.fullmatch(r"[^aeiou]*[^aeiou]u?i[ptnm]", word))


def _pasts(word: str) -> tuple[str, ...]:
    if word.endswith("e"):
        return (word + "d",)
    if re.search(r"[^aeiou]y$", word):
        return (word[:-1] + "ied",)
    if word.endswith("el"):
        return word + "ed", word + "led"
    return (word + (word[-1] if _doubled(word) else "") + "ed",)


def _gerunds(word: str) -> tuple[str, ...]:
    if word.endswith("ie"):
        return (word[:-2] + "ying",)
    if word.endswith("e") and not word.endswith("ee") and word != "be":
        return (word[:-1] + "ing",)
    if word.endswith("el"):
        return word + "ing", word + "ling"
    return (word + (word[-1] if _doubled(word) else "") + "ing",)


def literals_of(expressions: Iterable[str]) -> frozenset[str]:
    """Return the words that ``expressions`` name themselves: what stands in them in lower case."""
    terms = (term for one in expressions for atom in _ATOM.findall(one) for term in re.split(r"[&/]", atom))
    return frozenset(term.lstrip("~").replace("_", "'") for term in terms if term.lstrip("~")[0].islower() or "'" in term)


class WordClasses:
    """The table made ready: words to characters, and class expressions to ordinary ones.

    Args:
        table: Word to class names.
        literals: Words that expressions name; each can be told from all others.
    """

    def __init__(self, table: dict[str, set[str]], literals: frozenset[str]) -> None:
        self._codes: dict[frozenset[str], str] = {}
        self._words: dict[str, str] = {}
        for word in table.keys() | literals:
            classes = {*table.get(word, ()), "W"}
            if word in literals:
                classes.add(word)
            if classes == {"W"}:
                classes.add("UNK")
            self._words[word] = self._code(classes)
        self._marks = {mark: self._code(set(names.split())) for mark, names in _MARKS.items()}
        self._forms = {names: self._code({*names.split(), *(["W"] if names not in ("OTHER", "NEWLINE END") else [])}) for names in _BY_FORM}
        self._opening = self._marks["."]
        self._ends = frozenset(code for classes, code in self._codes.items() if "END" in classes or classes == {"OTHER"})
        self.code = functools.lru_cache(maxsize=8192)(self._coded)

    def _code(self, classes: set[str]) -> str:
        return self._codes.setdefault(frozenset(classes), chr(_FIRST_CODE + len(self._codes)))

    def _coded(self, word: str) -> tuple[str, bool]:
        """Return the character of ``word`` where it opens a sentence, and whether it is a name elsewhere."""
        first = word[0]
        if first == "\n":
            return self._forms["NEWLINE END"], False
        if not (first.isalnum() or first in "'’\x00"):
            return self._marks.get(word) or self._forms["OTHER"], False
        if first in "\x000123456789":
            return self._forms["CODE"], False
        low = word.lower().replace("’", "'")
        if len(word) > 1 and word.isupper() and low != "i":
            return self._forms["NAME"], True
        known = self._words.get(low)
        if known is not None:
            return known, first.isupper() and word != "I"
        return self._forms["NAME" if first.isupper() else _form(low)], first.isupper()

    def codes(self, text: str) -> str:
        """Return ``text`` as characters, one a word or mark, after one that opens it as a full stop would.

        Words written with a capital inside a sentence are names.
        """
        name, ends = self._forms["NAME"], self._ends
        codes = [self._opening]
        last = self._opening
        for token in _TOKEN.findall(text):
            code, may_be_name = self.code(token)
            last = name if may_be_name and last not in ends else code
            codes.append(last)
        return "".join(codes)

    def chars(self, atom: str) -> frozenset[str]:
        """Return the characters that ``atom`` stands for: classes and words, ``/`` for or, ``&`` for and, ``~`` for not."""
        return frozenset().union(*(self._all_hold(term) for term in atom.split("/")))

    def _all_hold(self, term: str) -> frozenset[str]:
        every = frozenset(self._codes.values())
        out = every
        for part in term.split("&"):
            having = self._having.get(part.lstrip("~").replace("_", "'"), frozenset())
            out &= every - having if part.startswith("~") else having
        return out

    @functools.cached_property
    def _having(self) -> dict[str, frozenset[str]]:
        """The characters of each class."""
        found: dict[str, set[str]] = defaultdict(set)
        for classes, code in self._codes.items():
            for name in classes:
                found[name].add(code)
        return {name: frozenset(codes) for name, codes in found.items()}


def _form(low: str) -> str:
    if "-" in low:
        return "UNK ADJ HY"
    if low.endswith("ed"):
        return "UNK VD VN ED"
    if low.endswith("ing"):
        return "UNK VG"
    if low.endswith("ly"):
        return "UNK ADV"
    return "UNK UNKS" if re.search(r"[^sui]s$", low) else "UNK"


def translated(expression: str, words: WordClasses) -> str:
    """Return a class expression as an ordinary one over the characters of ``words``.

    A class expression is ``re`` syntax in which a word stands for one token, and spaces for nothing: ``DET`` is a class,
    ``the`` a word, ``N&~V3`` and ``DET/NUM`` what they say; ``[`` and ``]`` enclose the wrong stretch.

    Raises:
        ValueError: where no word has the classes asked for.
    """
    out: list[str] = []
    at = 0
    while at < len(expression):
        atom = _ATOM.match(expression, at)
        if atom:
            chars = words.chars(atom.group())
            if not chars:
                raise ValueError(f"no word has the classes {atom.group()!r} in {expression!r}")
            out.append("[" + "".join(sorted(chars)) + "]")
            at = atom.end()
            continue
        char = expression[at]
        at += 1
        if char == "(" and expression[at : at + 1] != "?":
            char = "(?:"
        out.append({"[": "(", "]": ")", " ": ""}.get(char, char))
    return "".join(out)


class ClassExpressions:
    """Class expressions, matched together: RE2 tells in one call which of them may match, and those alone run.

    Args:
        expressions: See ``translated``.

    Raises:
        ValueError: where no word has the classes that one asks for.
    """

    def __init__(self, expressions: Sequence[str]) -> None:
        self._words = WordClasses(read_table(), literals_of(expressions))
        self._sources = [translated(expression, self._words) for expression in expressions]
        self._set = PatternSet([relaxed(source) for source in self._sources])
        self._compiled: dict[int, re.Pattern[str]] = {}

    def matches(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield the index of each expression that matches in ``text``, and where its wrong stretch stands."""
        codes = self._words.codes(text)
        spans: list[tuple[int, int]] = []
        for index in self._set.matching(codes):
            for match in self._pattern(index).finditer(codes):
                first, last = match.span(match.lastindex or 0)
                if not spans:
                    spans = [(0, 0), *(token.span() for token in _TOKEN.finditer(text))]
                yield index, spans[first][0], spans[last - 1][1]

    def _pattern(self, index: int) -> re.Pattern[str]:
        # Compiled when first needed; twice by two threads does no harm.
        found = self._compiled.get(index)
        if found is None:
            found = self._compiled[index] = re.compile(self._sources[index])
        return found
