"""A data steward of a hospital replaces patient numbers by slow, salted hashes.

expect: nothing
about: key stretching in C takes all the time, each number is hashed only once
"""

# %% function
import hashlib


def pseudonyms(patients, salt, rounds=3000):
    known = {}
    out = []
    for number in patients:
        code = known.get(number)
        if code is None:
            key = hashlib.pbkdf2_hmac("sha256", number.encode("utf-8"), salt, rounds)
            code = known[number] = key.hex()[:12]
        out.append(code)
    return out


# %% calls
import random

r = random.Random(90)


def patients(n):
    return [f"P-{r.randint(1, n // 2 + 1):06d}" for _ in range(n)]


ENTRY = "pseudonyms"
CALLS = [
    (patients(300), b"klinik"),
    (patients(60), b"x", 9000),
    ([], b"a"),
    (["Ä-1", "Ä-1"], b"b", 10),
    (patients(10), b"", 50),
]
