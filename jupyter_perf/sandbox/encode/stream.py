"""A result on its way through a socket.

    magic · size of the tree (u64) · number of buffers (u64) · size of each (u64) · tree · buffers

The tree is JSON of lists, strings, integers, booleans and null. The reader trusts nothing: sizes
are held against the limit before a byte is allocated for them, and the tree is checked (`check`)
before anything is made of it.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any, NoReturn

from . import check
from .form import Encoded, MalformedResult, ResultTooLarge

MAGIC = b"jpvals1\n"
DEFAULT_LIMIT_BYTES = 256 << 20

_SIZES = struct.Struct("<QQ")
_STEP_BYTES = 1 << 20
_SIZE_BYTES = 8
_PARSED_BYTES_PER_BRACKET = 96
_PARSED_BYTES_PER_ITEM = 8 + 50
_PARSED_SHARE = 8
"""The parsed tree may take this many times the limit on the wire, by its own punctuation."""


def dump(encoded: Encoded, write: Callable[[Any], object]) -> None:
    """Hand the result to `write`, piece by piece; buffers aren't copied."""
    tree = [encoded.roots, encoded.nodes]
    text = json.dumps(tree, separators=(",", ":"), check_circular=False).encode("ascii")
    lengths = [len(buffer) for buffer in encoded.buffers]
    write(MAGIC + _SIZES.pack(len(text), len(lengths)) + struct.pack(f"<{len(lengths)}Q", *lengths))
    write(text)
    for buffer in encoded.buffers:
        if len(buffer):
            write(buffer)


def load(read: Callable[[int], bytes], limit_bytes: int = DEFAULT_LIMIT_BYTES) -> Encoded:
    """Receive a result from a sender who may lie.

    `read(n)` gives up to n bytes, none at the end. Raises MalformedResult (a ValueError) where
    the bytes are no result, and ResultTooLarge where they are more than `limit_bytes`; what
    `read` raises passes.
    """
    if _exactly(read, len(MAGIC)) != MAGIC:
        raise MalformedResult("the result doesn't begin as one")
    tree_bytes, count = _SIZES.unpack(_exactly(read, _SIZES.size))
    if count > limit_bytes // _SIZE_BYTES or tree_bytes > limit_bytes:
        raise ResultTooLarge(f"the result is larger than {limit_bytes} bytes")
    lengths = struct.unpack(f"<{count}Q", _exactly(read, count * _SIZE_BYTES))
    if tree_bytes + count * _SIZE_BYTES + sum(lengths) > limit_bytes:
        raise ResultTooLarge(f"the result is larger than {limit_bytes} bytes")
    roots, nodes = _parse(_exactly(read, tree_bytes), limit_bytes)
    buffers = [bytes(_exactly(read, length)) for length in lengths]
    check.check(roots, nodes, buffers)
    return Encoded([(section, name, child) for section, name, child in roots], nodes, buffers)


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    """`size` bytes, allocated as they arrive and not as they are announced."""
    pieces: list[bytes] = []
    while size:
        piece = read(min(size, _STEP_BYTES))
        if not piece or len(piece) > min(size, _STEP_BYTES):
            raise MalformedResult("the result ends before it is complete")
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _parse(text: bytes, limit_bytes: int) -> tuple[list[Any], list[Any]]:
    parsed_bytes = _PARSED_BYTES_PER_BRACKET * text.count(b"[")
    parsed_bytes += _PARSED_BYTES_PER_ITEM * text.count(b",") + len(text)
    if parsed_bytes > _PARSED_SHARE * max(limit_bytes, _STEP_BYTES):
        raise ResultTooLarge("the result has too many parts")
    try:
        tree = json.loads(
            text,
            object_pairs_hook=_refuse,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError) as error:
        raise MalformedResult(f"the result isn't what it should be: {error}") from None
    match tree:
        case [list(roots), list(nodes)]:
            return roots, nodes
    raise MalformedResult("the result isn't a pair of lists")


def _refuse(found: object) -> NoReturn:
    raise MalformedResult(f"a result has no {type(found).__name__} in this place")
