"""Class each rule id of a grammar backend by what it finds on labelled text; write the table.

Usage: ``python tools/curate_grammar.py harper|languagetool [LTP_PATH|--counted]``. Reads training/data: drafts without every fifth
block of ten (kept aside for measuring), sentences and bank; never dev, aside or blind text. A hit that overlaps a
labelled ``language`` quote is true; any other in a draft is false; sentences and bank are unlabelled for language, so
their hits are only counted. Spelling is counted after protection.

Rules that no draft tells of are off (measured by halves, under half of their alarms are true), save those named below.
"""

from __future__ import annotations

import collections
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from build_vocabulary import is_kept_aside
from rich.progress import track

from replylint.checks.language_hits import stands
from replylint.detect.grammar import GrammarHit, PieceGrammar
from replylint.detect.harper import HarperBackend
from replylint.detect.protected import protect

ROOT = Path(__file__).resolve().parent.parent
BATCH = 30  # texts in one request
BANK = 10  # hits in unlabelled sentences for each true one; a rule that fires oftener reads plain text wrongly
TABLES = ROOT / "src" / "replylint" / "data" / "grammar"
DEFAULT = {"spelling": "error", "grammar": "off", "style": "off"}
# Agreement, verb forms and mixed-up words: where no draft tells of one of these, it is a warning all the same.
TRUSTED = {
    "harper": """
        ModalOf TheMy ThenThan ToTwoToo PossessiveYour TheirToThere ThereToTheir DidPast LookingForwardTo
        ArriveTo WereWhere
    """,
    "languagetool": """
        ADVISE_VBG AUXILIARY_DO_WITH_INCORRECT_VERB_FORM BE_PART_AGREEMENT_2 DO_VBZ DID_YOU_HAVE_VBN DOES_NP_VBZ DT_NNS_AGREEMENT
        GOING_TO_VBD HELP_NP_VBZ NNS_THAT_AGREEMENT PEOPLE_VBZ PLURAL_VERB_AFTER_THIS PREPOSITION_VERB IT_VBZ FOR_VB NEED_TO_VBG
        SINGULAR_AGREEMENT_SENT_START SINGULAR_VERB_AFTER_THESE_OR_THOSE SV_AGREEMENT_CLAUSES_PLURAL SV_AGREEMENT_CLAUSES_SINGULAR
        TO_AFTER_MODAL_VERBS TWO_CONNECTED_MODAL_VERBS WHAT_DID_VBD HOW_MANY_Q_AGREEMENT IT_IS_JJ_TO_VBG
        HE_VERB_AGR SUBJECT_VERB_AGREEMENT SUBJECT_VERB_AGREEMENT_PLURAL NON3PRS_VERB DID_BASEFORM TO_NON_BASE
        MD_BASEFORM DO_HE_VERB DOES_X_HAS THERE_RE_MANY THERE_S_MANY MANY_NN MANY_NN_U A_NNS THIS_NNS THESE_ONES
        EACH_EVERY_NNS BEEN_PART_AGREEMENT HAVE_PART_AGREEMENT BE_VBP_IN PRP_VBG PRP_VB PRP_HAVE_VB IS_VBZ
        MODAL_OF COULD_OF YOUR YOUR_YOU_RE YOUR_NN IT_IS IT_IS_2 ITS_TO_IT_S LOSE_LOOSE LOOSE_LOSE TO_TOO TOO_TO
        AFFECT_EFFECT ADVICE_ADVISE INFORMATIONS MASS_AGREEMENT A_UNCOUNTABLE PLEASE_DO_NOT_THE_CAT BASE_FORM
        DOUBLE_NEGATIVE AGREEMENT_SENT_START DT_DT THE_SENT_END LOOK_FORWARD_TO EN_CONTRACTION_SPELLING CANT
        DONT_T WONT_WANT CD_NN THERE_THEIR THEIR_IS
    """,
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
        "PronounInflectionBe": ("off", "our pronoun patterns find what it finds, and not its false alarms"),
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


def texts() -> Iterator[tuple[str, list[str], str]]:
    """Yield each text, its language quotes, and ``draft`` or ``bank``."""
    for path in sorted((ROOT / "training/data/drafts").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            entry = json.loads(line)
            if not is_kept_aside(number):
                yield entry["reply"], [item["quote"] for item in entry["violations"] if item["check"] == "language"], "draft"
    for folder in ("sentences", "bank"):
        for path in sorted((ROOT / "training/data" / folder).glob("*.jsonl")):
            if path.stem != "complaint":
                for line in path.read_text(encoding="utf-8").splitlines():
                    yield json.loads(line)["text"], [], "bank"


def count(backend: PieceGrammar) -> dict[str, collections.Counter[str]]:
    """Return, by rule id, how often it was true, false in a draft, or raised in the bank."""
    table: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    rows = list(texts())
    for start in track(range(0, len(rows), BATCH), description="texts"):
        batch = rows[start : start + BATCH]
        answers = backend.check_pieces([text for text, _, _ in batch], dialect="en-US", deadline=None)
        for (text, quotes, kind), hits in zip(batch, answers, strict=True):
            guarded = protect(text)
            spans = [(text.find(quote), text.find(quote) + len(quote)) for quote in quotes if quote]
            for hit in hits:
                if stands(text, hit, guarded):
                    table[hit.rule]["category:" + hit.category] += 1
                    table[hit.rule][_kind(hit, spans, kind)] += 1
    return table


def _kind(hit: GrammarHit, spans: list[tuple[int, int]], kind: str) -> str:
    if kind == "bank":
        return "bank"
    return "true" if any(start < hit.end and hit.start < end for start, end in spans) else "false"


def _backend(source: str, path: str | None) -> PieceGrammar:
    if source == "harper":
        return HarperBackend()
    from replylint.detect.languagetool import LanguageToolBackend  # noqa: PLC0415 - an optional backend

    backend = LanguageToolBackend(path=path, timeout=300)
    backend.warm()
    return backend


def classify(source: str, rule: str, counts: collections.Counter[str]) -> tuple[str, str]:
    """Return the class of a rule and, where it was decided by hand, why."""
    if rule in BY_HAND[source]:
        return BY_HAND[source][rule]
    if counts["category:style"]:
        return "off", "style"
    true, false, bank = counts["true"], counts["false"], counts["bank"]
    if true == false == 0:
        return ("warning", "agreement, verb form or mixed-up word") if rule in TRUSTED[source].split() and bank <= BANK else ("off", "")
    if true >= 2 and true >= 4 * false and bank <= BANK * true:
        return "error", ""
    if true > false and bank <= BANK * true:
        return "warning", ""
    return "off", ""


def counted(source: str) -> dict[str, collections.Counter[str]]:
    """Return the counts that the table already holds, to class them anew without counting again."""
    data = yaml.safe_load((TABLES / f"{source}.yaml").read_text(encoding="utf-8"))
    return {
        rule: collections.Counter({**{key: entry[key] for key in ("true", "false", "bank")}, "category:style": entry.get("why") == "style"})
        for rule, entry in data["rules"].items()
    }


def main(source: str, path: str | None) -> None:
    """Count (or, with ``--counted`` for a path, take the counts of the table), classify, write."""
    table = collections.defaultdict(collections.Counter, counted(source) if path == "--counted" else count(_backend(source, path)))
    rules: dict[str, dict[str, object]] = {}
    for rule in sorted(table.keys() | BY_HAND[source].keys() | set(TRUSTED[source].split())):
        counts = table[rule]
        if not counts.total() and rule not in BY_HAND[source] and rule not in TRUSTED[source].split():
            continue
        kind, why = classify(source, rule, counts)
        entry: dict[str, object] = {"class": kind, **{key: counts[key] for key in ("true", "false", "bank")}}
        rules[rule] = {**entry, "why": why} if why else entry
    head = (
        f"# Generated by tools/curate_grammar.py {source}; do not edit.\n"
        "# true, false: hits in training drafts on and off a labelled quote; bank: hits in unlabelled sentences.\n"
        "# Rules that are not named here take the default of their category.\n"
    )
    body = yaml.safe_dump({"default": DEFAULT, "rules": rules}, sort_keys=True, default_flow_style=None, width=110)
    (TABLES / f"{source}.yaml").write_text(head + body, encoding="utf-8")
    print(f"{source}: {collections.Counter(entry['class'] for entry in rules.values())}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
