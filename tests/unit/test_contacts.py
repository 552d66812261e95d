# ruff: noqa: E501 - cases read best one a line
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replylint.detect.contacts import WALMART_CARE, find_contacts, same_address, same_email, same_hours, same_phone


@pytest.mark.parametrize(
    ("before", "quote", "after", "kind", "normalized"),
    [
        ("Ring us on ", "631-555-0148", ".", "phone", "+16315550148"),
        ("Text ", "480 555 0116", " now", "phone", "+14805550116"),
        ("Message ", "+1 505 555 0139", "", "phone", "+15055550139"),
        ("Our line: ", "(480) 555-0116", "", "phone", "+14805550116"),
        ("Call ", "1-800-FLOWERS", "", "phone", "+18003569377"),
        ("Call ", "tel:+14805550116", "", "phone", "+14805550116"),
        ("Call ", "+44 20 7946 0958", "", "phone", "+442079460958"),
        ("Call ", "3 0 3, 5 5 5, 0 1 8 8", ".", "masked-phone", "+13035550188"),
        ("Call ", "four eight zero five five five zero one one six", ".", "masked-phone", "+14805550116"),
        ("Call ", "(480) 555-O116", ".", "masked-phone", "+14805550116"),
        ("Call ", "480\n555 0116", ".", "phone", "+14805550116"),
        ("Call ", "８００－５５５－１２３４", ".", "phone", "+18005551234"),
        ("Write to ", "Support@brightnestgoods.net", ".", "email", "support@brightnestgoods.net"),
        ("Write to ", "name (at) host (dot) com", ".", "masked-email", "name@host.com"),
        ("Email ", "joe at lampo dot com", ".", "masked-email", "joe@lampo.com"),
        ("Write ", "joe[at]lampo.com", "", "masked-email", "joe@lampo.com"),
        ("Write ", "joe at gmail", "", "masked-email", "joe@gmail.com"),
        ("Write ", "joeATlampoDOTcom", "", "masked-email", "joe@lampo.com"),
        ("Write ", "joe\u200b@lampo.com", "", "masked-email", "joe@lampo.com"),
        ("Come to ", "118 Alder Street", ".", "address", "118 alder st"),
        ("Call ", "two one two, double five five, oh one double oh", ".", "masked-phone", "+12125550100"),
        ("Call ", "five five five one two three four", ".", "masked-phone", "5551234"),
        ("Call ", "0800 1234 567", ".", "phone", "08001234567"),
        ("Call ", "555-0123", ".", "phone", "5550123"),
        ("Write to ", "~@lampo.com", ".", "email", "~@lampo.com"),
        ("Write to ", "j o e at l a m p o dot c o m", ".", "masked-email", "joe@lampo.com"),
    ],
)
def test_find_contacts_spans_the_detail(before, quote, after, kind, normalized):
    text = before + quote + after
    assert [(text[one.start : one.end], one.kind, one.normalized) for one in find_contacts(text)] == [(quote, kind, normalized)]


@pytest.mark.parametrize(
    "text",
    [
        "order 2000147-56412345", "tracking 9400111899223344556677", "1Z999AA10123456784", "item 4805550116", "We paid $1,200.50", "model 100-200-3000",
        "UPC 012345678905", "it takes 3-5 business days", "1 2 3 4 5", "2 x 4 x 6 in", "10/12/2026 14:30", "sold at walmart.com", "look at walmart dot com",
        "one two three go", "we ship at noon", "sizes 10 12 14 16 18 20 22", "part no. 555-867-5309", "walmart.com@evil.co", "one or two, three or four, five",
        "USPS 9205 5901 6491 7312 3456 78", "call 1-800-XXX-ZZZ", "1-555-FLOWERS", "our names: j o e at l a m p o", "mail from joe at aol", "it will arrive Monday 10-12", "the signal strength", "in line with", "order number 111-2345678-1234567",
    ],
)  # fmt: skip
def test_innocent_numbers_are_left_alone(text):
    assert find_contacts(text) == ()


