"""The public link, URL and suffix suites, with exact spans; what is left out is in exclusions.json with a reason each."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from replylint.detect.contacts import find_contacts
from replylint.detect.destinations import find_destinations
from replylint.detect.domains import HostLists, classify_host, parse_url, registrable_domain, unicode_host
from replylint.detect.lookalikes import lookalike_of

DATA = Path(__file__).parents[1] / "data"
SUITES = DATA / "suites"
LISTS = HostLists(**{kind: frozenset(names) for kind, names in json.loads((DATA / "host_lists.json").read_text()).items()})
EXCLUSIONS = json.loads((SUITES / "exclusions.json").read_text(encoding="utf-8"))
NO_ADDRESS = ("named-page", "qr")
# The suites' groups of hashtags, mentions and cashtags are about Twitter's own marks, not about links.
LINK_GROUPS = (
    "urls",
    "urls_with_indices",
    "urls_with_directional_markers",
    "tco_urls_with_params",
    "tld",
    "validate_urls",
    "validate_urls_without_protocol",
)


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (SUITES / name).read_text(encoding="utf-8").splitlines()]


def spans(text: str, *, mails: bool) -> list[tuple[int, int]]:
    found = [
        (one.start, one.end) for one in find_destinations(text, LISTS) if one.kind not in NO_ADDRESS and (one.host or one.kind != "social-handle")
    ]
    if mails:
        found += [
            (one.start, one.end)
            for one in find_contacts(text)
            if one.kind.endswith("email") and not any(one.start < end and start < one.end for start, end in found)
        ]
    return sorted(found)


def linkify_cases():
    for case in lines("url_linkify.jsonl"):
        expected = case["label"].get("expected") or [] if case["label"]["is_link"] else []
        expected = [expected] if isinstance(expected, str) else expected
        # linkify-it's fixtures name the first link of a line only.
        first_only = "fixtures links" in case["source"]
        yield case["source"], case["text"], expected, first_only, True


def twitter_cases():
    for case in lines("url_twitter_text.jsonl"):
        group, expected = case["label"]["group"], case["label"]["expected"]
        if group not in LINK_GROUPS:
            continue
        if isinstance(expected, bool):
            yield group, case["text"], expected, False, False
        else:
            yield group, case["text"], [one["url"] if isinstance(one, dict) else one for one in expected], False, False


def agrees(text: str, expected: list[str] | bool, *, first_only: bool, mails: bool) -> bool:
    got = spans(text, mails=mails)
    if isinstance(expected, bool):
        return (got == [(0, len(text))]) is expected
    wanted, at = [], 0
    for one in expected:
        start = text.index(one, at)
        wanted.append((start, start + len(one)))
        at = start + len(one)
    return (got[:1] if first_only else got) == wanted


CASES = defaultdict(list)
for _group, *_case in [*linkify_cases(), *twitter_cases()]:
    CASES[_group].append(_case)


@pytest.mark.parametrize("group", sorted(CASES))
def test_group_agrees_with_exact_spans(group):
    excluded = EXCLUSIONS.get(group, {})
    kept = [case for case in CASES[group] if case[0] not in excluded]
    failed = [text for text, expected, first_only, mails in kept if not agrees(text, expected, first_only=first_only, mails=mails)]
    assert len(kept) - len(failed) >= 0.97 * len(kept), failed


@pytest.mark.parametrize("group", sorted(EXCLUSIONS))
def test_exclusions_are_few_and_needed(group):
    excluded = EXCLUSIONS[group]
    texts = {case[0]: case for case in CASES[group]}
    assert set(excluded) <= set(texts)
    assert sum(case[0] in excluded for case in CASES[group]) <= 0.1 * len(CASES[group])
    stale = [text for text in excluded if agrees(text, texts[text][1], first_only=texts[text][2], mails=texts[text][3])]
    assert stale == []


def test_hosts_of_wpt_agree():
    cases = [case for case in lines("url_wpt.jsonl") if case["label"].get("base", "") is None and case["label"].get("hostname")]
    http = [case for case in cases if case["label"]["href"].startswith("http")]
    wrong = [
        case["text"]
        for case in http
        if (parsed := parse_url(case["text"])) is None or parsed.host != case["label"]["hostname"].strip("[]").rstrip(".")
    ]
    assert len(http) > 100
    assert wrong == []


def test_suffixes_all_agree():
    wrong = [case["text"] for case in lines("psl_tests.jsonl") if registrable_domain(case["text"] or "") != case["label"]["registrable_domain"]]
    assert wrong == []


def test_lookalikes_are_flagged_and_named():
    cases = [case["text"] for case in lines("lookalikes_walmart.jsonl")]
    unflagged = [text for text in cases if not any(one.kind != "allowed" for one in find_destinations(f"Please see {text} for it.", LISTS))]
    named = [text for text in cases if any(one.kind == "lookalike" for one in find_destinations(f"Please see {text} for it.", LISTS))]
    assert unflagged == []
    assert len(named) >= 0.98 * len(cases)


def test_ordinary_shops_are_no_lookalikes():
    shops = (SUITES / "ordinary_shops.txt").read_text().split()
    assert len(shops) == 500
    assert [shop for shop in shops if lookalike_of(shop, LISTS)] == []
    assert [shop for shop in shops if classify_host(unicode_host(shop), LISTS) == "allowed"] == []
