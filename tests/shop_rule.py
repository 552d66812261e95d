"""A shop's own rule in a file, as tests of rule files want it."""

from __future__ import annotations

from pathlib import Path

__all__ = ["LATE_FEE", "late_fee", "write_rule"]

_PHRASES = '  any:\n    - phrases: ["late fee"]\n'
_RULE = """\
id: shop.{name}
summary: Mentions a late fee.
severity: error
policy: no-haggling
message: "Late fee: “{{excerpt}}”."
fix: Leave it out.
why: The shop has none.
{more}match:
{match}examples:
  bad:
    - {{text: "There is a late fee.", flags: ["late fee"]}}
    - {{text: "A late fee applies.", flags: ["late fee"]}}
    - {{text: "Your late fee is due.", flags: ["late fee"]}}
  good:
    - {{text: "The parcel is late.", because: no fee}}
    - {{text: "There is no fee.", because: not late}}
    - {{text: "Thank you for the photo.", because: other}}
"""


def late_fee(name: str = "late-fee", *, match: str = _PHRASES, more: str = "") -> str:
    """Return the rule ``shop.NAME``, which flags "late fee".

    Args:
        name: What follows ``shop.`` in its id.
        match: The lines below ``match:``.
        more: Further lines at the top level.
    """
    return _RULE.format(name=name, match=match, more=more)


LATE_FEE = late_fee()


def write_rule(folder: Path, text: str = LATE_FEE, name: str = "late-fee") -> Path:
    """Write ``text`` to ``shop/NAME.yaml`` in ``folder`` and return its path."""
    path = folder / "shop" / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
