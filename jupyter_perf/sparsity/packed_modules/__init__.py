"""Layers that compute from packed weights. Imported by functions only: they need torch.

They serve, they don't train: gradients with respect to inputs are right (by the dense weights),
packed weights get none. Pruned inputs are not read: where one is NaN or infinite, dense weights
would turn the sum into NaN (0 · NaN), packed ones don't.
"""

from .convolution import PackedConv2d
from .linear import PackedLinear
from .matrix import PackedMatrix

__all__ = ["PackedConv2d", "PackedLinear", "PackedMatrix"]
