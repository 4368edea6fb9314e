"""The one place that speaks to CUDA: a card on which steps can be done, and what it counts."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from typing import Any, Protocol

from .watcher import Watcher


class Card(Protocol):
    """Made without arguments, once in a process. Raises RuntimeError, in words, where there is no
    card, no driver or no memory left on it."""

    @property
    def device(self) -> str:
        """Of tensors that lie on it, for PyTorch."""

    def about(self) -> Mapping[str, Any]:
        """`device`, as it calls itself, `memory_bytes` and `versions` of what drives it."""

    def free_bytes(self) -> int: ...

    def forget(self) -> None:
        """What the allocator and the libraries hold from before; peaks begin anew."""

    def peaks(self) -> tuple[int, int]:
        """The most bytes that the allocator handed out since, and that it took from the device."""

    def context_bytes(self) -> int | None:
        """What this process holds on the device beside what the allocator took; None where it
        can't be told."""


class Cuda:
    """PyTorch's current CUDA device. Written without one at hand: `tests/cuda` tries it where
    there is one."""

    device = "cuda"

    def __init__(self) -> None:
        import torch

        if not torch.backends.cuda.is_built():
            raise RuntimeError("this PyTorch was built without CUDA")
        # Another process looks on from before CUDA is started here.
        self._watcher = Watcher(_used_bytes)
        self._before = self._watcher.look()
        torch.cuda.init()
        torch.zeros(1, device=self.device)

    def about(self) -> Mapping[str, Any]:
        import torch

        found = torch.cuda.get_device_properties(torch.cuda.current_device())
        return {
            "device": found.name,
            "memory_bytes": int(found.total_memory),
            "versions": {
                "torch": torch.__version__,
                "cuda": str(torch.version.cuda or ""),
                "cudnn": str(torch.backends.cudnn.version() or ""),
            },
        }

    def free_bytes(self) -> int:
        import torch

        return int(torch.cuda.mem_get_info()[0])

    def forget(self) -> None:
        import torch

        gc.collect()
        torch.cuda.synchronize()
        # Private, and all there is: workspaces would stay handed out for good.
        torch._C._cuda_clearCublasWorkspaces()
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()

    def peaks(self) -> tuple[int, int]:
        import torch

        torch.cuda.synchronize()
        return int(torch.cuda.max_memory_allocated()), int(torch.cuda.max_memory_reserved())

    def context_bytes(self) -> int | None:
        import torch

        torch.cuda.synchronize()
        now = self._watcher.look()
        if now is None or self._before is None:
            return None
        found = now - self._before - int(torch.cuda.memory_reserved())
        # Another program may have let go of memory meanwhile.
        return found if found > 0 else None


def _used_bytes() -> int:
    import torch

    free, total = torch.cuda.mem_get_info()
    return int(total - free)