@pytest.mark.parametrize(
    "text", ["find me on Telegram as @groutking_mel", "reached on WeChat (ID: wen_camhelp)", "give me a shout over Signal", "wa.me/15551234567"]
)
def test_chat_apps_are_found(text):
    assert [one.kind for one in find_contacts(text)] == ["chat-app"]


def test_walmart_care_is_known():
    assert {one.normalized for one in find_contacts("Call Walmart Customer Care at 1-800-925-6278.")} <= WALMART_CARE


def test_details_compare_after_normalizing():
    assert same_phone("(512) 555-0107", "+1 512.555.0107")
    assert not same_phone("512-555-0107", "512-555-0108")
    assert same_email("Mailto:Help@Patioyard.example", "help@patioyard.example")
    assert same_hours("9am-5pm CT Monday to Friday", "Mon-Fri 10-6 ET")
    assert same_hours("Monday to Friday, 9 a.m. to 5 p.m. Central", "Mon-Fri 9-5 CT")
    assert not same_hours("Mon-Sat 8-6 ET", "Mon-Fri 8-6 ET")
    assert not same_hours("Mon-Fri 9-5 ET", "Mon-Fri 9-5 PT")
    assert same_address("118 Alder Street, Reno NV", "118 Alder St.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("weekdays 9-5", "Mon-Fri 9am-5pm"),
        ("weekends 10-4", "Sat-Sun 10am-4pm"),
        ("Fri-Mon 9-5", "Fri, Sat, Sun, Mon 9am-5pm"),
        ("daily 9-5", "every day 9am-5pm"),
        ("24/7", "every day 0:00-24:00"),
        ("Mon-Fri 10:00-22:00", "Mon-Fri 10am-10pm"),
        ("9 in the morning to 5 in the afternoon", "9-5"),
        ("noon to 6 in the evening", "12pm-6pm"),
        ("9am-noon", "9-12"),
        ("10-2", "10am-2pm"),
        ("1-5pm", "1pm-5pm"),
        ("8am-12am", "8am-midnight"),
        ("9am to 12 at night", "9am-midnight"),
        ("midnight to 6am", "12am-6am"),
        ("10pm-6", "10pm-6am"),
        ("10pm-6am ET", "9pm-5am CT"),
        ("9-5", "9-5 ET"),
        ("by appointment", "By  appointment"),
    ],
)
def test_the_same_hours_in_other_words_are_the_same(one, other):
    assert same_hours(one, other)
    assert same_hours(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("9am-5pm", "9am-5am"), ("10:00-22:00", "10:00-20:00"), ("9-noon", "9-midnight"), ("weekdays 9-5", "weekends 9-5"), ("24/7", "daily 9-5"),
        ("by appointment", "9-5"), ("Mon-Fri 9-5", "by appointment"), ("12am-6am", "12pm-6pm"),
    ],
)  # fmt: skip
def test_other_hours_differ(one, other):
    assert not same_hours(one, other)
    assert not same_hours(other, one)


@pytest.mark.parametrize(
    ("before", "quote", "after"),
    [
        ("We are in ", "9 a.m. to 5 p.m. ET", ". Write any time."),
        ("Open ", "Mon-Fri 9am-5pm", "."),
        ("Open ", "Mon-Fri 9 a.m. to 5 p.m.", ""),
        ("Come ", "10:00-22:00 on weekdays", " please"),
        ("We answer ", "daily from 8 to midnight", "!"),
    ],
)
def test_hours_are_spanned_without_the_full_stop_of_the_sentence(before, quote, after):
    assert [(one.kind, (before + quote + after)[one.start : one.end]) for one in find_contacts(before + quote + after)] == [("hours", quote)]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789 -()@.comatdoneive")), max_size=200))
@settings(max_examples=150, deadline=None)
def test_spans_lie_in_the_text_and_apart(text):
    end = 0
    for one in find_contacts(text):
        assert end <= one.start < one.end <= len(text)
        end = one.end
