"""Inputs that don't fit: a sample taken in the kernel stands for all that is sampled further."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from ...errors import TooLarge
from ...measure.sampling.plan import plan
from ...sandbox.snapshot import estimated_bytes
from .parts import parts, replaced
from .request import Request
from .sizes import Group

SAMPLE_BYTES = 200 << 20


def smaller(request: Request, namespace: Mapping[str, object]) -> tuple[Request, dict[str, object]]:
    """The request over a sample that can be copied, and the sample.

    Raises TooLarge where nothing could be cut down.
    """
    values = {name: namespace[name] for name in request.read}
    total = sum(estimated_bytes(value) for value in values.values())
    kept = SAMPLE_BYTES / max(total, SAMPLE_BYTES)
    rows = {g.rows: kept for g in request.groups if g.rows is not None and g.large}
    found = plan(parts(values), request.preferred)
    sampled, words, left = found.sample_each(rows, 0, kept)
    if not left:
        raise TooLarge(f"the inputs take {total >> 20} MB and can't be sampled")
    groups = tuple(_kept(group, left) for group in request.groups)
    largest = max((g for g in groups if g.rows), key=lambda g: g.value)
    share = (largest.rows or largest.value) / largest.value
    return (
        dataclasses.replace(request, groups=groups, kept=share, kept_said=words),
        replaced(values, sampled),
    )


def _kept(group: Group, left: Mapping[int, int]) -> Group:
    """Its values have fewer rows now; it still stands for all of them."""
    if group.rows is None or group.rows not in left:
        return group
    return dataclasses.replace(group, rows=left[group.rows])
