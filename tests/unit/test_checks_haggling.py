"""`haggling`: part refunds against what was settled before the purchase, and deals."""

from __future__ import annotations

from typing import Any

import pytest

from replylint import Config, Linter
from replylint.checks.haggling_amounts import amounts, bare_number, names_whole_sum
from replylint.models import Violation

RULE = {"kind": "partial-keep-it", "refund_percent": 30, "max_price": 50, "return_reason": "damaged", "set_at": "2026-01-10"}
ORDER = {"ordered_at": "2026-03-01", "topic": "damaged", "items": [{"title": "Dish", "price": 20}]}
SETTLED = "I'm sorry about the chip. By the rule on this item 30% was returned to your card, and the dish stays with you."


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Config(select=("haggling",), meaning=False), strict=True)


def found(linter: Linter, reply: str, **context: Any) -> list[Violation]:
    return list(linter.lint(reply, context).violations)


def test_listed_amount_stated_as_settled_is_clean(linter: Linter) -> None:
    assert found(linter, SETTLED, preauthorized=[RULE], **ORDER) == []


@pytest.mark.parametrize(
    ("change", "order", "rule"),
    [
        ({"refund_percent": 20}, {}, "haggling.unlisted-amount"),
        ({"max_price": 10}, {}, "haggling.price-above-limit"),
        ({"set_at": "2026-03-05"}, {}, "haggling.rule-set-later"),
        ({}, {"topic": "return"}, "haggling.other-return-reason"),
    ],
)
def test_each_missed_term_has_its_own_rule_and_names_the_term(linter: Linter, change: dict[str, Any], order: dict[str, Any], rule: str) -> None:
    violations = found(linter, SETTLED, preauthorized=[{**RULE, **change}], **{**ORDER, **order})
    assert [violation.rule for violation in violations] == [rule]
    assert violations[0].excerpt.startswith("By the rule on this item 30% was returned")
    assert violations[0].evidence[0].source == "preauthorized"


def test_any_rule_that_covers_the_offer_settles_it(linter: Linter) -> None:
    assert found(linter, SETTLED, preauthorized=[{**RULE, "refund_percent": 50}, RULE], **ORDER) == []


def test_order_time_with_offset_compares_with_a_plain_date(linter: Linter) -> None:
    order = {**ORDER, "ordered_at": "2026-03-01T10:00:00-05:00"}
    assert found(linter, SETTLED, preauthorized=[RULE], **order) == []


def test_sum_that_is_not_the_listed_share_of_the_price_is_flagged_alone(linter: Linter) -> None:
    reply = "I'm sorry about the chip. 30% is returned by the rule, so $9.00 was sent today."
    assert [v.excerpt for v in found(linter, reply, preauthorized=[RULE], **ORDER)] == ["$9.00"]
    assert found(linter, reply.replace("$9.00", "$6.00"), preauthorized=[RULE], **ORDER) == []


def test_offer_after_a_refusal_points_at_the_refusal(linter: Linter) -> None:
    previous = [{"from": "seller", "text": "Our rule gives 30% and you keep it."}, {"from": "customer", "text": "No, I would rather return it."}]
    violations = found(linter, SETTLED, preauthorized=[RULE], previous=previous, **ORDER)
    assert [violation.rule for violation in violations] == ["haggling.offer-after-decline"]
    evidence = violations[0].evidence[0]
    assert evidence.source == "previous"
    assert previous[1]["text"][evidence.start : evidence.end] == evidence.excerpt


def test_refusal_by_the_customer_s_latest_message_counts(linter: Linter) -> None:
    violations = found(linter, SETTLED, preauthorized=[RULE], customer="No thanks on the 30% you mentioned.", **ORDER)
    assert [violation.rule for violation in violations] == ["haggling.offer-after-decline"]


def test_listed_amount_put_up_for_bargaining_is_flagged(linter: Linter) -> None:
    violations = found(linter, "I'm sorry about the chip. Would 30% be agreeable?", preauthorized=[RULE], **ORDER)
    assert [violation.rule for violation in violations] == ["haggling.listed-amount-bargained"]


def test_rules_that_need_the_list_are_skipped_without_it(linter: Linter) -> None:
    report = linter.lint(SETTLED, {})
    assert report.violations == ()
    assert "haggling.unlisted-amount" in {skipped.rule for skipped in report.skipped}


@pytest.mark.parametrize(
    "reply",
    [
        "I'm sorry it broke. The full $20 is back on your card and you keep the dish.",
        "I'm sorry it broke. Would you like a replacement or a full refund?",
        "We can't take 20% off, but you can return the dish for a full refund.",
        "I'm sorry. Half of the set is missing, and the other half ships today.",
        "I'm sorry about the chip. You keep the dish, and $20 was refunded.",
    ],
)
def test_what_is_due_is_never_haggling(linter: Linter, reply: str) -> None:
    assert found(linter, reply, items=[{"title": "Dish", "price": 20}]) == []


def test_quoted_customer_is_not_read_as_an_offer(linter: Linter) -> None:
    assert found(linter, "The full refund is done.\n\n> Would you take 20% off and I keep it?") == []


def test_span_is_the_clause_in_text_with_an_emoji(linter: Linter) -> None:
    reply = "Sorry 🙏 about the dent; would you keep the pan for a 20% refund?"
    assert [violation.excerpt for violation in found(linter, reply)] == ["would you keep the pan for a 20% refund"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("we return a third of the price", [("percent", 33.3)]),
        ("$1,250.50 of it and 20 percent", [("money", 1250.5), ("percent", 20.0)]),
        ("forty dollars back", [("money", 40.0)]),
        ("half of the set", []),
        ("100% cotton", []),
    ],
)
def test_amounts(sentence: str, expected: list[tuple[str, float]]) -> None:
    assert [(amount.kind, round(amount.value, 1)) for amount in amounts(sentence)] == expected


def test_bare_numbers_exclude_units_and_money() -> None:
    assert bare_number("make it thirty")
    assert not bare_number("it takes 3 days and $30")


def test_whole_sum_is_told_from_a_part() -> None:
    assert names_whole_sum("every cent is back")
    assert not names_whole_sum("a part is back")
