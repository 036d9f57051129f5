"""Messages on a byte stream: eight bytes of length, then the message."""

from __future__ import annotations

import socket
import struct

HEADER = struct.Struct("<Q")


def framed(message: bytes) -> bytes:
    """Return `message` with its length in front."""
    return HEADER.pack(len(message)) + message


def read_frame(channel: socket.socket) -> bytes | None:
    """Return the next message, waiting for it; None when the other side is gone."""
    header = _read(channel, HEADER.size)
    return None if header is None else _read(channel, HEADER.unpack(header)[0])


def _read(channel: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        part = channel.recv(min(size - len(data), 2**20))
        if not part:
            return None
        data += part
    return bytes(data)
