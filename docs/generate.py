"""What the documentation takes from the code and the rule files.

Rule pages, the command line and the error codes are made while the site is built (this file is a MkDocs hook), so they
cannot be out of date. ``docs/policy.md`` is read in the repository too; its generated parts are kept in the file and
held to the rules by a test::

    python docs/generate.py            rewrite docs/policy.md
    python docs/generate.py --check    fail where it is out of date
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))  # MkDocs takes its hooks' folder off the path again

from generator.commands import command_page  # noqa: E402
from generator.error_codes import error_page  # noqa: E402
from generator.policy_map import with_rules  # noqa: E402
from generator.rule_pages import index_page, rule_pages  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.structure.files import File, Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402

from replylint.rulebook.rulefiles import shipped_rules  # noqa: E402

POLICY = DOCS / "policy.md"
MEASURED = "benchmarks"
_RULE_FILE = re.compile(r"\(\.\./rules/([a-z0-9/-]+)\.yaml\)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put every rule into the navigation, below its check, and every page of measurements."""
    checks: dict[str, list[dict[str, str]]] = {}
    for file in shipped_rules():
        rule = file.record
        checks.setdefault(rule.check, []).append({rule.id.rpartition(".")[2]: f"rules/{rule.check}/{file.path.stem}.md"})
    section: list[object] = ["rules/index.md", *({check: pages} for check, pages in checks.items())]
    made = {"Rules": section, "Measured": [f"{MEASURED}/{path.name}" for path in sorted((DOCS / MEASURED).glob("*.md"))]}
    nav = [{name: made.get(name, entry) for name, entry in item.items()} for item in config.nav or []]
    config.nav = [item for item in nav if item != {"Measured": []}]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from code and rule files."""
    pages = {"rules/index.md": index_page(), **rule_pages(), "reference/cli.md": command_page(), "reference/errors.md": error_page()}
    for path, text in pages.items():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Let links to rule files, which hold in the repository, lead to the rules' pages."""
    return _RULE_FILE.sub(r"(rules/\1.md)", markdown) if page.file.src_uri == POLICY.name else markdown


def main(arguments: list[str]) -> int:
    """Rewrite or check ``docs/policy.md``; return the exit status."""
    text = POLICY.read_text(encoding="utf-8")
    fresh = with_rules(text)
    if "--check" in arguments:
        if fresh != text:
            print("docs/policy.md is out of date: run python docs/generate.py", file=sys.stderr)
        return int(fresh != text)
    POLICY.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
