"""Vectors of 16 lanes for numba: what compiled code has and Python doesn't.

numba turns loops into vectors where LLVM sees how; it doesn't see that a permutation of registers
would do for reading among few inputs. Here it is said: `pick` takes each lane's own of M floats.
LLVM splits 16 lanes into the registers that the processor has. Imported by `jitted` only: it needs
numba at its top.
"""

from __future__ import annotations

from typing import Any

import llvmlite.binding as llvm
from llvmlite import ir
from numba import types
from numba.extending import intrinsic, models, register_model

LANES = 16
_FLOATS = ir.VectorType(ir.FloatType(), LANES)
_PLACES = ir.VectorType(ir.IntType(32), LANES)
_HALF_FLOATS, _HALF_PLACES = ir.VectorType(ir.FloatType(), 8), ir.VectorType(ir.IntType(32), 8)
_I32, _I64 = ir.IntType(32), ir.IntType(64)
_FEATURES = {name for name, there in llvm.get_host_cpu_features().items() if there}


class _Floats(types.Type):
    def __init__(self) -> None:
        super().__init__(name="Float32x16")


class _Places(types.Type):
    def __init__(self) -> None:
        super().__init__(name="UInt32x16")


FLOATS, PLACES = _Floats(), _Places()


@register_model(_Floats)
class _FloatsModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _FLOATS)  # type: ignore[no-untyped-call]


@register_model(_Places)
class _PlacesModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        super().__init__(manager, kind, _PLACES)  # type: ignore[no-untyped-call]


def _at(builder: Any, address: Any, element: Any) -> Any:
    return builder.inttoptr(address, element.as_pointer())


def _splat(builder: Any, value: Any) -> Any:
    vector = ir.VectorType(value.type, LANES)
    first = builder.insert_element(ir.Constant(vector, ir.Undefined), value, _I32(0))
    zeros = ir.Constant(_PLACES, None)
    return builder.shuffle_vector(first, ir.Constant(vector, ir.Undefined), zeros)


@intrinsic
def zeros(typing: Any) -> Any:
    return FLOATS(), lambda context, builder, signature, args: ir.Constant(_FLOATS, None)


@intrinsic
def floats_at(typing: Any, address: Any) -> Any:
    """16 floats."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.load(_at(builder, args[0], _FLOATS), align=4)

    return FLOATS(types.int64), generate


@intrinsic
def levels_at(typing: Any, address: Any) -> Any:
    """16 int8 levels, as floats."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        kind = ir.VectorType(ir.IntType(8), LANES)
        return builder.sitofp(builder.load(_at(builder, args[0], kind), align=1), _FLOATS)

    return FLOATS(types.int64), generate


@intrinsic
def words_at(typing: Any, address: Any) -> Any:
    """16 words of places."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.load(_at(builder, args[0], _PLACES), align=4)

    return PLACES(types.int64), generate


@intrinsic
def shifted(typing: Any, places: Any, by: Any) -> Any:
    """Each lane's word, shifted down by so many bits."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.lshr(args[0], _splat(builder, builder.trunc(args[1], _I32)))

    return PLACES(PLACES, types.int64), generate


@intrinsic
def multiplied_added(typing: Any, a: Any, b: Any, c: Any) -> Any:
    """a · b + c, in one instruction where there is one."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return _call(builder, "llvm.fmuladd.v16f32", _FLOATS, args)

    return FLOATS(FLOATS, FLOATS, FLOATS), generate


@intrinsic
def added(typing: Any, a: Any, b: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.fadd(*args)

    return FLOATS(FLOATS, FLOATS), generate


@intrinsic
def store(typing: Any, address: Any, value: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.store(args[1], _at(builder, args[0], _FLOATS), align=4)
        return context.get_dummy_value()

    return types.void(types.int64, FLOATS), generate


@intrinsic
def pick(typing: Any, address: Any, places: Any, m: Any, bits: Any) -> Any:
    """Each lane's own of the M floats at an address: M and the bits of a place are literals."""
    if not isinstance(m, types.IntegerLiteral) or not isinstance(bits, types.IntegerLiteral):
        return None

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        width, mask = m.literal_value, (1 << bits.literal_value) - 1
        at = builder.and_(args[1], ir.Constant(_PLACES, [mask] * LANES))
        if width in (4, 8, 16) and {"avx2", "fma"} <= _FEATURES:
            return _permuted(builder, args[0], at, width)
        return _one_by_one(builder, args[0], at)

    return FLOATS(types.int64, PLACES, m, bits), generate


