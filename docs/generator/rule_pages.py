"""A page for each rule, out of its file: what the examples show is what the linter says of them while the page is made."""

from __future__ import annotations

import logging
from html import escape
from pathlib import Path

import yaml

from replylint.config import Config
from replylint.context import Context
from replylint.inbox.models import Thread, part_name
from replylint.linter import Linter
from replylint.models import Draft
from replylint.rulebook.pack import load_pack
from replylint.rulebook.record import Bad, Condition, Good, RuleRecord
from replylint.rulebook.rulefiles import RuleFile, shipped_rules

_log = logging.getLogger("mkdocs.replylint")

_NEEDS = {
    "customer": "the customer's message (`customer`)",
    "seller": "the seller's profile (`seller`)",
    "preauthorized": "the pre-authorized resolutions (`preauthorized`)",
    "facts": "the facts of the order (`facts`)",
    "returns": "the seller's return terms (`returns`)",
    "order": "a value of the order (`order_id`, `tracking`, `carrier`, `ordered_at`, `customer_name` or `items`)",
    "fulfilment": "who fulfils the order (`fulfilment`)",
    "previous": "the earlier messages (`previous`)",
    "times": "the times (`received_at` and `now`)",
    "grammar": "the grammar service",
    "meaning": "the sentence model",
    "nlp": "spaCy",
    "thread": "a [thread](../../how-to/threads.md) instead of a draft",
}
_KINDS = {
    "Phrases": "phrases", "Regex": "expressions", "Tokens": "token patterns", "Absent": "something that is missing", "Count": "a count",
    "Meaning": "the sentence model", "Similar": "likeness to example sentences", "Code": "Python code",
}  # fmt: skip
_USUAL = ("normal", "inbox", "")
_TESTS = ("guard", "phrases", "regex", "inside", "before", "reply", "customer")


def index_page() -> str:
    """Return the list of all rules by check."""
    files = shipped_rules()
    lines = [
        "# Rules", "",
        f"{len(files)} rules in {len({file.record.check for file in files})} checks. An *error* breaks the policy, a *warning* probably does, "
        "*advice* is style and off by default. A page is the rule's own file made readable; its examples are the rule's tests.", "",
    ]  # fmt: skip
    check = ""
    for file in files:
        rule = file.record
        if rule.check != check:
            check = rule.check
            lines += ["", f"## {check}", "", "| rule | severity | what it flags |", "| --- | --- | --- |"]
        lines.append(f"| [`{rule.id}`]({check}/{file.path.stem}.md) | {rule.severity} | {rule.summary} |")
    return "\n".join(lines) + "\n"


def rule_pages() -> dict[str, str]:
    """Return the text of every rule's page by its path."""
    checks = {file.record.check for file in shipped_rules()}
    linters = {check: Linter(Config(select=(check,))) for check in checks}
    return {f"rules/{file.record.check}/{file.path.stem}.md": _page(file, linters[file.record.check]) for file in shipped_rules()}


def _page(file: RuleFile, linter: Linter) -> str:
    rule = file.record
    policy = load_pack("walmart-us").policy[rule.policy]
    needs = ", ".join(_NEEDS[need] for need in rule.needs)
    facts = [
        ("severity", rule.severity + (" (off by default)" if rule.severity == "advice" else "")),
        ("status", f"{rule.status}, since {rule.since}" + (f", replaced by `{rule.replaced_by}`" if rule.replaced_by else "")),
        ("confidence", f"{rule.confidence:g}" if not rule.is_meaning else "the model's own, for each finding"),
        ("needs", f"{needs}; skipped without ([context](../../reference/context.md))" if needs else "the draft alone"),
        ("found by", _found_by(rule)),
        ("policy", f"[{policy}](../../policy.md#{rule.policy})"),
    ]
    lines = [
        "---", f"title: {rule.id}", "---", "", f"# `{rule.id}`", "", rule.summary, "",
        "| | |", "| --- | --- |", *(f"| **{name}** | {value} |" for name, value in facts), "",
        "## Why", "", rule.why.strip(), "", "## Fix", "", rule.fix.strip(), "", "## Flagged", "",
    ]  # fmt: skip
    for bad in rule.examples.bad:
        lines += [_flagged(rule, bad, linter), ""]
    lines += ["## Allowed", ""]
    for good in rule.examples.good:
        lines += [_allowed(good), ""]
    return "\n".join([*lines, *_options(rule), *_source(file)])


def _found_by(rule: RuleRecord) -> str:
    kinds = dict.fromkeys(_KINDS[type(matcher).__name__] for matcher in rule.match.any_)
    text = ", ".join(kinds)
    for word, conditions in (("only", rule.match.when), ("not", rule.match.unless)):
        tests = dict.fromkeys(_test(condition) for condition in conditions)
        if tests:
            text += f"; {word} {' or '.join(tests)}"
    return text


