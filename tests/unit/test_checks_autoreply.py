"""The autoreply check: the reply judged whole, and requests for what was given."""

from __future__ import annotations

import pytest

from replylint.checks.autoreply_deferral import deferrals, empty_replies
from replylint.checks.autoreply_known import asked_again
from replylint.context import Context, parse_context
from replylint.document.document import Document


def _put_off(reply: str) -> list[tuple[str, str]]:
    doc = Document(reply)
    return [(f.rule, doc.text[f.start : f.end]) for f in deferrals(doc)]


def _asked(reply: str, **context: object) -> list[str]:
    doc = Document(reply)
    return [doc.text[f.start : f.end] for f in asked_again(doc, parse_context(context))]


def test_deferral_alone_is_an_acknowledgement() -> None:
    reply = "Thank you for your message. We will get back to you shortly."
    assert _put_off(reply) == [("autoreply.ack-only", "We will get back to you shortly")]


@pytest.mark.parametrize(
    "reply",
    [
        "I have opened a trace with UPS. We will get back to you.",
        "Thank you for your message. We will get back to you by Thursday.",
        "The lid fits the 12-inch pan. We will get back to you on the color.",
    ],
)
def test_act_date_or_answer_beside_a_deferral_is_enough(reply: str) -> None:
    assert _put_off(reply) == []


def test_forwarded_message_is_named_as_such() -> None:
    assert [rule for rule, _ in _put_off("Your case has been forwarded to the returns department.")] == ["autoreply.forwarded-away"]


def test_empty_reply_to_thanks_is_fine() -> None:
    doc = Document("Thank you!")
    assert [f.rule for f in empty_replies(doc, "Does it fit?")] == ["autoreply.no-content"]
    assert list(empty_replies(doc, "Thanks for the quick help!")) == []


def test_order_number_of_the_context_is_not_asked_for() -> None:
    assert _asked("Could you send us your order number so that we can look?", order_id="2000112233445") == [
        "Could you send us your order number"
    ]
    assert _asked("Could you send us your order number?") == []


def test_evidence_names_the_earlier_message() -> None:
    earlier = {"from": "customer", "text": "I sent two photos yesterday, see the pictures attached."}
    context = Context.model_validate({"customer": "Hello?", "previous": [earlier]})
    doc = Document("Please send us a photo of the damage.")
    (finding,) = asked_again(doc, context)
    assert finding.evidence[0].source == "previous"
    assert "pictures" in finding.evidence[0].excerpt or "photos" in finding.evidence[0].excerpt


@pytest.mark.parametrize(
    "reply",
    [
        "Thank you for the photo.",
        "No need to send another photo.",
        "Please send a photo of the shipping label on the box.",
        "Please send one more photo from the side.",
    ],
)
def test_new_or_unneeded_photo_is_no_repetition(reply: str) -> None:
    assert _asked(reply, customer="The mug is cracked, photo attached.") == []
