"""replylint as a spaCy component: ``nlp.add_pipe("replylint")``.

spaCy loads this module with any pipeline once replylint is installed, so it imports nothing heavy until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["ReplylintComponent", "make_component"]


class ReplylintComponent:
    """Sets ``doc._.replylint`` to the Report and ``doc.spans["replylint"]`` to its places.

    The context is ``doc._.replylint_context``, a mapping or Context set before the component runs
    (``nlp.make_doc``, then ``nlp(doc)``). Each span carries ``span._.violation``; one that cuts through a token is
    widened to it.
    """

    def __init__(self, linter: Any) -> None:
        from spacy.tokens import Doc, Span  # noqa: PLC0415 - see the module's docstring

        self._linter = linter
        for owner, name in ((Doc, "replylint"), (Doc, "replylint_context"), (Span, "violation")):
            if not owner.has_extension(name):
                owner.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Lint the document's text."""
        report = self._linter.lint(doc.text, doc._.replylint_context)
        doc._.replylint = report
        spans = []
        for violation in report.violations:
            if violation.span.start == violation.span.end:
                continue
            span = doc.char_span(violation.span.start, violation.span.end, label=violation.rule, alignment_mode="expand")
            if span is not None:
                span._.violation = violation
                spans.append(span)
        doc.spans["replylint"] = spans
        return doc


def make_component(nlp: Language, name: str, config: dict[str, Any]) -> ReplylintComponent:  # noqa: ARG001 - spaCy's factory signature
    """Return the component; ``config`` holds the keys of ``replylint.Config``.

    Raises:
        ConfigError: where a key or value is invalid.
    """
    from replylint.linter import Linter  # noqa: PLC0415 - see the module's docstring
    from replylint.projectfile import validated_config  # noqa: PLC0415

    return ReplylintComponent(Linter(validated_config(config, "nlp.add_pipe config")))


def _register() -> None:
    from spacy.language import Language  # noqa: PLC0415 - only spaCy itself imports this module

    if not Language.has_factory("replylint"):
        Language.factory("replylint", default_config={"config": {}}, func=make_component)


_register()
