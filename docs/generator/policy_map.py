"""The lists of rules in ``docs/policy.md``, between its markers."""

from __future__ import annotations

import re

from replylint.rulebook.pack import load_pack
from replylint.rulebook.rulefiles import shipped_rules

_PART = re.compile(r"(?P<start><!-- rules:(?P<key>[a-z0-9-]+) -->\n).*?(?P<end><!-- end -->)", re.S)


def with_rules(page: str) -> str:
    """Return ``page`` with the list below each ``<!-- rules:KEY -->`` made anew from the rule files.

    Raises:
        ValueError: where the page and the pack do not name the same lines of the policy.
    """
    keys = [match["key"] for match in _PART.finditer(page)]
    if keys != list(load_pack("walmart-us").policy):
        raise ValueError(f"docs/policy.md has the lines {keys}, the pack {list(load_pack('walmart-us').policy)}")
    return _PART.sub(lambda match: f"{match['start']}{_rules_of(match['key'])}{match['end']}", page)


def _rules_of(key: str) -> str:
    """Return a table of the rules that lint the line ``key``."""
    rows = [
        f"| [`{file.record.id}`](../rules/{file.record.check}/{file.path.name}) | {file.record.severity} | {file.record.summary} |\n"
        for file in shipped_rules()
        if file.record.policy == key
    ]
    if not rows:
        return "\nNo rule of this version lints this line.\n\n"
    return "".join(["\n| rule | severity | what it flags |\n| --- | --- | --- |\n", *rows, "\n"])
