"""The trained model as ONNX, zeros and all: runtimes load it, and none is faster for zeros."""

from __future__ import annotations

import copy
import importlib.util
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import UsageError
from .export import free_path, put

OPSET = 17
"""Of 2022: all of ONNX Runtime, OpenVINO and TensorRT that are in use read it."""


def write_onnx(
    path: Path,
    module: Any,
    inputs: Any,
    state: Mapping[str, Any] | None = None,
    *,
    overwrite: bool = False,
) -> Path:
    """Write `module` with `state`'s weights (None: its own) as ONNX, and return the path.

    `inputs` is an example of one forward pass: a tensor, or a tuple of them; the first dimension of
    each is the batch, of any size later. Raises UsageError where onnx is not installed, the module
    or its inputs are missing, or PyTorch can't export it.
    """
    import torch

    target = free_path(path, ".onnx", overwrite)
    if importlib.util.find_spec("onnx") is None:
        raise UsageError("onnx is not installed: run `pip install onnx`")
    if not isinstance(module, torch.nn.Module) or inputs is None:
        raise UsageError(
            "ONNX needs the model and an example of its inputs:"
            " report.export(path, onnx=True, module=model, inputs=batch)"
        )
    copied = copy.deepcopy(module).cpu().eval()
    if state is not None:
        try:
            copied.load_state_dict(dict(state))
        except RuntimeError as error:
            raise UsageError(f"the run's weights don't fit module=: {str(error)[:500]}") from error
    examples = inputs if isinstance(inputs, tuple) else (inputs,)
    put(target, _exported(copied, examples), overwrite)
    return target


def _exported(model: Any, examples: tuple[Any, ...]) -> bytes:
    """The file's bytes, by the newer exporter where what it needs is installed."""
    import torch

    newer = importlib.util.find_spec("onnxscript") is not None
    names = [f"input{i}" if i else "input" for i in range(len(examples))]
    options: dict[str, Any] = {"input_names": names, "output_names": ["output"]}
    if newer:
        dims = tuple({0: torch.export.Dim.DYNAMIC} for _ in examples)
        options |= {"dynamo": True, "dynamic_shapes": dims, "external_data": False}
    else:
        axes = {name: {0: "batch"} for name in (*names, "output")}
        options |= {"dynamo": False, "dynamic_axes": axes, "opset_version": OPSET}
    with tempfile.TemporaryDirectory(prefix="jupyter-perf-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the older exporter is old
        file = Path(folder) / "model.onnx"
        try:
            torch.onnx.export(model, examples, str(file), **options)
        # Whatever the exporter or the user's forward pass raises: it can't be exported.
        except Exception as error:
            why = f"{type(error).__name__}: {str(error)[:500]}"
            raise UsageError(f"PyTorch can't export this model to ONNX: {why}") from error
        return file.read_bytes()
