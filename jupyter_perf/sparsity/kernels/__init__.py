"""Products with packed weights on the CPU: y = W x for a W that keeps n of each m inputs.

layout (how weights lie in memory) · jitted and vectors (by numba) · nm.c and compiled (C, where a
compiler is) · portable (PyTorch alone) · building (which of them there is) · calling (threads) ·
choosing (packed or dense, by measurement)
"""
