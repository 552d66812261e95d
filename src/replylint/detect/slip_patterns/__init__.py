"""Patterns of what backends miss and sellers write: agreement, articles, verb forms, mixed-up words. Data, no logic.

Each is matched, case ignored unless said otherwise, on one sentence at a time; ``bad`` and ``good`` are its tests.
"""

from __future__ import annotations

from replylint.detect.slip_patterns.agreement import AGREEMENT
from replylint.detect.slip_patterns.articles import ARTICLES
from replylint.detect.slip_patterns.confusions import CONFUSIONS
from replylint.detect.slip_patterns.pattern import SlipPattern
from replylint.detect.slip_patterns.verbs import VERBS

__all__ = ["PATTERNS", "SlipPattern"]

PATTERNS: tuple[SlipPattern, ...] = (*CONFUSIONS, *AGREEMENT, *ARTICLES, *VERBS)
