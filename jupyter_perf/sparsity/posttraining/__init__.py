"""Pruning a model that is trained already."""
