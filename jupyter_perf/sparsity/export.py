"""The weights of a run as a file that is as small as its sparsity allows."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtra, UsageError
from . import describing
from .result import DENSE, Run, SparsityReport

if TYPE_CHECKING:
    import torch


def export(
    report: SparsityReport,
    path: str | Path,
    recipe: str | None = None,
    *,
    pattern: str | None = None,
    seed: int | None = None,
    quantize: str | None = None,
    onnx: bool = False,
    module: Any = None,
    inputs: Any = None,
    overwrite: bool = False,
) -> Path:
    """Write one run's trained model, packed, and return the file's path.

    `recipe`, `pattern` and `seed` choose among the report's runs: None is the best recipe (the
    first sparse one where no metric was named), and the best of its seeds. `quantize` is `int8`,
    `int4`, `int2` or `none`; None is what the run was trained with. With `onnx`, the form with
    zeros is written beside it (`.onnx`), which needs the `module` and an example of its `inputs`.

    Raises UsageError where there is no such run, its weights are gone, or the file can't be written
    or exists (`overwrite=True` replaces it), MissingExtra without torch or onnx.
    """
    run = chosen(report, recipe, pattern, seed)
    state = weights_of(run)
    about = {
        "recipe": run.recipe,
        "pattern": run.pattern,
        "seed": run.seed,
        "metric": {report.metric: run.metric} if report.metric else {},
        "model": report.model,
        "created": report.created,
        "versions": dict(report.versions),
    }
    number = run.quantize if quantize is None else quantize
    target = write(
        path, state, patterns_of(run, state), quantize=number, about=about, overwrite=overwrite
    )
    if onnx:
        from .onnx_form import write_onnx

        write_onnx(target.with_suffix(".onnx"), module, inputs, state, overwrite=overwrite)
    return target


def write(
    path: str | Path,
    state: Mapping[str, torch.Tensor],
    patterns: Mapping[str, str],
    *,
    quantize: str = "none",
    about: Mapping[str, Any] | None = None,
    overwrite: bool = False,
) -> Path:
    """Write a model's state, packed, whole or not at all.

    `patterns` says what each sparsified tensor keeps to (`2:4`; `dense` for one that is only to be
    quantized); the others, and those that don't keep to theirs, stay dense. Raises as `export`.
    """
    try:
        from safetensors.torch import save

        from .writing import packed_state
    except ImportError as error:
        raise MissingExtra("safetensors", "torch") from error
    target = free_path(path, ".safetensors", overwrite)
    tensors, description = packed_state(state, patterns, quantize, dict(about or {}))
    text = describing.dumps(description)
    put(target, save(tensors, {describing.KEY: text, "format": "pt"}), overwrite)
    return target


def chosen(
    report: SparsityReport, recipe: str | None, pattern: str | None, seed: int | None
) -> Run:
    """The run that is meant. Raises UsageError, with what there is."""
    best = report.best if recipe is None else None
    if best is not None:
        recipe, pattern = best.recipe, pattern or best.pattern
    runs = [each for each in report.runs if not each.failed]
    if recipe is None:
        runs = [each for each in runs if each.pattern != DENSE]
    wanted = {"recipe": recipe, "pattern": pattern, "seed": seed}
    for field, value in wanted.items():
        if value is not None:
            runs = [each for each in runs if getattr(each, field) == value]
    if not runs:
        asked = ", ".join(f"{key} {value}" for key, value in wanted.items() if value is not None)
        there = sorted({f"{each.recipe} at {each.pattern}" for each in report.runs})
        known = ", ".join(there) or "none"
        raise UsageError(f"no run of {asked or 'a sparse recipe'} has ended: there are {known}")
    sign = 1 if report.direction == "max" else -1
    return max(runs, key=lambda each: (each.metric is not None, sign * (each.metric or 0.0)))


def weights_of(run: Run) -> dict[str, torch.Tensor]:
    """The trained state, zeros and all. Raises UsageError where it is gone."""
    if not run.weights:
        why = "; ".join(run.notes) or "none were kept"
        raise UsageError(f"there are no weights of {run.recipe} at {run.pattern}: {why}")
    try:
        from safetensors import SafetensorError
        from safetensors.torch import load_file
    except ImportError as error:
        raise MissingExtra("safetensors", "torch") from error
    try:
        return tied(load_file(run.weights))
    except (OSError, SafetensorError) as error:
        raise UsageError(
            f"the weights are gone from {run.weights} ({error}): run it again"
        ) from None


def tied(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """`state` with matrices that are equal as one tensor: safetensors writes shared ones each."""
    import torch

    first: dict[object, torch.Tensor] = {}
    found = dict(state)
    for name, tensor in state.items():
        if tensor.ndim > 1 and tensor.numel():
            flat = tensor.contiguous().view(-1).view(torch.uint8)
            digest = hashlib.sha256(flat.numpy().data).digest()
            found[name] = first.setdefault((digest, tensor.dtype, tensor.shape), tensor)
    return found


def patterns_of(run: Run, state: Mapping[str, object]) -> dict[str, str]:
    """Tensor of the state → what was asked of it; layers are named with the model before them."""
    patterns = {}
    for layer in run.layers:
        asked = layer.pattern or run.pattern
        for name in (layer.name, layer.name.removeprefix(f"{run.model}.")):
            if name in state:
                patterns[name] = asked
                break
    return patterns


def free_path(path: str | Path, suffix: str, overwrite: bool) -> Path:
    """Where to write: with a suffix. Raises UsageError where something is there already."""
    target = Path(path).expanduser()
    if target.is_dir():
        raise UsageError(f"{target} is a folder: name a file")
    if not target.suffix:
        target = target.with_suffix(suffix)
    if target.exists() and not overwrite:
        raise UsageError(f"{target} exists: overwrite=True replaces it")
    return target


def put(target: Path, data: bytes, overwrite: bool) -> None:
    """Write a file whole or not at all, without replacing one that came in between, unasked."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        if overwrite:
            beside.replace(target)
        else:
            _put_if_free(beside, target)
    except FileExistsError:
        raise UsageError(f"{target} exists: overwrite=True replaces it") from None
    except OSError as error:
        raise UsageError(f"{target} can't be written: {error.strerror or error}") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _put_if_free(beside: Path, target: Path) -> None:
    try:
        os.link(beside, target)  # fails where there is something, which a rename would replace
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        beside.replace(target)
