"""Read a packed file: dense tensors, or a module that computes from packed weights."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import MissingExtra

if TYPE_CHECKING:
    import torch


def load(path: str | Path, into: Any = None) -> Any:
    """See `jupyter_perf.sparsity.load`."""
    try:
        import torch  # noqa: F401 - what reading needs
    except ImportError as error:
        raise MissingExtra("torch", "torch") from error
    if into is not None:
        from .serving import packed_copy

        return packed_copy(Path(path), into)
    return dense_state(path)


def dense_state(path: str | Path) -> dict[str, torch.Tensor]:
    """Every tensor by its name, as the exported model had it. Raises UsageError."""
    from .reading import opened

    with opened(Path(path).expanduser()) as file:
        state = {name: file.dense_tensor(name) for name in file.dense}
        state.update({name: file.tensor(name) for name in file.entries})
        state.update({name: state[known] for name, known in file.same.items()})
    return state


def about(path: str | Path) -> dict[str, Any]:
    """What the writer said of a packed file, and its sizes. Raises UsageError.

    Beside `recipe`, `pattern` and the rest: `bytes` (of the file), and of its packed tensors
    `packed_bytes` (codes and scales included), `dense_bytes` and, dense in fp32, `fp32_bytes`.
    """
    from .reading import opened

    file_path = Path(path).expanduser()
    with opened(file_path) as file:
        return {**file.about, **file.sizes(), "bytes": file_path.stat().st_size}
