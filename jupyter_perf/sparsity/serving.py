"""A copy of a module whose sparsified layers compute from packed weights."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .pattern import LARGEST_GROUP

if TYPE_CHECKING:
    import torch

    from .reading import PackedFile

BATCHES_TRIED = (1,)
"""Where packed is slower already at these, which suit it best, a layer stays dense."""
LEAST_WEIGHTS = 1 << 16
"""Of a layer: below, asking which form to take costs more than either does."""


def packed_copy(
    path: Path, module: Any, *, choose: bool = True, kind: str | None = None
) -> torch.nn.Module:
    """A copy of `module` with the file's weights, packed where that was measured to be faster.

    With `choose=False`, every layer that can be is packed and never falls back to dense. `kind`
    asks for one kernel (`numba`, `c`, `portable`). A module on the device `meta` gets the file's
    weights as they are, without memory for its own. Linear layers and plain 2-D convolutions are
    packed; others get dense weights. Raises UsageError where the file doesn't fit the module.
    """
    import torch

    from .loading import dense_state
    from .reading import opened

    if not isinstance(module, torch.nn.Module):
        raise UsageError(f"into=: a torch.nn.Module is needed, not a {type(module).__name__}")
    copied = copy.deepcopy(module)
    try:
        on_meta = any(each.is_meta for each in copied.parameters())
        copied.load_state_dict(dense_state(path), assign=on_meta)
    except RuntimeError as error:
        raise UsageError(f"{path} doesn't fit this module: {str(error)[:500]}") from error
    with opened(path.expanduser()) as file:
        _swap(copied, file, choose, kind)
    return copied


def _swap(model: torch.nn.Module, file: PackedFile, choose: bool, kind: str | None) -> None:
    from .packed_modules import PackedMatrix

    matrices: dict[tuple[str, torch.dtype], PackedMatrix] = {}
    names = _names_of_weights(file)
    for path, layer in list(model.named_modules(remove_duplicate=False)):
        name = names.get(f"{path}.weight" if path else "weight")
        if name is None or not _can_be_packed(layer) or not _kernels_suit(file, name):
            continue
        dtype: torch.dtype = layer.weight.dtype  # the module's own, whatever the file's
        if (name, dtype) not in matrices:
            matrix = PackedMatrix(file.groups(name), file.entries[name].dtype, kind)
            matrix.dtype = dtype
            matrices[name, dtype] = matrix
        made = _packed_layer(layer, matrices[name, dtype], choose)
        if made is not None:
            _put(model, path, made)


def _packed_layer(layer: Any, matrix: Any, choose: bool) -> torch.nn.Module | None:
    """The layer from packed weights; None where dense is faster however small the batch."""
    import torch

    from .packed_modules import PackedConv2d, PackedLinear

    if isinstance(layer, torch.nn.Conv2d):
        return PackedConv2d(matrix, layer, choose).train(layer.training)
    made = PackedLinear(matrix, layer.bias, choose).train(layer.training)
    if not choose:
        return made
    large = layer.weight.numel() >= LEAST_WEIGHTS
    if large and any(made.packed_for(batch) for batch in BATCHES_TRIED):
        return made
    matrix.release()
    return None


def _can_be_packed(layer: Any) -> bool:
    """Exact types only: a class derived from them may read its weight in other ways.

    Kernels are the CPU's, and compute in float32.
    """
    import torch

    if type(layer) not in (torch.nn.Linear, torch.nn.Conv2d):
        return False
    if not layer.weight.is_cpu or layer.weight.dtype == torch.float64:
        return False
    if type(layer) is torch.nn.Linear:
        return True
    plain: bool = layer.groups == 1 and layer.padding_mode == "zeros"
    return plain and not isinstance(layer.padding, str)


def _kernels_suit(file: PackedFile, name: str) -> bool:
    """Kernels compute in float32 with up to `LARGEST_GROUP` places; the weights lie on the CPU."""
    entry = file.entries[name]
    return entry.form == "nm" and entry.dtype != "float64" and entry.sides[1] <= LARGEST_GROUP


def _names_of_weights(file: PackedFile) -> dict[str, str]:
    """Name in the module → name under which the file has it packed."""
    own = {name: name for name in file.entries}
    return {**own, **{name: at for name, at in file.same.items() if at in file.entries}}


def _put(model: torch.nn.Module, path: str, made: torch.nn.Module) -> None:
    import torch

    above, _, last = path.rpartition(".")
    if not path:
        raise UsageError("into= is a single layer: put it into a torch.nn.Sequential")
    parent = model.get_submodule(above)
    setattr(parent, last, made)
    if isinstance(parent, torch.nn.TransformerEncoderLayer):
        # Its fast path reads weights and never calls the layer; this is how it is turned off.
        parent.activation_relu_or_gelu = 0
