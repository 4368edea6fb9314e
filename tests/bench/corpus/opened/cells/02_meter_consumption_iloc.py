"""Energy student adds up night consumption from a smart meter table.

expect: faster
about: positional loop with df['col'].iloc[i] for each cell
"""
# %% setup
import pandas as pd
import numpy as np

rs = np.random.RandomState(5)
meter = pd.DataFrame({"hour": np.tile(np.arange(24), 1500), "wh": rs.randint(20, 900, 36000)})
# %% cell
night = 0
day = 0
for i in range(len(meter)):
    if meter["hour"].iloc[i] < 6 or meter["hour"].iloc[i] >= 22:
        night = night + meter["wh"].iloc[i]
    else:
        day = day + meter["wh"].iloc[i]
print(night, day)
