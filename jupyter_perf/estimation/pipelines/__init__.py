"""Where to run a pipeline of functions: processor, GPU, or an accelerator in the storage.

from jupyter_perf.estimation.pipelines import Function, pipeline
resize = Function("resize", operations=2e8, bytes_in=4e6, bytes_out=6e5)
classify = Function("classify", operations=8e9, bytes_in=6e5, bytes_out=4e3,
                    fixed_bytes=26e6, precision="int8")
pipeline([resize, classify], objective="energy").chosen
"""

from .engine import evaluate, pipeline
from .function import Function
from .place import Place
from .places import SHIPPED, place
from .result import Alternative, Placement, Step
from .storage import STORAGES, Storage, storage
from .what_if import WhatIf, what_if

__all__ = [
    "SHIPPED",
    "STORAGES",
    "Alternative",
    "Function",
    "Place",
    "Placement",
    "Step",
    "Storage",
    "WhatIf",
    "evaluate",
    "pipeline",
    "place",
    "storage",
    "what_if",
]
