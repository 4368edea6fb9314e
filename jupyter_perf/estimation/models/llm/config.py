"""From a configuration, wherever it lies, to an architecture."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ....core.registry import Registry
from ....errors import UsageError
from .architecture import Architecture
from .reader import Reader

Family = Callable[[Reader], Architecture]
FAMILIES: Registry[Family] = Registry("models", f"{__package__}.families")
"""`model_type` of a configuration → how to read it."""

MOST_BYTES = 4_000_000
"""A configuration has some kilobytes; lists of labels may make it longer."""


def kinds() -> list[str]:
    """The values of `model_type` that `read` knows."""
    return FAMILIES.names()


def read(source: Mapping[str, Any] | str | Path) -> Architecture:
    """The architecture of a Hugging Face-style configuration.

    `source` is a dictionary, a JSON file, or a folder with a `config.json`. Raises UsageError where
    it is none of these, where its `model_type` isn't known, or its figures make no sense.
    """
    given = source if isinstance(source, Mapping) else _from_file(Path(source))
    given, notes = _text_part(given)
    kind = given.get("model_type")
    if not isinstance(kind, str) or not kind:
        raise UsageError(
            "the configuration has no `model_type`: give it one of " + ", ".join(kinds())
        )
    if kind not in FAMILIES:
        raise UsageError(
            f"no model of the kind {kind[:40]!r} is known (known: {', '.join(kinds())}); "
            "if it is built like one of these, say so with `model_type`. An architecture that "
            "isn't needs its layers, their attention and feed-forward widths, experts and norms: "
            "describe it in a function and name that in an entry point of `jupyter_perf.models`"
        )
    reader = Reader(given, kind)
    for note in notes:
        reader.note(note)
    return FAMILIES.get(kind)(reader)


def _text_part(given: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[str]]:
    """The language model of a configuration that wraps one, as those of images and text do."""
    notes = []
    inner = given.get("text_config")
    if isinstance(inner, Mapping):
        notes.append("only the text part of the model is counted")
        given = inner
    if given.get("quantization_config"):
        notes.append("`quantization_config` isn't read: bits are those of the precision given")
    return given, notes


def _from_file(path: Path) -> Mapping[str, Any]:
    if path.is_dir():
        path = path / "config.json"
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path.name} is too long for a model's configuration")
        found = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"can't read {path}: {error.strerror}") from error
    # A deeply nested document ends in RecursionError, long before it is one of a model.
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path.name} isn't JSON: {type(error).__name__}") from error
    if not isinstance(found, dict):
        raise UsageError(f"{path.name} must hold a JSON object, not a {type(found).__name__}")
    return found
