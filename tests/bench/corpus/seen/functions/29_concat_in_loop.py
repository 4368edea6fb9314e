"""Lab assistant stacks one-row frames of sensor readings.

expect: faster
about: a DataFrame grows by pd.concat in each turn; collect the rows and build once
"""
# %% function
import pandas as pd


def collect_readings(lines):
    df = pd.DataFrame({"sensor": pd.Series(dtype="str"), "t": pd.Series(dtype="int64"), "value": pd.Series(dtype="float64")})
    for line in lines:
        parts = line.split(";")
        row = pd.DataFrame({"sensor": [parts[0]], "t": [int(parts[1])], "value": [float(parts[2])]})
        df = pd.concat([df, row], ignore_index=True)
    return df

# %% calls
import random
_r = random.Random(29)


def _ln(n):
    return ["%s;%d;%s" % (_r.choice(["T1", "T2", "µF"]), i * 10, _r.choice(["nan", "1.5", "%.4f" % _r.gauss(20, 3)])) for i in range(n)]


ENTRY = "collect_readings"
CALLS = [(_ln(5),), (_ln(60),), (_ln(150),), (_ln(100),)]
