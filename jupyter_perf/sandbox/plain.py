"""Our dataclasses as JSON and back, for the wire: field by field, no code runs."""

from __future__ import annotations

import dataclasses
from typing import Any

from .work import Kind, Limits, SandboxSpec, Work


def work_to_json(work: Work) -> dict[str, Any]:
    return dataclasses.asdict(work)


def work_from_json(data: dict[str, Any]) -> Work:
    fields = dict(data, kind=Kind(data["kind"]))
    for name in ("written", "read", "several"):
        fields[name] = tuple(fields[name])
    return Work(**fields)


def spec_to_json(spec: SandboxSpec) -> dict[str, Any]:
    return dataclasses.asdict(spec)


def spec_from_json(data: dict[str, Any]) -> SandboxSpec:
    fields = dict(data, limits=Limits(**data["limits"]))
    for name in ("read_paths", "sys_path", "preload"):
        fields[name] = tuple(fields[name])
    return SandboxSpec(**fields)
