"""The misleading check: tense, negation and near values against facts, order and return terms."""

from __future__ import annotations

import pytest

from replylint.checks.misleading_claims import claims_in
from replylint.checks.misleading_facts import contradicted_facts
from replylint.checks.misleading_order import wrong_order_values
from replylint.checks.misleading_people import wrong_greeting, wrong_times
from replylint.checks.misleading_policy import false_policy
from replylint.checks.misleading_terms import contradicted_terms, wfs_acts
from replylint.context import parse_context
from replylint.document.document import Document


def _facts(reply: str, customer: str = "", **facts: bool) -> list[tuple[str, str]]:
    doc = Document(reply)
    found = contradicted_facts(doc, parse_context({"facts": facts, "customer": customer}))
    return [(f.rule, doc.text[f.start : f.end]) for f in found]


def _order(reply: str, **context: object) -> list[tuple[str, str]]:
    doc = Document(reply)
    return [(f.rule, doc.text[f.start : f.end]) for f in wrong_order_values(doc, parse_context(context))]


def _terms(reply: str, **context: object) -> list[str]:
    doc = Document(reply)
    return [f.rule for f in contradicted_terms(doc, parse_context(context))]


@pytest.mark.parametrize(
    ("reply", "refunded", "flagged"),
    [
        ("We refunded you today.", False, True),
        ("We refunded you today.", True, False),
        ("We will refund you today.", False, False),
        ("Once we have refunded you, the bank needs three days.", False, False),
        ("We have not refunded you yet.", True, True),
        ("We have not refunded you yet.", False, False),
        ("Have we refunded you already?", False, False),
        ("Your $20 was returned to your card.", False, True),
    ],
)
def test_refund_status_follows_tense_and_negation(reply: str, refunded: bool, flagged: bool) -> None:
    assert bool(_facts(reply, refunded=refunded)) is flagged


def test_pronoun_means_what_the_customer_asked_about() -> None:
    assert _facts("It has not been issued yet.", "Where is my refund?", refunded=True) == [("misleading.refund-status", "It has not been issued yet")]
    assert _facts("It has not been issued yet.", "Where is my invoice?", refunded=True) == []


def test_only_the_contradicting_clause_is_quoted() -> None:
    assert _facts("Too late to cancel, the stool left our warehouse an hour ago.", shipped=False) == [
        ("misleading.shipping-status", "the stool left our warehouse an hour ago")
    ]


def test_unknown_fact_contradicts_nothing() -> None:
    assert _facts("We refunded you and your order shipped.") == []


def test_number_in_groups_is_the_same_number() -> None:
    assert _order("Number 9405 5036 9930 0412 8871 66 with USPS.", tracking="9405503699300412887166") == []
    assert _order("Number 9405 5036 9930 0412 8817 66 with USPS.", tracking="9405503699300412887166") == [
        ("misleading.wrong-tracking-number", "9405 5036 9930 0412 8817 66")
    ]


def test_number_that_the_customer_named_is_left_alone() -> None:
    assert _order("Order 77120 is another one.", order_id="200012345678", customer="And order 77120?") == []


def test_carrier_of_a_return_is_not_the_order_s() -> None:
    assert _order("Drop the return off at any UPS store.", carrier="FedEx") == []
    assert _order("It left with UPS.", carrier="FedEx") == [("misleading.wrong-carrier", "UPS")]


def test_amount_may_include_tax_but_not_swap_digits() -> None:
    items = [{"title": "Saw blades", "price": 67.2}]
    assert _order("You paid $71.90 with tax.", items=items) == []
    assert _order("You paid $76.20 in one payment.", items=items) == [("misleading.wrong-amount", "$76.20")]


def test_return_window_is_not_the_bank_s_time() -> None:
    returns = {"window_days": 30, "free": True}
    assert _terms("Returns are accepted within 14 days.", returns=returns) == ["misleading.return-window"]
    assert _terms("Returns are accepted within thirty days.", returns=returns) == []
    assert _terms("After the return the refund takes 5 business days.", returns=returns) == []


def test_wfs_order_is_walmart_s_to_refund() -> None:
    doc = Document("We have refunded you.")
    assert [f.rule for f in wfs_acts(doc, parse_context({"fulfilment": "wfs"}))] == ["misleading.wfs-action"]
    assert list(wfs_acts(doc, parse_context({"fulfilment": "seller"}))) == []


@pytest.mark.parametrize(
    ("sentence", "event", "done"),
    [
        ("The credit has been on your card since the ninth.", "refunded", True),
        ("We are holding your money until the mirror is back.", "refunded", False),
        ("Your vase is in the mail.", "shipped", True),
        ("It is still on our shelf.", "shipped", False),
        ("Your neighbour signed for it at noon.", "delivered", True),
        ("Another one is already rolling your way.", "replacement_sent", True),
        ("The new scale is still waiting here for a label.", "replacement_sent", False),
    ],
)
def test_clause_claims_an_event_or_denies_it(sentence: str, event: str, done: bool) -> None:
    assert (event, done) in [(claim.event, claim.done) for claim in claims_in(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Your money goes back to the card this afternoon.",
        "The courier collects it from us this evening.",
        "Once the parcel was picked up, we cannot stop it.",
        "Could a neighbour have signed for it?",
        "The scan claims that the box was left by the garage door.",
        "Your return arrived at our warehouse.",
        "A clean rug will go out tomorrow.",
    ],
)
def test_intention_condition_question_and_report_claim_nothing(sentence: str) -> None:
    assert list(claims_in(sentence)) == []


@pytest.mark.parametrize(
    ("reply", "flagged"),
    [
        ("Walmart keeps a fifth of every returned order for restocking.", True),
        ("Neither Walmart nor we keep a fifth of a returned order.", False),
        ("Walmart insists on the original packaging.", True),
        ("Walmart does not insist on the original packaging.", False),
        ("Walmart forbids negative reviews while a case is open.", True),
        ("Walmart forbids rewards for reviews.", False),
        ("A return is not possible in our shop.", False),
    ],
)
def test_restriction_needs_walmart_s_name_and_no_release(reply: str, flagged: bool) -> None:
    assert bool(list(false_policy(Document(reply)))) is flagged


def test_greeting_may_shorten_the_name_but_not_change_it() -> None:
    ctx = parse_context({"customer_name": "Michael Reed"})
    assert [f.rule for f in wrong_greeting(Document("Dear Helen,\nYes."), ctx)] == ["misleading.wrong-customer-name"]
    assert list(wrong_greeting(Document("Dear Mike,\nYes."), ctx)) == []


def test_answer_time_is_counted_from_the_message() -> None:
    late = parse_context({"received_at": "2026-02-01T08:00:00-06:00", "now": "2026-02-06T08:00:00-06:00"})
    soon = parse_context({"received_at": "2026-02-01T08:00:00-06:00", "now": "2026-02-01T18:00:00-06:00"})
    doc = Document("We got back to you within a day of your message.")
    assert [f.rule for f in wrong_times(doc, late)] == ["misleading.wrong-response-time"]
    assert list(wrong_times(doc, soon)) == []


def test_quantity_is_the_item_s_not_what_is_missing() -> None:
    items = [{"title": "Folding Chair, Oak", "quantity": 4}]
    assert [rule for rule, _ in _order("Our invoice lists two chairs for this order.", items=items)] == ["misleading.wrong-item"]
    assert _order("The order was for four chairs, so two are owed to you.", items=items) == []
