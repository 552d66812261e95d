"""Write src/replylint/document/confusables.py from an extract of the Unicode confusables data (UTS 39).

usage: python tools/generate_confusables.py CONFUSABLES_JSONL > src/replylint/document/confusables.py

Each line of the extract holds the letter as `text` and what it looks like as `label.looks_like`.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path

HEADER = '''"""Letters of other scripts that look like a Latin letter: the project's one table of them.

Made by ``tools/generate_confusables.py`` from the Unicode confusables data (UTS 39), which stand under the Unicode
licence v3, see NOTICE; the capitals, which that extract lacks, are our own.
"""

# fmt: off
LATIN_LOOKALIKES: dict[str, str] = {
'''
# Greek and Cyrillic capitals and the Latin ones that they look like.
CAPITALS = dict(zip("ΑΒΕΖΗΚΜΝΟΡΤΥΧАВЕКМНОРСТУХЅЈԌ", "abezhkmnoptyxabekmhopctyxsjg", strict=True))


def visible(text: str) -> str:
    """Return `text` without format characters: the data wraps right-to-left letters in marks."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def lookalikes(extract: Path) -> dict[str, str]:
    """Return each single letter and its Latin look-alike, without what NFKC maps and without right-to-left letters.

    A right-to-left letter stands in words of its own script, where it would be read from the other side.
    """
    table = dict(CAPITALS)
    for line in extract.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        char, target = visible(record["text"]), record["label"]["looks_like"].lower()
        if len(char) != 1 or char.isascii() or len(target) != 1 or not (target.isascii() and target.isalpha()):
            continue
        if not unicodedata.normalize("NFKC", char).isascii() and unicodedata.bidirectional(char) not in ("R", "AL", "AN"):
            table.setdefault(char, target)
    return table


def main() -> None:
    """Read the extract named on the command line and print the module."""
    table = lookalikes(Path(sys.argv[1]))
    entries = []
    for char in sorted(table):
        code = f"\\u{ord(char):04x}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08x}"
        entries.append(f'"{code}": "{table[char]}",')
    out, line = [HEADER], "   "
    for entry in entries:
        if len(line) + 1 + len(entry) > 118:
            out.append(line + "\n")
            line = "   "
        line += " " + entry
    out.append(line + "\n}\n")
    sys.stdout.write("".join(out))


if __name__ == "__main__":
    main()
