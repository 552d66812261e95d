"""Check files of labelled drafts or sentences: ``python training/validate.py FILE...``.

Reports broken lines (with the line number), label counts, duplicates and five-word strings that too many
entries share. Exit status 1 when a line is broken.
"""

from __future__ import annotations

import collections
import json
import re
import sys
from pathlib import Path

from replylint.context import parse_context
from replylint.errors import InputError

CHECKS = (
    "empathy", "links", "promo", "haggling", "overpromise",
    "language", "tone", "contact", "autoreply", "misleading",
)  # fmt: skip
SENTENCE_FLAGS = ("haggling", "promo", "overpromise", "tone", "contact", "autoreply", "links", "misleading")


def problems(entry: dict[str, object]) -> list[str]:
    """Return what is wrong with one entry, in words."""
    found = []
    if "reply" in entry:
        reply = str(entry["reply"])
        found += [f"no {key!r}" for key in ("id", "customer", "context", "violations") if key not in entry]
        try:
            parse_context(entry.get("context"), place="context")
        except InputError as error:
            found.append(str(error))
        for violation in entry.get("violations", []):  # type: ignore[attr-defined]
            quote = violation.get("quote")
            if violation.get("check") not in CHECKS:
                found.append(f"unknown check {violation.get('check')!r}")
            if quote is not None and quote not in reply:
                found.append(f"quote is no substring of the reply: {quote!r}")
    elif "role" in entry:
        if entry["role"] != "customer" or not isinstance(entry.get("complaint"), bool):
            found.append("a customer's sentence needs role 'customer' and complaint true or false")
    else:
        if not isinstance(entry.get("text"), str) or not str(entry["text"]).strip():
            found.append("no text")
        flags = entry.get("flags")
        if not isinstance(flags, list) or any(flag not in SENTENCE_FLAGS for flag in flags):
            found.append(f"flags must be a list out of {SENTENCE_FLAGS}")
        if not isinstance(entry.get("empathy"), bool):
            found.append("no empathy true/false")
    return found


def main(paths: list[str]) -> int:
    """Validate each file, print the counts, return the exit status."""
    broken = 0
    labels: collections.Counter[str] = collections.Counter()
    grams: collections.Counter[str] = collections.Counter()
    seen: set[str] = set()
    total = 0
    for path in paths:
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
            except json.JSONDecodeError as error:
                print(f"{path}:{number}: not JSON: {error}")
                broken += 1
                continue
            total += 1
            for problem in problems(entry):
                print(f"{path}:{number}: {problem}")
                broken += 1
            text = entry.get("reply") or entry.get("text") or ""
            if text in seen:
                print(f"{path}:{number}: duplicate text {text[:60]!r}")
                broken += 1
            seen.add(text)
            if "reply" in entry:
                flags = {violation["check"] for violation in entry.get("violations", [])}
            elif "role" in entry:
                flags = {"complaint"} if entry.get("complaint") else set()
            else:
                flags = {*entry.get("flags", []), *(["empathy"] if entry.get("empathy") else [])}
            labels.update(flags or {"(none)"})
            words = re.findall(r"[\w'’]+", text.lower())
            grams.update({" ".join(words[i : i + 5]) for i in range(len(words) - 4)})
    print(f"{total} entries, {broken} problems; labels: {dict(labels.most_common())}")
    for gram, count in grams.most_common(15):
        if count > max(3, total // 100):
            print(f"five words in {count} entries: {gram!r}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
