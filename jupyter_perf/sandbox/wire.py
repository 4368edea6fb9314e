"""Messages between our own processes: JSON behind a length, with open files beside it."""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Sequence
from typing import Any

HEADER = struct.Struct(">QI")
_MOST_FILES = 16
MOST_BYTES = 256 << 20
"""A message beyond this is refused: it would be a bug, or an attack."""


class Closed(ConnectionError):
    """The other side is gone."""


def send(channel: socket.socket, message: dict[str, Any], files: Sequence[int] = ()) -> None:
    """Send one message; `files` are descriptors that the receiver gets copies of."""
    body = json.dumps(message, separators=(",", ":")).encode()
    header = HEADER.pack(len(body), len(files))
    try:
        if files:
            socket.send_fds(channel, [header], list(files))
        else:
            channel.sendall(header)
        channel.sendall(body)
    except OSError as error:
        raise Closed(str(error)) from error


def receive(channel: socket.socket, most: int = MOST_BYTES) -> tuple[dict[str, Any], list[int]]:
    """Wait for one message; raises Closed at the end of the stream or on a malformed one."""
    try:
        header, files = _receive_header(channel)
        length, expected_files = HEADER.unpack(header)
        if length > most or expected_files != len(files):
            _close_all(files)
            raise Closed(f"malformed message of {length} bytes")
        return parse(receive_exactly(channel, length)), files
    except (OSError, ValueError) as error:
        raise Closed(str(error)) from error


def parse(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`; raises ValueError where it is anything else."""
    try:
        message = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(message, dict):
        raise ValueError("not a JSON object")
    return message


def receive_exactly(channel: socket.socket, length: int) -> bytes:
    """Read `length` bytes; raises Closed where the stream ends first."""
    received = bytearray()
    while len(received) < length:
        chunk = channel.recv(min(length - len(received), 1 << 20))
        if not chunk:
            raise Closed("the stream ended in the middle of a message")
        received += chunk
    return bytes(received)


def _receive_header(channel: socket.socket) -> tuple[bytes, list[int]]:
    header, files = b"", []
    while len(header) < HEADER.size:
        chunk, more, _flags, _address = socket.recv_fds(
            channel, HEADER.size - len(header), _MOST_FILES
        )
        if not chunk:
            raise Closed("the stream ended")
        header += chunk
        files += more
    for descriptor in files:
        os.set_inheritable(descriptor, False)
    return header, files


def _close_all(files: Sequence[int]) -> None:
    for descriptor in files:
        os.close(descriptor)
