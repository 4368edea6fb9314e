"""Security student stretches a pass phrase.

expect: nothing
about: a chain of hashes, each needs the one before; the small list test in the loop costs next to nothing
"""
# %% setup
import hashlib

salt = "pfeffer".encode()
block = b"x" * 8000
# %% cell
digest = b"start"
marks = []
for turn in range(20000):
    digest = hashlib.sha256(digest + salt + block).digest()
    if turn in [0, 9999, 19999]:
        marks.append(digest.hex()[:12])
print(marks)
