"""Which of the kernel's loaded modules the zygote should import before it forks."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from types import BuiltinFunctionType, FunctionType, ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..core.names import Names
    from .snapshot import Snapshot

HEAVY: dict[str, tuple[str, ...]] = {
    "numpy": ("numpy",),
    "pandas": ("pandas", "pyarrow"),
    "scipy": (
        "scipy", "scipy.sparse", "scipy.stats", "scipy.optimize", "scipy.special", "scipy.linalg",
        "scipy.signal", "scipy.spatial", "scipy.interpolate", "scipy.ndimage", "scipy.cluster",
    ),
    "sklearn": ("sklearn",),
    "matplotlib": ("matplotlib", "matplotlib.pyplot"),
    "seaborn": ("seaborn", "matplotlib.pyplot"),
    "plotly": ("plotly", "plotly.graph_objects", "plotly.express"),
    "pyarrow": ("pyarrow", "pyarrow.compute", "pyarrow.parquet"),
    "numba": ("numba",),
    "torch": ("torch", "torch._dynamo"),  # every optimizer imports the second when it is made
    "polars": ("polars",),
    "jax": ("jax", "jax.numpy"),
    "statsmodels": ("statsmodels.api",),
    "networkx": ("networkx",),
    "sympy": ("sympy",),
    "xarray": ("xarray",),
    "geopandas": ("geopandas",),
    "shapely": ("shapely",),
    "skimage": ("skimage",),
    "cv2": ("cv2",),
    "PIL": ("PIL.Image",),
    "nltk": ("nltk",),
    "spacy": ("spacy",),
    "transformers": ("transformers",),
    "lightgbm": ("lightgbm",),
    "xgboost": ("xgboost",),
    "dask": ("dask", "dask.dataframe", "dask.array"),
}  # fmt: skip
"""Package → its modules that take long to import."""
_LOADED_SUBMODULES = frozenset({"sklearn", "scipy"})
"""Packages whose loaded subpackages are listed as well: importing them is the slow part."""


def modules_needed(
    namespace: Mapping[str, object],
    source: Names | Snapshot | Iterable[str],
    imports: Iterable[str] = (),
) -> tuple[str, ...]:
    """Heavy modules that are loaded here and that the values read (or `imports`) belong to.

    `source` says which names are read: a cell's `Names` (whose imports count too), a `Snapshot`
    (whose modules count too), or names.
    """
    used = set(imports) | set(getattr(source, "imports", ())) | set(getattr(source, "modules", ()))
    names: Iterable[str] = ()
    if isinstance(source, Iterable):
        names = source
    else:
        names = source.reads if hasattr(source, "reads") else source.names
    for name in names:
        if name in namespace:
            used |= _modules_of(namespace[name])
    roots = {name.split(".")[0] for name in used}
    wanted = [m for root, modules in HEAVY.items() if root in roots for m in modules]
    for root in sorted(_LOADED_SUBMODULES & roots):
        wanted += sorted({_public(m) for m in used if m.startswith(root + ".")})
    return tuple(m for m in dict.fromkeys(wanted) if m in sys.modules)


def _modules_of(value: object) -> set[str]:
    found = {type(value).__module__}
    if isinstance(value, ModuleType):
        found.add(value.__name__)
    elif isinstance(value, (type, FunctionType, BuiltinFunctionType)):
        found.add(str(value.__module__))
    elif isinstance(value, (list, tuple)) and value:
        found.add(type(value[0]).__module__)
    elif isinstance(value, dict) and value:
        found.add(type(next(iter(value.values()))).__module__)
    return found


def _public(module: str) -> str:
    """`sklearn.ensemble._forest` → `sklearn.ensemble`."""
    return module.split("._")[0]
