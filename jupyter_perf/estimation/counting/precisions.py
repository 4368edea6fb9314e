"""The precision at which an operation multiplies, of `core.targets.PRECISIONS` or `bf16`."""

from __future__ import annotations

from typing import Any

from .tally import Call

_BY_TYPE = {
    "float32": "fp32",
    "float64": "fp32",
    "complex64": "fp32",
    "complex128": "fp32",
    "float16": "fp16",
    "bfloat16": "bf16",
    "complex32": "fp16",
    "int8": "int8",
    "uint8": "int8",
}
_NUMBERS = ("float", "bfloat", "complex")


def precision_of(call: Call) -> str:
    """By the first argument of floating point, else by the result; integers count as bytes do
    where they are bytes, and as fp32 where they aren't."""
    import torch

    found = [each for each in [*call.values.values(), call.out] if isinstance(each, torch.Tensor)]
    for value in call.values.values():
        if isinstance(value, list | tuple):
            found += [each for each in value if isinstance(each, torch.Tensor)][:1]
    types = [type_name(each) for each in found]
    numbers = [each for each in types if each.startswith(_NUMBERS)]
    return precision((numbers or types or ["float32"])[0])


def type_name(tensor: Any) -> str:
    """`float32`."""
    return str(tensor.dtype).removeprefix("torch.")


def precision(dtype: str) -> str:
    """Of a type by its name; 8-bit floats have several."""
    return _BY_TYPE.get(dtype, "fp8" if dtype.startswith("float8") else "fp32")


def weight(tensor: Any) -> float:
    """How many operations at its precision one of this type stands for: complex numbers multiply
    as four real ones do, and double precision takes at least twice as long as single."""
    name = type_name(tensor)
    return (4.0 if name.startswith("complex") else 1.0) * (
        2.0 if name in ("float64", "complex128") else 1.0
    )
