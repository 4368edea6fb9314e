"""Beginner logs training rounds into a frame.

expect: faster
about: pd.concat of a one-row frame per turn
"""
# %% setup
import pandas as pd

def loss_of(epoch):
    return round(3 / (epoch + 1) + (epoch * 7919 % 13) / 100, 4)
# %% cell
log = pd.DataFrame(columns=["epoch", "loss", "phase"])
for epoch in range(700):
    row = {"epoch": epoch, "loss": loss_of(epoch), "phase": "warm" if epoch < 50 else "main"}
    log = pd.concat([log, pd.DataFrame([row])], ignore_index=True) if epoch else pd.DataFrame([row])
print(log.shape, log["loss"].min())
