"""What a card takes beside the tensors of a step: seen once on the card that is in this machine.

A process of its own traces a small training step, does the same step on the card, and tells what
the allocator and the device counted. The model is a stand-in with the precision and the optimizer
that were asked about, and PyTorch's attention: nothing of the user's runs or is copied there.
"""

from .running import CUDA, Kind, calibrate
from .standin import Size

__all__ = ["CUDA", "Kind", "Size", "calibrate"]
