"""How far the model's probabilities can be believed: bins, expected calibration error and the diagram, by hand as SVG.

``report.py`` calls it; ``python training/reliability.py`` prints the figures and draws the diagram alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus import REPLY_LABELS, draft_example, read

from replylint.batch.evaluation import wilson
from replylint.detect.sentence_model import SentenceModel
from replylint.services import model_folder

ROOT = Path(__file__).parents[1]
ASIDE = ROOT / "training/data/aside/drafts.jsonl"
DIAGRAM = ROOT / "docs/assets/reliability.svg"
BINS, BINS_OF_ONE = 10, 5
# Mid tones, which stand out on a white page and on a dark one alike: a picture cannot know which it is on.
INK, LINE, MARK = "#7d8590", "#7d859066", "#e8590c"


@dataclass(frozen=True)
class Bin:
    """Predictions that fall between two probabilities: their mean, how many, and how many were right."""

    mean: float
    count: int
    positive: int


Pairs = list[tuple[float, int]]


def predictions(path: Path, model: SentenceModel) -> dict[str, Pairs]:
    """Return for each label of a reply the calibrated probability and the truth of every draft."""
    out: dict[str, Pairs] = {label: [] for label in REPLY_LABELS}
    for _, entry in read(path):
        example = draft_example(entry)
        reading = model.read(example.reply, example.customer, example.given)
        for label, truth in zip(REPLY_LABELS, example.reply_labels, strict=True):
            if truth >= 0:
                out[label].append((reading.reply[label], truth))
    return out


def binned(pairs: Pairs, count: int) -> list[Bin]:
    """Return the filled ones of ``count`` bins of equal width."""
    bins: list[Pairs] = [[] for _ in range(count)]
    for pair in pairs:
        bins[min(count - 1, int(pair[0] * count))].append(pair)
    return [Bin(sum(p for p, _ in held) / len(held), len(held), sum(t for _, t in held)) for held in bins if held]


def calibration_error(pairs: Pairs) -> float:
    """Return the expected calibration error: mean distance of probability and share, weighed by the bins' counts."""
    return sum(abs(b.mean * b.count - b.positive) for b in binned(pairs, BINS)) / max(1, len(pairs))


def figures(by_label: dict[str, Pairs]) -> dict[str, dict[str, float]]:
    """Return calibration error and Brier score of each label and of all together."""
    every = [pair for pairs in by_label.values() for pair in pairs]
    out = {}
    for name, pairs in {"all": every, **by_label}.items():
        brier = sum((p - t) ** 2 for p, t in pairs) / max(1, len(pairs))
        out[name] = {"error": calibration_error(pairs), "brier": brier, "positive": sum(t for _, t in pairs)}
    return out


def _panel(title: str, bins: list[Bin], x: float, y: float, side: float) -> list[str]:
    """Return one square: the diagonal, and a dot for each bin with the interval of its share."""
    out = [
        f'<g transform="translate({x:g} {y:g})">',
        f'<rect width="{side:g}" height="{side:g}" fill="none" stroke="{LINE}"/>',
        f'<path d="M0 {side:g}L{side:g} 0" stroke="{LINE}" stroke-dasharray="4 4"/>',
        f'<text x="0" y="-6">{title}</text>',
    ]
    for b in bins:
        low, high = wilson(b.positive, b.count)
        across, share = b.mean * side, b.positive / b.count
        out += [
            f'<path d="M{across:.1f} {(1 - low) * side:.1f}V{(1 - high) * side:.1f}" stroke="{MARK}" stroke-opacity=".55" stroke-width="1.5"/>',
            f'<circle cx="{across:.1f}" cy="{(1 - share) * side:.1f}" r="3.5" fill="{MARK}"><title>'
            f"{title}: of {b.count} drafts at {b.mean:.0%} on average, {share:.0%} were so</title></circle>",
        ]
    return [*out, "</g>"]


def diagram(by_label: dict[str, Pairs]) -> str:
    """Return the SVG: all labels together in a large square, each by itself in a small one."""
    every = [pair for pairs in by_label.values() for pair in pairs]
    body = _panel("all checks together", binned(every, BINS), 46, 30, 300)
    for tick in (0, 0.25, 0.5, 0.75, 1):
        body.append(f'<text x="{46 + 300 * tick:g}" y="346" text-anchor="middle">{tick:.0%}</text>')
        body.append(f'<text x="40" y="{334 - 300 * tick:g}" text-anchor="end">{tick:.0%}</text>')
    body.append('<text x="196" y="364" text-anchor="middle">the model says</text>')
    body.append('<text transform="translate(10 180) rotate(-90)" text-anchor="middle">was so</text>')
    for n, (label, pairs) in enumerate(by_label.items()):
        body += _panel(label, binned(pairs, BINS_OF_ONE), 384 + n % 4 * 112, 30 + n // 4 * 160, 92)
    words = "For each check, how often drafts were labelled with it against the probability that the model gives"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 830 372" role="img" aria-label="{words}" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="{INK}">\n' + "\n".join(body) + "\n</svg>\n"
    )


def draw() -> dict[str, dict[str, float]]:
    """Draw the diagram of the drafts kept aside and return the figures."""
    by_label = predictions(ASIDE, SentenceModel(model_folder()))
    DIAGRAM.write_text(diagram(by_label), encoding="utf-8")
    return figures(by_label)


def lines(measured: dict[str, dict[str, float]]) -> list[str]:
    """Return the section of the accuracy page."""
    out = [
        "## Probabilities", "",
        "What the model says of a reply, against how often it was so, on *aside*. A dot on the diagonal is a probability that can be taken",
        "at its word; the bars are 95 % intervals. The probabilities were fitted on other drafts (Platt's scaling, on the quantized model).", "",
        "![Reliability diagram](assets/reliability.svg)", "",
        "| | labelled | expected calibration error | Brier score |", "| --- | --- | --- | --- |",
    ]  # fmt: skip
    for name, s in measured.items():
        out.append(f"| {'all' if name == 'all' else f'`{name}`'} | {s['positive']:.0f} | {s['error']:.3f} | {s['brier']:.3f} |")
    return [*out, ""]


if __name__ == "__main__":
    print("\n".join(lines(draw())))
