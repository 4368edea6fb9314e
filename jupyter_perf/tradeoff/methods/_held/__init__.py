"""Logits that aren't there until something other than cross entropy wants them."""

from . import loss, shaping  # these register what they do
from .logits import ChunkedHead, HeldLogits

__all__ = ["ChunkedHead", "HeldLogits", "loss", "shaping"]
