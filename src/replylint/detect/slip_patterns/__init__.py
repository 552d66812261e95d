"""Patterns of what backends miss and sellers write: agreement, articles, verb forms, mixed-up words. Data, no logic.

Each of ``PATTERNS`` is matched, case ignored unless said otherwise, on one sentence at a time; each of ``CLASS_PATTERNS`` on the
word classes of the whole text. ``bad`` and ``good`` are their tests.
"""

from __future__ import annotations

from replylint.detect.slip_patterns.agreement import AGREEMENT
from replylint.detect.slip_patterns.articles import ARTICLES
from replylint.detect.slip_patterns.class_agreement import CLASS_AGREEMENT
from replylint.detect.slip_patterns.class_articles import CLASS_ARTICLES
from replylint.detect.slip_patterns.class_clauses import CLASS_CLAUSES
from replylint.detect.slip_patterns.class_confusions import CLASS_CONFUSIONS
from replylint.detect.slip_patterns.class_frames import CLASS_FRAMES
from replylint.detect.slip_patterns.class_lookalikes import CLASS_LOOKALIKES
from replylint.detect.slip_patterns.class_verbs import CLASS_VERBS
from replylint.detect.slip_patterns.confusions import CONFUSIONS
from replylint.detect.slip_patterns.pattern import ClassPattern, SlipPattern
from replylint.detect.slip_patterns.verbs import VERBS

__all__ = ["CLASS_PATTERNS", "PATTERNS", "WEAK_RULES", "ClassPattern", "SlipPattern"]

PATTERNS: tuple[SlipPattern, ...] = (*CONFUSIONS, *AGREEMENT, *ARTICLES, *VERBS)
CLASS_PATTERNS: tuple[ClassPattern, ...] = (
    *CLASS_CONFUSIONS,
    *CLASS_LOOKALIKES,
    *CLASS_AGREEMENT,
    *CLASS_ARTICLES,
    *CLASS_VERBS,
    *CLASS_FRAMES,
    *CLASS_CLAUSES,
)
WEAK_RULES = frozenset([*(item.rule for item in PATTERNS if item.weak), *(item.rule for item in CLASS_PATTERNS if item.weak)])
