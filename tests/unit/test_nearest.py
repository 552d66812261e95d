from __future__ import annotations

from collections.abc import Sequence

from replylint.rulebook.nearest import nearest_examples
from replylint.rulebook.record import RuleRecord

ORDER = "abcdefghij"


class Letters:
    """The vector of a sentence counts the letters a to j, at unit length."""

    ordinary: Sequence[Sequence[float]] = ()

    def encode(self, sentences: Sequence[str]) -> list[list[float]]:
        out = []
        for sentence in sentences:
            counts = [float(sentence.lower().count(letter)) for letter in ORDER]
            length = sum(count * count for count in counts) ** 0.5 or 1.0
            out.append([count / length for count in counts])
        return out


def record() -> RuleRecord:
    return RuleRecord.model_validate(
        {
            "id": "shop.rule", "summary": "s", "severity": "error", "policy": "no-haggling", "message": "m", "fix": "f", "why": "w",
            "match": {"any": [{"similar": {"like": ["Cccc.", "Cccd.", "Ccdd."], "unlike": ["Eeee.", "Eeef.", "Eeff."]}}]},
            "examples": {
                "bad": [
                    {"text": "Gggg one. Aaaa two.", "flags": ["Aaaa two"]},
                    {"text": "Aaab two.", "flags": ["Aaab"]},
                    {"text": "Hhhh.", "flags": [None]},
                ],
                "good": [{"text": "Iiii. Jjjj.", "because": "b"}, {"text": "Aaij.", "because": "near"}, {"text": "Jjjj.", "because": "c"}],
            },
        }
    )  # fmt: skip


def test_only_the_flagged_sentence_of_an_example_is_a_flagged_one() -> None:
    sides = nearest_examples("Aaaa.", [record()], Letters(), count=20)
    assert [n.sentence for n in sides.flagged[:2]] == ["Aaaa two.", "Aaab two."]
    assert {n.sentence for n in sides.flagged} == {"Aaaa two.", "Aaab two.", "Cccc.", "Cccd.", "Ccdd."}
    assert sides.allowed[0].sentence == "Aaij."
    assert sides.allowed[0].because == "near"


def test_the_nearest_of_several_sentences_counts_and_a_sentence_stands_once() -> None:
    sides = nearest_examples("Gggg. Jjjj.", [record()], Letters(), count=20)
    assert sides.allowed[0].likeness == 1.0
    assert [n.sentence for n in sides.allowed].count("Jjjj.") == 1
    assert len(nearest_examples("Jjjj.", [record()], Letters(), count=2).allowed) == 2
