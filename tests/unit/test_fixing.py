from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from replylint.fixing import applicable, apply_fixes
from replylint.models import Edit, Fix, Report, Span, Violation

DRAFT = "We will recieve teh the item."


def violation(*fixes: Fix, part: str | None = None) -> Violation:
    start = fixes[0].edits[0].start if fixes else 0
    return Violation(
        rule="language.spelling", check="language", severity="warning", confidence=0.9, message="m", fix="f", policy="professionalism",
        span=Span(start=start, end=start), excerpt="", part=part, line=1, column=1, fixes=fixes,
    )  # fmt: skip


def fix(*edits: tuple[int, int, str], safe: bool = True) -> Fix:
    return Fix(safe=safe, edits=tuple(Edit(start=start, end=end, text=text) for start, end, text in edits))


def test_fixes_are_applied_at_their_places() -> None:
    report = Report(violations=(violation(fix((8, 15, "receive"))), violation(fix((16, 19, "the")), fix((16, 20, "")))))
    assert apply_fixes(report, DRAFT) == "We will receive the the item."


def test_unsafe_fixes_only_where_asked() -> None:
    report = Report(violations=(violation(fix((8, 15, "send"), safe=False)),))
    assert apply_fixes(report, DRAFT) == DRAFT
    assert apply_fixes(report, DRAFT, unsafe=True) == "We will send teh the item."


def test_overlapping_fix_is_left_out_whole() -> None:
    report = Report(violations=(violation(fix((0, 7, "I"))), violation(fix((3, 15, "get"), (24, 28, "lamp")))))
    assert apply_fixes(report, DRAFT) == "I recieve teh the item."


def test_two_insertions_at_one_place_keep_the_first() -> None:
    report = Report(violations=(violation(fix((0, 0, "Sorry. "))), violation(fix((0, 0, "Hello. ")))))
    assert apply_fixes(report, DRAFT) == f"Sorry. {DRAFT}"


def test_other_parts_are_left_alone() -> None:
    assert apply_fixes(Report(violations=(violation(fix((0, 2, "I")), part="subject"),)), DRAFT) == DRAFT


spans = st.tuples(st.integers(0, len(DRAFT)), st.integers(0, len(DRAFT))).map(sorted)


@given(st.lists(st.lists(st.tuples(spans, st.text("xyz", max_size=3)), min_size=1, max_size=2), max_size=5))
def test_letters_outside_the_edits_stay(fixes: list[list[tuple[list[int], str]]]) -> None:
    report = Report(violations=tuple(violation(fix(*((s, e, text) for (s, e), text in edits))) for edits in fixes))
    taken = applicable(report)
    kept = "".join(char for index, char in enumerate(DRAFT) if not any(e.start <= index < e.end for e in taken))
    out = apply_fixes(report, DRAFT)
    assert len(out) == len(kept) + sum(len(e.text) for e in taken)
    assert [c for c in out if c not in "xyz"] == list(kept)
