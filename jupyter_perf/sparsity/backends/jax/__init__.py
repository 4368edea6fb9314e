"""Sparse training in JAX: any optax optimizer, wrapped, under jit.

    from jupyter_perf.sparsity.backends.jax import wrap
    tx = wrap(optax.adamw(1e-3), recipe="step", pattern="2:4", steps=1000)

Recipes and patterns are those of `%%sparsify`. `docs/jaxpruner.md` says what is what for those who
come from JaxPruner. Importing this imports JAX and optax.
"""

from ....errors import MissingExtra

try:
    import jax  # noqa: F401
    import optax  # noqa: F401
except ImportError as error:
    raise MissingExtra(error.name or "jax", "jax") from error

from .oneshot import sparsify
from .state import SparsityState
from .wrapping import Sparsifying, wrap

__all__ = ["Sparsifying", "SparsityState", "sparsify", "wrap"]
