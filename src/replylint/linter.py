"""The linter: a draft and its context in, a report out. Made once, immutable, safe to share between threads."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from replylint.config import Config
from replylint.context import Context, parse_context
from replylint.detect.grammar import Grammar
from replylint.detect.meaning import Encoder, Meaning
from replylint.detect.patterns import compile_all
from replylint.document.document import Document
from replylint.errors import InputError
from replylint.inbox.models import Thread, parse_thread
from replylint.models import Draft, Report, Skipped
from replylint.needs import missing_need, unmet_needs
from replylint.registry import Registry, build_registry
from replylint.rulebook.record import Need
from replylint.running import Run
from replylint.services import default_grammar, default_meaning
from replylint.threadlint import report_thread

__all__ = ["Linter"]

_Plan: TypeAlias = tuple[frozenset[str], tuple[Skipped, ...]]

logging.getLogger("replylint").addHandler(logging.NullHandler())


class Linter:
    """Lints drafts by one configuration.

    Args:
        config: The settings; none are read from files or the environment.
        grammar: The spelling and grammar service; by default the one that ``config.language`` names.
        meaning: The sentence model; by default the shipped one unless ``config.meaning`` is false.
        strict: Raise ``CheckCrashed`` instead of reporting a failure; for tests of checks.

    Raises:
        ConfigError, RuleFileError, PluginError: where the configuration does not hold together.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        grammar: Grammar | None = None,
        meaning: Meaning | None = None,
        encoder: Encoder | None = None,
        strict: bool = False,
    ) -> None:
        from replylint.plugins import load_plugins  # noqa: PLC0415 - reads installed metadata only where plugins are named

        self.config = config or Config()
        self._strict = strict
        plugins = load_plugins(self.config.plugins)
        self._grammar = grammar or default_grammar(self.config)
        if meaning is None and self.config.meaning:
            meaning, encoder = default_meaning()
        self._meaning = meaning
        self._plans: dict[frozenset[Need], _Plan] = {}
        self.registry: Registry = build_registry(
            self.config, grammar=self._grammar, meaning=meaning, encoder=encoder, plugin_checks=plugins.checks, plugin_rules=plugins.rules
        )
        self.config = self.registry.config
        for notice in self.registry.notices:
            warnings.warn(notice, FutureWarning, stacklevel=2)

    @classmethod
    def from_project(cls, path: str | Path = ".") -> Linter:
        """Make a linter from the project file at or above ``path`` and ``REPLYLINT_*``, as the command line does."""
        from replylint.projectfile import load_project  # noqa: PLC0415 - the only caller that reads files

        return cls(load_project(Path(path)).config)

    def lint(self, draft: str | Draft, context: Context | dict[str, Any] | None = None) -> Report:
        """Lint one draft.

        Args:
            draft: The reply as it would be sent: text, or a ``Draft`` that says it is HTML or a whole message.
            context: What is known around it; a mapping is validated.

        Raises:
            InputError: where draft or context are invalid; nothing else.
        """
        run = self.start(draft, context)
        run.finish()
        return run.report()

    def start(self, draft: str | Draft, context: Context | dict[str, Any] | None = None) -> Run:
        """Read the draft and return its run, no step of which is done yet; for callers with a deadline.

        Raises:
            InputError: as ``lint``.
        """
        ctx = parse_context(context)
        documents, ctx = self._documents(draft, ctx)
        ready, skipped = self._plan(ctx)
        return Run(documents, ctx, registry=self.registry, config=self.config, ready=ready, skipped=skipped, strict=self._strict)

    def lint_many(self, pairs: Iterable[tuple[str | Draft, Context | dict[str, Any] | None]], *, workers: int = 1) -> Iterator[Report]:
        """Yield a report for each (draft, context), in order; ``workers`` threads share this linter."""
        if workers <= 1:
            for draft, context in pairs:
                yield self.lint(draft, context)
            return
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - only here

        with ThreadPoolExecutor(workers) as pool:
            yield from pool.map(lambda pair: self.lint(*pair), pairs)

    async def alint(self, draft: str | Draft, context: Context | dict[str, Any] | None = None) -> Report:
        """Lint one draft on a worker thread, so that the event loop goes on."""
        import asyncio  # noqa: PLC0415 - 50 ms, and only here

        return await asyncio.to_thread(self.lint, draft, context)

    def lint_thread(self, thread: Thread | dict[str, Any]) -> Report:
        """Lint a thread: the ``inbox`` rules over it, and each message of the seller in the context it answered.

        Each violation's ``part`` names its message: ``message#1`` is ``thread.messages[0]``.

        Raises:
            InputError: where the thread is invalid, such as a time without offset.
        """
        return report_thread(parse_thread(thread), self.lint, registry=self.registry, config=self.config)

    def warm(self) -> None:
        """Load every lazy service now, so that the first draft is not the slow one."""
        compile_all()
        # The last word is near none in a dictionary, at which harper builds its widest search, which takes over a second.
        draft = (
            "Hello Ann,\n\nthankyou for your mesage. It will arrive tomorow, 100 % sure, unless we can't. We are so sorry!\n"
            "See https://example.com/a?b=c or www.example.org, write to ann@example.com or call (415) 555-0134.\n\nXplorentzium"
        )
        self.lint(draft, Context(customer="It broke."))
        self.lint(Draft(content=f"<p>{draft}</p>", kind="html"), Context(customer="It broke."))

    def _documents(self, draft: str | Draft, ctx: Context) -> tuple[list[Document], Context]:
        value = draft if isinstance(draft, Draft) else Draft(content=draft) if isinstance(draft, str) else None
        if value is None:
            raise InputError(f"a draft is text or a Draft, not {type(draft).__name__}", code="C104")
        self._check_size(value)
        if value.kind == "eml":
            return self._mail_documents(value, ctx)
        text = _text(value.content)
        if not text.strip():
            raise InputError("the draft is empty", hint="give the text of the reply", code="C105")
        return [Document(text, kind=value.kind)], ctx

    def _mail_documents(self, value: Draft, ctx: Context) -> tuple[list[Document], Context]:
        from replylint.document.mail import mail_parts  # noqa: PLC0415 - the email package, for whole messages alone

        parts = mail_parts(value.content)
        bodies = [part for part in parts if part.kind != "attachment" and part.name != "subject"]
        primary = bodies[0].name
        documents = [
            Document(part.text, kind="html" if part.kind == "html" else "text", part=part.name, primary=part.name == primary)
            for part in parts
            if part.text
        ]
        if ctx.customer is None:
            history = next((doc.quoted_history.strip() for doc in documents if doc.quoted_history.strip()), None)
            if history:
                ctx = ctx.model_copy(update={"customer": history})
        return documents, ctx

    def _check_size(self, value: Draft) -> None:
        size = len(value.content)
        if size > self.config.max_chars:
            raise InputError(
                f"the draft has {size:,} characters, the limit is {self.config.max_chars:,}", hint="shorten it or raise max-chars", code="C102"
            )

    def _plan(self, ctx: Context) -> _Plan:
        """Return the rules that can run, and why the others cannot; one plan for each set of unmet needs is kept."""
        unmet = unmet_needs(ctx)
        plan = self._plans.get(unmet)
        if plan is None:
            plan = self._plans[unmet] = self._make_plan(unmet)
        return plan

    def _make_plan(self, unmet: frozenset[Need]) -> _Plan:
        ready, skipped = set(), []
        for rule_id in sorted(self.registry.active):
            record = self.registry.rules[rule_id]
            if "thread" in record.needs:
                # Rules on threads say nothing of a draft, not even that they were skipped.
                continue
            missing = missing_need(record.needs, unmet)
            if missing is None and record.is_meaning and self._meaning is None:
                missing = "meaning", "the sentence model is switched off"
            if missing is None:
                ready.add(rule_id)
            else:
                skipped.append(Skipped(check=record.check, rule=rule_id, needs=missing[0], reason=missing[1]))
        return frozenset(ready), tuple(skipped)


def _text(content: str | bytes) -> str:
    if isinstance(content, bytes):
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"the draft is not UTF-8: byte {error.start}", hint="decode it, or save it as UTF-8", code="C107") from None
    try:
        content.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"the draft holds a lone surrogate at character {error.start}", hint="decode the text as UTF-8 first", code="C108"
        ) from None
    return content
