from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from replylint.detect.meaning import LABELS, REPLY_LABELS, Given
from replylint.detect.sentence_model import SentenceModel
from replylint.errors import BackendUnavailable
from replylint.services import model_folder

SENTENCES = [
    "Would you keep the jug if we returned ten dollars?",
    "The lid ships today.",
    "I'm so sorry that the jug arrived in pieces.",
    "Have a look at the matching cups in our shop, too!",
    "",
    "😀 " * 300,
]


@pytest.fixture(scope="module")
def model() -> SentenceModel:
    return SentenceModel(model_folder())


def test_the_shipped_model_is_the_one_that_the_report_describes() -> None:
    report = json.loads((model_folder() / "report.json").read_text())
    for name, digest in report["files"].items():
        assert hashlib.sha256((model_folder() / name).read_bytes()).hexdigest() == digest, name
    assert report["sets"]["aside"]["both"]["drafts"] >= 400
    assert set(report["sets"]["aside"]) == {"both", "rules", "model"}


def test_model_files_stay_within_25_megabytes() -> None:
    assert sum(path.stat().st_size for path in model_folder().iterdir()) <= 25 * 1024 * 1024 + 600_000


def test_scores_are_probabilities_and_the_same_again_in_any_order_and_thread(model: SentenceModel) -> None:
    first = model.score(SENTENCES)
    for scores in first:
        assert set(scores.labels) == set(LABELS)
        assert all(0.0 <= p <= 1.0 for p in scores.labels.values())
    fresh = SentenceModel(model_folder())
    assert fresh.score(SENTENCES[::-1])[::-1] == first
    with ThreadPoolExecutor(8) as pool:
        fresh = SentenceModel(model_folder())
        for scores in pool.map(lambda _: fresh.score(SENTENCES), range(16)):
            assert scores == first


def test_neighbours_and_the_customer_decide(model: SentenceModel) -> None:
    upset = model.read(["The lid ships today."], ["The lid came in pieces, I am so upset."], Given(customer=True))
    calm = model.read(["The lid ships today."], ["When does the lid ship?"], Given(customer=True))
    sorry = model.read(["How awful to open such a box.", "The lid ships today."], ["The lid came in pieces, I am so upset."], Given(customer=True))
    assert set(upset.reply) == set(REPLY_LABELS)
    assert upset.reply["empathy-missing"] > calm.reply["empathy-missing"]
    assert upset.reply["empathy-missing"] > sorry.reply["empathy-missing"]


def test_a_reading_has_a_score_for_each_sentence_however_many(model: SentenceModel) -> None:
    reading = model.read(["The lid ships today."] * 60, ["It broke."] * 30, Given())
    assert len(reading.sentences) == 60
    assert model.read([], [], Given()).sentences == ()


def test_vectors_have_unit_length(model: SentenceModel) -> None:
    for vector in model.encode(SENTENCES[:2]):
        assert sum(x * x for x in vector) == pytest.approx(1.0, abs=1e-4)


def test_a_missing_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(BackendUnavailable, match="reinstall"):
        SentenceModel(tmp_path).score(["x"])
    (tmp_path / "model.json").write_text("{}")
    with pytest.raises((BackendUnavailable, KeyError)):
        SentenceModel(tmp_path).score(["x"])
