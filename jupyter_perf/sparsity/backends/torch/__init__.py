"""PyTorch: hooks around the user's own optimizers.

session (a run of a cell) · models, choosing, heads (what is found in it, and what of it is
sparsified) · watching (an optimizer's steps) · held, splitting, jitted (one weight, dense and
sparse) · renewing, masking (masks) · freezing, switching (STEP) · closures, losses, inputs, patches
(what else a cell does) · resuming · refusing
"""

from importlib.util import find_spec

from ....errors import MissingExtra

if find_spec("torch") is None:
    raise MissingExtra("torch", "torch")
