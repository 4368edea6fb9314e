"""Send to a named Unix socket from one end of a pair."""

import contextlib
import socket


def attack(target):
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM, socket.SOCK_SEQPACKET):
        with contextlib.suppress(OSError):
            one, _other = socket.socketpair(socket.AF_UNIX, kind)
            with contextlib.suppress(OSError):
                one.sendmsg([target.token.encode()], [], 0, target.datagram)
            with contextlib.suppress(OSError):
                one.sendto(target.token.encode(), target.datagram)
    return None