def _test(condition: Condition) -> str:
    key = next(name for name in _TESTS if name in condition.model_fields_set)
    return {
        "guard": f"where `{condition.guard}`", "phrases": "by words of the sentence", "regex": "by words of the sentence",
        "inside": "by words of the match", "before": "by the sentence before", "reply": "by the rest of the reply",
        "customer": "by what the customer wrote",
    }[key]  # fmt: skip


def _flagged(rule: RuleRecord, bad: Bad, linter: Linter) -> str:
    report = linter.lint_thread(bad.thread) if bad.thread else linter.lint(Draft(content=bad.text, kind=bad.kind), bad.context)
    found = [violation for violation in report.violations if violation.rule == rule.id]
    marks = [(violation.part, violation.span.start, violation.span.end) for violation in found]
    messages = dict.fromkeys(escape(violation.message) for violation in found)
    if sorted(violation.excerpt for violation in found) != sorted(flag or "" for flag in bad.flags):
        # A service is missing or late. The page shows what the file says; that the linter says so too is for the rules' tests.
        _log.info("%s: %r is not flagged as its file says", rule.id, bad.shown)
        marks, messages = [(None, *_place(bad.text, flag)) for flag in bad.flags], {escape(rule.summary): None}
    body = _thread(bad.thread, marks) if bad.thread else _marked(bad.text, [(start, end) for _, start, end in marks]).strip()
    return _figure("flagged", body, bad, "<br>".join(messages))


def _place(text: str, flag: str | None) -> tuple[int, int]:
    start = max(0, text.find(flag)) if flag else 0
    return start, start + len(flag or "")


def _allowed(good: Good) -> str:
    body = _thread(good.thread, []) if good.thread else escape(good.text.strip())
    return _figure("allowed", body, good, f"Allowed: {escape(good.because)}.")


def _thread(thread: Thread, marks: list[tuple[str | None, int, int]]) -> str:
    """Return the messages by instant, a line each, the spans marked."""
    lines = []
    for place, message in thread.in_order():
        notes = "".join(f", {note}" for note in (message.kind, message.folder, "automatic" * message.automatic) if note not in _USUAL)
        text = _marked(message.text, [(start, end) for part, start, end in marks if part == part_name(place)])
        lines.append(f"<b>{message.sender}{notes}</b> <small>{message.at.isoformat(sep=' ', timespec='minutes')}</small> {text}")
    if thread.now:
        lines.append(f"<small>now {thread.now.isoformat(sep=' ', timespec='minutes')}</small>")
    return "\n".join(lines)


def _marked(text: str, marks: list[tuple[int, int]]) -> str:
    """Return ``text`` as HTML with the spans marked; a mark with nothing in it says that something is missing there."""
    out, position = "", 0
    for start, end in sorted(marks):
        if start < position:
            continue
        mark = f"<mark>{escape(text[start:end])}</mark>" if end > start else '<mark class="missing" title="missing here">&#8202;</mark>'
        out += escape(text[position:start]) + mark
        position = end
    return out + escape(text[position:])


def _figure(kind: str, body: str, example: Bad | Good, caption: str) -> str:
    return f'<figure class="draft {kind}">{_around(example.context)}<blockquote>{body}</blockquote><figcaption>{caption}</figcaption></figure>'


def _around(context: Context) -> str:
    """Return what the example knows around the draft, as HTML."""
    data = context.model_dump(mode="json", by_alias=True, exclude_unset=True)
    out = ""
    if customer := data.pop("customer", None):
        out += f'<p class="customer"><b>Customer:</b> {escape(customer.strip())}</p>'
    if data:
        known = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100).strip()
        out += f'<pre class="known"><code>{escape(known)}</code></pre>'
    return out


def _options(rule: RuleRecord) -> list[str]:
    """Return what a project can say of the rule."""
    excerpt = next((flag for bad in rule.examples.bad for flag in bad.flags if flag), None)
    lines = ["## Options", "", "```toml", f'[rules."{rule.id}"]', f'severity = "{_other(rule)}"  # or leave it out: {rule.severity}']
    if excerpt and "\n" not in excerpt:
        quoted = excerpt.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'allow = ["{quoted}"]  # exact words that are fine, whatever their case')
    lines += ["```", ""]
    flag, word = ("--extend-select", "Switch it on") if rule.severity == "advice" else ("--ignore", "Switch it off")
    return [*lines, f"{word} for one run: `replylint check reply.txt {flag} {rule.id}`. See [how to configure](../../how-to/configure.md).", ""]


def _other(rule: RuleRecord) -> str:
    return "error" if rule.severity != "error" else "warning"


def _source(file: RuleFile) -> list[str]:
    text = Path(file.path).read_text(encoding="utf-8").rstrip()
    name = f"rules/{file.path.parent.name}/{file.path.name}"
    indented = "\n".join(f"    {line}".rstrip() for line in text.splitlines())
    return [f'??? note "The rule file, `{name}`"', "", "    ```yaml", indented, "    ```", ""]
