"""Language models from their configurations, without weights: sizes, memory, time, training.

    from jupyter_perf.estimation.models import llm
    model = llm.read({"model_type": "llama"})       # a dictionary, a JSON file, or its folder
    model.parameters                                # 6738415616
    llm.generate(model, targets.get("h100"), llm.Serving(prompt=512, output=128)).seconds

A family of architectures is one file in `families/`; other packages name theirs in an entry point
of the group `jupyter_perf.models`.
"""

from .architecture import Architecture, Block
from .config import kinds, read
from .footprint import Fit, MemoryUse, fits, largest_batch, memory
from .ideal_runtime import Idealized, idealized
from .precision import Precision
from .serving import Generation, Serving, decode, generate, prefill
from .training import TrainingRun, forward_flops, train, training_flops

__all__ = [
    "Architecture",
    "Block",
    "Fit",
    "Generation",
    "Idealized",
    "MemoryUse",
    "Precision",
    "Serving",
    "TrainingRun",
    "decode",
    "fits",
    "forward_flops",
    "generate",
    "idealized",
    "kinds",
    "largest_batch",
    "memory",
    "prefill",
    "read",
    "train",
    "training_flops",
]
