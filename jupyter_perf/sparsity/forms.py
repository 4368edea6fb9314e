"""The forms that a trained model can be served in, and how each is made."""

from __future__ import annotations

import copy
import dataclasses
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import PerfError

if TYPE_CHECKING:
    import torch


DENSE, SEMI = "dense", "semi-structured"


@dataclasses.dataclass(frozen=True)
class Trained:
    """A trained model, and how it was asked to be sparse."""

    model: torch.nn.Module
    patterns: Mapping[str, str]
    """Name of a weight in its state → pattern."""
    recipe: str
    pattern: str


def made_of(
    trained: Trained, forms: Sequence[str]
) -> tuple[dict[str, torch.nn.Module], dict[str, str]]:
    """The model in each form, and why there is none of some."""
    made: dict[str, torch.nn.Module] = {}
    missing: dict[str, str] = {}
    for form in forms:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # deprecations of what is timed as it is
                made[form] = FORMS[form](trained).eval()
        except PerfError as error:
            missing[form] = str(error)
        # What PyTorch or the user's own module raises when it is changed: that is the reason.
        except Exception as error:
            missing[form] = f"{type(error).__name__}: {str(error)[:200]}"
    return made, missing


def _dense(trained: Trained) -> torch.nn.Module:
    return copy.deepcopy(trained.model)


def _packed(trained: Trained, quantize: str = "none") -> torch.nn.Module:
    """Through a file, as it would be served."""
    from .export import write
    from .serving import packed_copy

    with tempfile.TemporaryDirectory(prefix="jupyter-perf-") as folder:
        state = trained.model.state_dict(keep_vars=True)
        path = write(Path(folder) / "model", state, trained.patterns, quantize=quantize)
        return packed_copy(path, trained.model)


def _packed_int8(trained: Trained) -> torch.nn.Module:
    return _packed(trained, "int8")


def _int8(trained: Trained) -> torch.nn.Module:
    """PyTorch's own dynamic quantization of linear layers, while it is there."""
    import torch

    quantized: torch.nn.Module = torch.ao.quantization.quantize_dynamic(
        _dense(trained).eval(), {torch.nn.Linear}, dtype=torch.qint8
    )
    return quantized


def made_on_gpu(trained: Trained) -> tuple[dict[str, torch.nn.Module], dict[str, str]]:
    """Dense and semi-structured, both in fp16 on CUDA: that is what is fair to compare."""
    import torch

    if not torch.cuda.is_available():
        return {}, {SEMI: "PyTorch's semi-structured tensors need an NVIDIA GPU, Ampere or newer"}
    if trained.pattern != "2:4":
        return {}, {SEMI: "PyTorch's semi-structured tensors are 2:4 only"}
    try:
        dense = _dense(trained).cuda().half().eval()
        return {DENSE: dense, SEMI: _semi_structured(dense, trained.patterns)}, {}
    # What PyTorch says of a GPU that is too old, a layer too small, or no memory left.
    except (RuntimeError, NotImplementedError) as error:
        return {}, {SEMI: f"{type(error).__name__}: {str(error)[:200]}"}


def _semi_structured(dense: torch.nn.Module, patterns: Mapping[str, str]) -> torch.nn.Module:
    import torch
    from torch.sparse import to_sparse_semi_structured

    model = copy.deepcopy(dense)
    for name, layer in model.named_modules():
        if type(layer) is torch.nn.Linear and f"{name}.weight" in patterns:
            sparse = to_sparse_semi_structured(layer.weight.detach())
            layer.weight = torch.nn.Parameter(sparse, requires_grad=False)
    return model


FORMS: dict[str, Callable[[Trained], torch.nn.Module]] = {
    DENSE: _dense,
    "packed": _packed,
    "int8": _int8,
    "packed-int8": _packed_int8,
}