@intrinsic
def float_at(typing: Any, address: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.load(_at(builder, args[0], ir.FloatType()), align=4)

    return types.float32(types.int64), generate


@intrinsic
def put_float(typing: Any, address: Any, value: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        builder.store(args[1], _at(builder, args[0], ir.FloatType()), align=4)
        return context.get_dummy_value()

    return types.void(types.int64, types.float32), generate


@intrinsic
def integer_at(typing: Any, address: Any) -> Any:
    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        return builder.load(_at(builder, args[0], _I64), align=8)

    return types.int64(types.int64), generate


@intrinsic
def called(typing: Any, address: Any) -> Any:
    """What the C function without arguments at an address returns."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        function = builder.inttoptr(args[0], ir.FunctionType(_I32, []).as_pointer())
        return builder.sext(builder.call(function, []), _I64)

    return types.int64(types.int64), generate


@intrinsic
def room(typing: Any) -> Any:
    """The address of 8 vectors on the stack."""

    def generate(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        with builder.goto_entry_block():
            place = builder.alloca(_FLOATS, size=_I32(8))
        return builder.ptrtoint(place, _I64)

    return types.int64(), generate


def _call(builder: Any, name: str, returns: Any, args: Any) -> Any:
    kind = ir.FunctionType(returns, [each.type for each in args])
    function = builder.module.globals.get(name) or ir.Function(builder.module, kind, name)
    return builder.call(function, args)


def _permuted(builder: Any, address: Any, at: Any, width: int) -> Any:
    """Halves of 8 lanes by AVX2: in registers of 4 or 8 floats, 16 floats by two and a choice."""
    undefined = ir.Constant(_PLACES, ir.Undefined)
    parts = []
    for half in (range(8), range(8, 16)):
        lanes = ir.Constant(_HALF_PLACES, list(half))
        part = builder.shuffle_vector(at, undefined, lanes)
        parts.append(_eight(builder, address, part, width))
    whole = ir.Constant(_PLACES, list(range(16)))
    return builder.shuffle_vector(*parts, whole)


def _eight(builder: Any, address: Any, at: Any, width: int) -> Any:
    if width == 4:
        four = ir.VectorType(ir.FloatType(), 4)
        x = builder.load(_at(builder, address, four), align=4)
        twice = ir.Constant(_HALF_PLACES, [0, 1, 2, 3] * 2)
        both = builder.shuffle_vector(x, ir.Constant(four, ir.Undefined), twice)
        return _call(builder, "llvm.x86.avx.vpermilvar.ps.256", _HALF_FLOATS, [both, at])
    low = builder.load(_at(builder, address, _HALF_FLOATS), align=4)
    name = "llvm.x86.avx2.permps"
    if width == 8:
        return _call(builder, name, _HALF_FLOATS, [low, at])
    high = builder.load(_at(builder, builder.add(address, _I64(32)), _HALF_FLOATS), align=4)
    below = builder.icmp_unsigned("<", at, ir.Constant(_HALF_PLACES, [8] * 8))
    picked = [_call(builder, name, _HALF_FLOATS, [each, at]) for each in (low, high)]
    return builder.select(below, *picked)


def _one_by_one(builder: Any, address: Any, at: Any) -> Any:
    found = ir.Constant(_FLOATS, ir.Undefined)
    for lane in range(LANES):
        place = builder.zext(builder.extract_element(at, _I32(lane)), _I64)
        there = builder.add(address, builder.mul(place, _I64(4)))
        value = builder.load(_at(builder, there, ir.FloatType()), align=4)
        found = builder.insert_element(found, value, _I32(lane))
    return found
