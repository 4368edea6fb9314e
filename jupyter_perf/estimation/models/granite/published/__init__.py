"""GRANITE as published: full graph-network blocks over graphs of instructions and values.

Its modules import torch, and nothing beside them imports these but functions.
"""
