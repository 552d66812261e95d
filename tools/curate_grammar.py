"""Class each rule id of a grammar backend by what it finds on labelled text; write the table.

Usage: ``python tools/curate_grammar.py harper|languagetool [LTP_PATH]``. Reads training/data/drafts, training's
sentences and the bank (``../shared/corpus/bank`` beside the repository), never dev, aside or blind text. A hit that
overlaps a labelled ``language`` quote is true; any other in a draft is false; the bank is unlabelled for language, so
its hits are only counted. Spelling is counted after protection.
"""

from __future__ import annotations

import collections
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from replylint.checks.language_hits import stands
from replylint.detect.grammar import GrammarHit, MemoGrammar
from replylint.detect.harper import HarperBackend
from replylint.detect.protected import protect

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "src" / "replylint" / "data" / "grammar"
DEFAULTS = {
    "harper": {"spelling": "error", "grammar": "warning", "style": "off"},
    "languagetool": {"spelling": "error", "grammar": "warning", "style": "off"},
}
# Decided by LABELLING.md or by our own detectors, whatever the counts say.
BY_HAND = {
    "harper": {
        "SpellCheck": ("error", "protected and filtered by checks/language_hits.py"),
        "SentenceCapitalization": ("off", "our sentence-capital knows greetings and abbreviations"),
        "RepeatedWords": ("off", "our doubled-word knows spelt-out numbers"),
        "CapitalizePersonalPronouns": ("off", "our lower-case-name knows i.e. and chat"),
        "OrthographicConsistency": ("off", "capitals of acronyms are style"),
        "AnA": ("off", "our a-or-an knows plan A"),
        "PronounVerbAgreement": ("off", "our agreement patterns see clauses"),
        "ItsPossessive": ("off", "our its-possessive looks at the noun"),
        "CompoundNouns": ("off", "style"),
        "Everyone": ("off", "every one of"),
        "Months": ("off", "our lower-case-name does may and march"),
        "CommaFixes": ("off", "LABELLING.md: commas are style"),
        "MissingTo": ("off", "reads nouns as verbs"),
        "DisjointPrefixes": ("off", "hyphens are style"),
        "MergeWords": ("off", "letters spelt out"),
        "SplitWords": ("off", "names of shops and compounds"),
    },
    "languagetool": {
        "MORFOLOGIK_RULE_EN_US": ("error", "protected and filtered by checks/language_hits.py"),
        "MORFOLOGIK_RULE_EN_CA": ("error", "protected and filtered by checks/language_hits.py"),
        "MORFOLOGIK_RULE_EN_GB": ("error", "protected and filtered by checks/language_hits.py"),
        "UPPERCASE_SENTENCE_START": ("off", "our sentence-capital knows greetings and abbreviations"),
        "ENGLISH_WORD_REPEAT_RULE": ("off", "our doubled-word knows spelt-out numbers"),
    },
}


def texts(*, with_bank: bool = True) -> Iterator[tuple[str, list[str], str]]:
    """Yield each text, its language quotes, and ``draft`` or ``bank``."""
    for path in sorted((ROOT / "training/data/drafts").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            quotes = [item["quote"] for item in entry["violations"] if item["check"] == "language"]
            yield entry["reply"], quotes, "draft"
    for path in sorted((ROOT.parent / "shared/corpus/bank").glob("*.jsonl")):
        if path.stem != "complaint" and with_bank:
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)["text"], [], "bank"


def count(backend: MemoGrammar, *, with_bank: bool = True) -> dict[str, collections.Counter[str]]:
    """Return, by rule id, how often it was true, false in a draft, or raised in the bank."""
    table: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for text, quotes, kind in texts(with_bank=with_bank):
        guarded = protect(text)
        spans = [(text.find(quote), text.find(quote) + len(quote)) for quote in quotes if quote]
        for hit in backend.check(text):
            if stands(text, hit, guarded):
                table[hit.rule]["category:" + hit.category] += 1
                table[hit.rule][_kind(hit, spans, kind)] += 1
    return table


def _kind(hit: GrammarHit, spans: list[tuple[int, int]], kind: str) -> str:
    if kind == "bank":
        return "bank"
    return "true" if any(start < hit.end and hit.start < end for start, end in spans) else "false"


def classify(source: str, rule: str, counts: collections.Counter[str]) -> tuple[str, str]:
    """Return the class of a rule and, where it was decided by hand, why."""
    if rule in BY_HAND[source]:
        return BY_HAND[source][rule]
    if counts["category:style"]:
        return "off", "style"
    true, false, bank = counts["true"], counts["false"], counts["bank"]
    if true >= 2 and true >= 4 * false:
        return "error", ""
    if true > false or (true == false == 0 and bank <= 1):
        return "warning", ""
    return "off", ""


def main(source: str, path: str | None) -> None:
    """Count, classify, write."""
    if source == "harper":
        backend = MemoGrammar(HarperBackend())
    else:
        from replylint.detect.languagetool import LanguageToolBackend  # noqa: PLC0415 - an optional backend

        backend = MemoGrammar(LanguageToolBackend(path=path, timeout=120))
    rules: dict[str, dict[str, object]] = {}
    table = count(backend, with_bank=source == "harper")  # LanguageTool would take ten minutes over the bank
    for rule in sorted(table.keys() | BY_HAND[source].keys()):
        counts = table[rule]
        kind, why = classify(source, rule, counts)
        entry: dict[str, object] = {"class": kind, **{key: counts[key] for key in ("true", "false", "bank")}}
        rules[rule] = {**entry, "why": why} if why else entry
    head = (
        f"# Generated by tools/curate_grammar.py {source}; do not edit.\n"
        "# true, false: hits in training drafts on and off a labelled quote; bank: hits in unlabelled sentences.\n"
    )
    body = yaml.safe_dump({"default": DEFAULTS[source], "rules": rules}, sort_keys=True, default_flow_style=None, width=110)
    (TABLES / f"{source}.yaml").write_text(head + body, encoding="utf-8")
    print(f"{source}: {collections.Counter(entry['class'] for entry in rules.values())}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
