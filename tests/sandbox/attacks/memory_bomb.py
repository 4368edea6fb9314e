"""Allocate more memory than allowed (2 GiB at most)."""


def attack(target):
    blocks = []
    for _ in range(32):
        blocks.append(bytearray(b"x") * (64 << 20))
    return f"holds {len(blocks)} blocks"
