"""``replylint init``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from replylint.errors import ConfigError

__all__ = ["init"]

_CONFIG = """\
# What replylint checks here; every key is explained by: replylint config --show-origin
pack = "walmart-us"
fail-on = "warning"

# Rules of your own, one YAML file each. Their examples are tested whenever they are loaded.
rule-paths = ["replylint-rules"]

# Violations that may stand, each with a reason: replylint check FILE --add-ignores --reason "..."
# ignore-file = "replylint-ignores.toml"

# [rules."promo.review-request"]
# severity = "warning"
# allow = ["your feedback helps us"]
"""
_RULE = """\
id: shop.old-name
summary: The reply uses the shop's former name.
severity: warning
policy: professionalism
message: "Uses the former name: “{excerpt}”."
fix: Use the name that Seller Center shows.
why: Customers do not find the former name on their order.
match:
  any:
    - phrases: ["Acorn {Trading|Traders}"]
  unless:
    - guard: quoted
examples:
  bad:
    - text: "Thank you for buying from Acorn Trading."
      flags: ["Acorn Trading"]
    - text: "Acorn Traders ships the lid today."
      flags: ["Acorn Traders"]
    - text: "Best regards,\\nAnn, Acorn Trading"
      flags: ["Acorn Trading"]
  good:
    - text: 'The card in the box says "Acorn Trading".'
      because: words on the card, quoted
    - text: "The acorn in the picture is carved from oak."
      because: the nut
    - text: "The lid ships today."
      because: no name at all
"""


def init(
    folder: Annotated[Path, typer.Argument(help="Where to write; by default here.")] = Path(),
) -> int:
    """Write a settings file and a first rule of your own, with its examples."""
    files = {folder / "replylint.toml": _CONFIG, folder / "replylint-rules" / "shop" / "old-name.yaml": _RULE}
    for path in files:
        if path.exists():
            raise ConfigError(f"{path}: is there already", hint="nothing was written; move it away, or add to it by hand")
    for path, text in files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"{path}: cannot be written: {error.strerror}", hint="check the folder and its permissions") from None
        print(path)
    print("replylint: now try: replylint test replylint-rules, and: replylint check DRAFT", file=sys.stderr)
    return 0
