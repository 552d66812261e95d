"""Spans hold for every Unicode text there is."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replylint import Context, Draft, InputError, Linter

SNIPPETS = st.sampled_from(
    [
        "It is guaranteed to arrive tomorrow.", "Use code SAVE10 on your next order!", "Visit shop dot com or bit.ly/3x.",
        "Call us at 555-010-4477.",
        "We recieved it.", "e\u0301cole",
        "👩‍👩‍👧‍👦", "\r\n", "\u00a0", "שלום", "\u202eabc\u202c", "g\u200bu\u0430rantee", "ﬁ", "Ａ", "[Customer Name]",
        "\n> quoted line\n", "Kind regards,\nTess", "<b>&amp;&#46;</b>", "lol u r WRONG!!!", "𝕨𝕒𝕝𝕞𝕒𝕣𝕥.com", "\x85", "\u2028", "\x0b", "\x00",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(SNIPPETS, st.text(max_size=12)), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, kind=st.sampled_from(["text", "html"]))
def test_excerpt_is_the_span_and_linting_twice_is_the_same(linter: Linter, text: str, kind: str) -> None:
    draft = Draft(content=text, kind=kind)  # type: ignore[arg-type]
    context = Context(customer="It broke.", order_id="200012345678901")
    try:
        report = linter.lint(draft, context)
    except InputError:
        assert not text.strip() or any(0xD800 <= ord(c) < 0xE000 for c in text)
        return
    for violation in report.violations:
        assert text[violation.span.start : violation.span.end] == violation.excerpt
        assert text.count("\n", 0, violation.span.start) + 1 == violation.line
        for fix in violation.fixes:
            for edit in fix.edits:
                assert 0 <= edit.start <= edit.end <= len(text)
    assert linter.lint(draft, context) == report
