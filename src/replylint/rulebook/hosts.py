"""The pack's lists of hosts as the detectors take them."""

from __future__ import annotations

from replylint.detect.domains import HostLists
from replylint.rulebook.pack import Pack

__all__ = ["host_lists"]


def host_lists(pack: Pack) -> HostLists:
    """Return the pack's registrable domains by what they are, casefolded."""
    hosts = pack.hosts
    return HostLists(**{name: frozenset(host.casefold() for host in getattr(hosts, name)) for name in type(hosts).model_fields})
