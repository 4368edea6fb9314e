"""Archivist chains checksums of the minutes so that later changes show.

expect: nothing
about: each hash takes in the one before, and key stretching is the point; hashlib does the work.
"""
# %% setup
import hashlib
import random

random.seed(88)
topics = ["Haushalt", "Straßenbau", "Kita-Gebühren", "Müllabfuhr", "Bürgerfest", "Wahl des Vorstands"]
minutes_book = []
for i in range(120):
    text = f"Sitzung {i + 1}: " + "; ".join(random.choice(topics) + f" ({random.randint(0, 30)} dafür)" for _ in range(12))
    minutes_book.append({"no": i + 1, "text": text, "signed": random.choice(["Böhme", "Günther", None])})

# %% cell
previous = b"\x00" * 32
chain = []
for entry in minutes_book:
    signer = entry["signed"] or "nobody"
    salt = previous + signer.encode("utf-8")
    digest = hashlib.pbkdf2_hmac("sha256", entry["text"].encode("utf-8"), salt, 9000)
    chain.append((entry["no"], digest.hex()))
    previous = digest

unsigned = [e["no"] for e in minutes_book if e["signed"] is None]
print("last seal", chain[-1][1][:16])
print(len(unsigned), "unsigned:", unsigned[:6])
