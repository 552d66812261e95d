"""Every kind of matcher and condition that a rule file may hold, run on drafts as a shop's own rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.shop_rule import late_fee, write_rule

from replylint.config import Config
from replylint.errors import RuleFileError
from replylint.linter import Linter
from replylint.models import Draft

FEE = '  any:\n    - phrases: ["late fee"]\n'


def shop_linter(folder: Path, match: str, *, meaning: bool = False) -> Linter:
    """Return a linter of one rule, ``shop.late-fee``; its examples are those of another matcher and are not run."""
    write_rule(folder, late_fee(match=match))
    return Linter(Config(rule_paths=(str(folder),), select=("shop",), verify_rules=False, meaning=meaning), strict=True)


def flagged(linter: Linter, draft: str | Draft) -> list[str]:
    return [violation.excerpt for violation in linter.lint(draft).violations]


def test_count_flags_every_match_only_where_there_are_more_than_allowed(tmp_path: Path) -> None:
    linter = shop_linter(tmp_path, '  any:\n    - count: {regex: "(?i)late fee", over: 2}\n')
    assert flagged(linter, "A late fee. A late fee.") == []
    assert flagged(linter, "A late fee. A Late fee. A late FEE.") == ["late fee", "Late fee", "late FEE"]


def test_absent_points_at_the_place_where_the_words_are_missing(tmp_path: Path) -> None:
    linter = shop_linter(tmp_path, '  any:\n    - absent: ["thank you", "thanks"]\n')
    draft = "Hi Ann,\n\nThe lid ships today."
    assert [(v.span.start, v.span.end, v.line, v.column) for v in linter.lint(draft).violations] == [(9, 9, 3, 1)]
    assert flagged(linter, "Hi Ann,\n\nThanks! The lid ships today.") == []


def test_absent_is_asked_of_a_mail_once_not_of_each_part(tmp_path: Path) -> None:
    linter = shop_linter(tmp_path, '  any:\n    - absent: ["thank you"]\n')
    mail = (
        "Subject: Your lid\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nThe lid ships today.\n--b\nContent-Type: text/html\n\n<p>The lid ships today.</p>\n--b--\n"
    )
    assert len(flagged(linter, Draft(content=mail, kind="eml"))) == 1


def test_tokens_flag_the_longest_match_of_each_place_in_any_sentence(tmp_path: Path) -> None:
    linter = shop_linter(tmp_path, '  any:\n    - tokens: [[{LOWER: late}, {LOWER: fee}], [{LOWER: late}, {LOWER: fee, OP: "+"}]]\n')
    assert flagged(linter, "The parcel is late. There is a Late fee fee.") == ["Late fee fee"]
    assert flagged(linter, "It is late. Fee or not.") == []


def test_tokens_work_on_every_thread(tmp_path: Path) -> None:
    linter = shop_linter(tmp_path, "  any:\n    - tokens: [[{LOWER: late}, {LOWER: fee}]]\n")
    reports = linter.lint_many([("There is a late fee.", None)] * 8, workers=4)
    assert [[v.excerpt for v in report.violations] for report in reports] == [["late fee"]] * 8


def test_two_matchers_of_one_kind_both_count(tmp_path: Path) -> None:
    linter = shop_linter(tmp_path, "  any:\n    - tokens: [[{LOWER: late}, {LOWER: fee}]]\n    - tokens: [[{LOWER: fine}]]\n")
    assert flagged(linter, "A late fee is due. A fine is due.") == ["late fee", "fine"]
    linter = shop_linter(tmp_path, '  any:\n    - absent: ["thanks"]\n    - absent: ["sorry"]\n')
    assert flagged(linter, "Thanks, sorry.") == []
    assert flagged(linter, "Thanks.") == [""]
    assert flagged(linter, "Sorry.") == [""]


@pytest.mark.parametrize(
    ("span", "draft", "excerpt"),
    [
        ("match", "Yes. A late fee, as ever, is due. Sorry.", "late fee"),
        ("sentence", "Yes. A late fee, as ever, is due. Sorry.", "A late fee, as ever, is due"),
        ("sentence", "Yes. A late fee is due! Sorry.", "A late fee is due!"),
        ("clause", "Yes. We ship today, but a late fee is due. Sorry.", "a late fee is due"),
    ],
)
def test_span_says_how_much_around_the_match_is_flagged(tmp_path: Path, span: str, draft: str, excerpt: str) -> None:
    assert flagged(shop_linter(tmp_path, f"  span: {span}\n{FEE}"), draft) == [excerpt]


def test_two_matches_in_one_flagged_sentence_are_one_violation(tmp_path: Path) -> None:
    linter = shop_linter(tmp_path, f"  span: sentence\n{FEE}")
    assert flagged(linter, "A late fee on a late fee. One late fee more.") == ["A late fee on a late fee", "One late fee more"]


@pytest.mark.parametrize(
    ("condition", "draft", "found"),
    [
        ('when: [{before: ["you asked"]}]', "You asked what is due. A late fee.", True),
        ('when: [{before: ["you asked"]}]', "You asked what is due. Well. A late fee.", False),
        ('when: [{before: ["you asked"]}]', "A late fee, since you asked.", False),
        ('unless: [{before: ["there is no"]}]', "There is no such thing. A late fee!", False),
        ('when: [{phrases: ["is due"]}]', "A late fee is due.", True),
        ('when: [{phrases: ["is due"]}]', "It is due. A late fee.", False),
        ('unless: [{regex: "(?i)waived?"}]', "The late fee is waived.", False),
        ('unless: [{inside: ["LATE"]}]', "A late fee.", False),
        ('unless: [{inside: ["is"]}]', "This is a late fee.", True),
        ('when: [{reply: ["sorry"]}]', "A late fee is due. We are sorry.", True),
        ('when: [{reply: ["sorry"]}]', "A late fee is due.", False),
        ("when: [{guard: greeting}]", "Hi late fee,\n\nIt ships.", True),
        ("when: [{guard: greeting}]", "Hi Ann,\n\nA late fee.", False),
        ("unless: [{guard: negated}]", "There is not a late fee.", False),
        ("when: [{guard: preauthorized}]", "A late fee.", False),
    ],
)
def test_conditions_keep_or_drop_a_match(tmp_path: Path, condition: str, draft: str, found: bool) -> None:
    assert flagged(shop_linter(tmp_path, f"  {condition}\n{FEE}"), draft) == (["late fee"] if found else [])


def test_a_condition_on_the_customers_words_holds_only_where_they_are_known(tmp_path: Path) -> None:
    linter = shop_linter(tmp_path, f'  when: [{{customer: ["what do I owe"]}}]\n{FEE}')
    draft = "A late fee."
    assert [v.excerpt for v in linter.lint(draft, {"customer": "What do I owe?"}).violations] == ["late fee"]
    assert flagged(linter, draft) == []


def test_what_stands_between_sentences_has_no_sentence_to_look_at(tmp_path: Path) -> None:
    draft = "It ships today.\n\n\nSorry."
    assert flagged(shop_linter(tmp_path, '  any:\n    - regex: "\\n\\n\\n"\n'), draft) == ["\n\n\n"]
    assert flagged(shop_linter(tmp_path, '  any:\n    - regex: "\\n\\n\\n"\n  when: [{phrases: ["sorry"]}]\n'), draft) == []
    assert flagged(shop_linter(tmp_path, '  any:\n    - regex: "\\n\\n\\n"\n  span: sentence\n'), draft) == ["\n\n\n"]


def test_a_rule_by_examples_says_that_it_needs_the_model(tmp_path: Path) -> None:
    match = "  any:\n    - similar: {like: [a fee, late fee, the fee is late], unlike: [thanks, sorry, hello]}\n"
    with pytest.raises(RuleFileError, match=r"late-fee\.yaml: match: .*needs the sentence model, which is switched off"):
        shop_linter(tmp_path, match)
