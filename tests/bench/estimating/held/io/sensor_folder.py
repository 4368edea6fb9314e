"""Technician reads a folder of small files and stacks them.

family: io
small: n = 5
"""
# %% setup
from pathlib import Path
import numpy as np
import pandas as pd

n = 2_200
rng = np.random.default_rng(179)
Path("readings").mkdir(exist_ok=True)
body = "\n".join(f"{t},{v:.4f},{w:.4f}" for t, v, w in zip(range(6000), rng.random(6000).tolist(), rng.random(6000).tolist()))
for k in range(n):
    Path("readings", f"day{k:05d}.csv").write_text("t,v,w\n" + body)
files = sorted(Path("readings").glob("*.csv"))
# %% cell
frames = []
for file in files:
    frame = pd.read_csv(file)
    frame["day"] = file.stem
    frames.append(frame)
readings = pd.concat(frames, ignore_index=True)
daily = readings.groupby("day")[["v", "w"]].agg(["mean", "max"])
