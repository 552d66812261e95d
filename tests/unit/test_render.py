from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from replylint import Config, Draft, Linter, Report
from replylint.inbox.models import parse_thread
from replylint.models import Failure
from replylint.render.github import render_github
from replylint.render.html import render_html
from replylint.render.markdown import render_markdown
from replylint.render.results import Result, draft_parts, thread_parts
from replylint.render.sarif import render_sarif
from replylint.render.text import Palette, render_report

SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "sarif" / "sarif-schema-2.1.0.json").read_text())
TEXT = "Hi 😀 Ann,\n\nUse SPRING15 at checkout and save. It is guaranteed to arrive,\nguaranteed to last. <script>alert(1)</script> | `x` @ann\n"
ASKED = {"from": "customer", "at": "2026-03-01T10:00:00Z", "text": "It <b>broke</b>.\nHelp!"}
THREAD = {"thread": "t 1", "now": "2026-03-09T10:00:00Z", "messages": [ASKED]}


@pytest.fixture(scope="module")
def made() -> Linter:
    rules = {"promo.coupon-code": {"severity": "advice"}}
    return Linter(Config.model_validate({"meaning": False, "select": ["promo", "overpromise", "inbox"], "rules": rules}))


@pytest.fixture(scope="module")
def results(made: Linter) -> list[Result]:
    draft = Draft(content=TEXT)
    mail = Draft(content="Subject: guaranteed to fit\n\nIt is guaranteed to last.\n", kind="eml")
    thread = parse_thread(THREAD)
    broken = Report(failures=(Failure(check="language", error="no, 100%\nbroken", code="C502"),))
    allowed = Linter(Config.model_validate({"meaning": False, "select": ["overpromise"], "min_confidence": 1.0})).lint(TEXT)
    return [
        Result("dir/a b,1.txt", made.lint(draft), None, "dir/a b,1.txt", None, draft_parts(draft)),
        Result("case-7", made.lint(draft), None, "cases.jsonl", 7, draft_parts(draft)),
        Result("m.eml", made.lint(mail), None, "m.eml", None, draft_parts(mail)),
        Result("t 1", made.lint_thread(thread), None, "t.json", None, thread_parts(thread)),
        Result("c.txt", broken, None, "c.txt", None, {None: "x"}),
        Result("gone.txt", None, "C101: gone.txt: cannot be read", "gone.txt"),
        Result("s.txt", allowed, None, "-", None, {None: TEXT}),
    ]


def test_sarif_is_valid_and_its_regions_point_at_the_words(made: Linter, results: list[Result]) -> None:
    log = json.loads(render_sarif(results, made.registry))
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    (run,) = log["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2
    lines = TEXT.split("\n")
    whole = [r for r in run["results"] if r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "dir/a%20b%2C1.txt"]
    assert len(whole) >= 3
    for result in whole:
        region, excerpt = result["locations"][0]["physicalLocation"]["region"], result["properties"]["excerpt"]
        assert TEXT[region["charOffset"] : region["charOffset"] + region["charLength"]] == excerpt
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        if region["startLine"] == region["endLine"]:
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == excerpt
    (coupon,) = [r for r in whole if r["ruleId"] == "promo.coupon-code"]
    assert coupon["level"] == "note"
    (replacement,) = coupon["fixes"][0]["artifactChanges"][0]["replacements"]
    gone = TEXT[replacement["deletedRegion"]["charOffset"] :][: replacement["deletedRegion"]["charLength"]]
    assert gone.strip() == "Use SPRING15 at checkout and save."
    case = [r for r in run["results"] if r["properties"]["id"] == "case-7"]
    assert {r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in case} == {7}
    assert not any("fixes" in r for r in case)
    assert any("suppressions" in r for r in run["results"])
    assert {r["partialFingerprints"]["replylint/v1"] for r in whole} == {r["partialFingerprints"]["replylint/v1"] for r in case}


def test_sarif_of_nothing_is_valid(made: Linter) -> None:
    log = json.loads(render_sarif([], made.registry))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is True


COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*)(?:,\w+=[^,:\r\n]*)*)::([^\r\n]+)")


