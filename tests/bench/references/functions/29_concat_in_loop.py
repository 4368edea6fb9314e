import pandas as pd


def collect_readings(lines):
    sensors, times, values = [], [], []
    for line in lines:
        parts = line.split(";")
        sensors.append(parts[0])
        times.append(int(parts[1]))
        values.append(float(parts[2]))
    return pd.DataFrame({
        "sensor": pd.Series(sensors, dtype="str"),
        "t": pd.Series(times, dtype="int64"),
        "value": pd.Series(values, dtype="float64"),
    })
