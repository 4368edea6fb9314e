"""Physicist packs and unpacks events in memory.

family: io
small: n = 200
"""
# %% setup
import pickle
import random
import zlib

n = 900_000
r = random.Random(183)
events = [{"run": i // 1000, "hits": [r.random() for _ in range(8)], "kind": r.choice(["mu", "e", "tau"])} for i in range(n)]
# %% cell
blob = pickle.dumps(events)
packed = zlib.compress(blob, 6)
ratio = len(packed) / len(blob)
again = pickle.loads(zlib.decompress(packed))
energy = sum(sum(event["hits"]) for event in again)