def test_github_commands_are_well_formed_and_escaped(made: Linter, results: list[Result]) -> None:
    lines = render_github(results, made.registry).split("\n")
    commands = [COMMAND.fullmatch(line) for line in lines]
    assert all(commands)
    first = next(c for c in commands if c and "promo.coupon-code" in c[2])
    assert first[1] == "notice"
    assert "file=dir/a b%2C1.txt,line=3,endLine=3,col=1," in first[2]
    assert any(c and "line=7," in c[2] and "case-7" in c[3] for c in commands)
    assert any("no, 100%25%0Abroken" in line for line in lines)
    assert any("gone.txt" in line and line.startswith("::error") for line in lines)
    assert any("t 1 (message#1)" in line for line in lines)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.depth: list[str] = []
        self.drafts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not {"src", "href"} & {name for name, _ in attrs}
        if tag not in ("meta", "br"):
            self.depth.append(tag)
        if ("class", "draft") in attrs:
            self.inside = True
            self.drafts.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.depth.pop() == tag
        self.inside = self.inside and tag != "div"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.drafts[-1] += data


def test_html_is_one_page_that_shows_each_draft_whole_and_runs_nothing(made: Linter, results: list[Result]) -> None:
    page = render_html(results, made.registry)
    reader = Reader()
    reader.feed(page)
    assert reader.depth == []
    assert not {"script", "img", "link", "iframe", "b"} & set(reader.tags)
    assert reader.drafts[0] == TEXT
    assert "It <b>broke</b>.\nHelp!" in reader.drafts
    assert page.count("<section") == len(results)
    assert "default-src 'none'" in page
    assert '<mark class="gap error"' in page


def test_markdown_leaves_nothing_of_the_draft_as_markup(made: Linter, results: list[Result]) -> None:
    text = render_markdown(results, made.registry)
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)@", text)
    assert text.startswith("### replylint: ")
    assert "`promo.coupon-code`" in text
    assert "could not be read" in text
    assert render_markdown([], made.registry) == "### replylint: no violations in 0 drafts"


def test_an_annotation_over_two_lines_has_no_columns(made: Linter, results: list[Result]) -> None:
    report = Linter(Config.model_validate({"meaning": False, "select": ["overpromise"]})).lint("It is guaranteed\nto arrive.")
    (violation,) = report.violations
    assert "\n" in violation.excerpt
    (line,) = render_github([Result("d.txt", report, None, "d.txt", None, {None: "It is guaranteed\nto arrive."})], made.registry).split("\n")
    found = COMMAND.fullmatch(line)
    assert found is not None
    assert found[2] == "file=d.txt,line=1,endLine=2,title=overpromise.absolute-guarantee"


def test_parts_of_a_mail_that_break_no_rule_are_left_out_of_the_page(made: Linter) -> None:
    mail = Draft(content="Subject: Your lid\n\nIt is guaranteed to last.\n", kind="eml")
    reader = Reader()
    reader.feed(render_html([Result("m.eml", made.lint(mail), None, "m.eml", None, draft_parts(mail))], made.registry))
    assert reader.drafts == ["It is guaranteed to last.\n"]


def test_text_is_coloured_where_it_is_asked_for_and_shows_the_words_alone_where_the_line_is_not_known(made: Linter) -> None:
    report = Linter(Config.model_validate({"meaning": False, "select": ["overpromise.absolute-guarantee"]})).lint("It is guaranteed\nto arrive.")
    shown = render_report("d.txt", {}, report, {}, Palette(enabled=False))
    assert "  | It is guaranteed to" in shown.splitlines()
    assert "^" not in shown
    policy = report.violations[0].policy
    assert f"= policy: {policy}" in shown
    painted = render_report("d.txt", {None: "It is guaranteed\nto arrive."}, report, {}, Palette(enabled=True))
    assert painted.startswith("\x1b[1;31merror\x1b[0m[\x1b[1moverpromise.absolute-guarantee\x1b[0m]: ")
    assert "\x1b[1;31m^^^^" in painted
