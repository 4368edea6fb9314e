import numpy as np
import pandas as pd


def clean_gauge(df, max_level):
    df = df.copy()
    df["flag"] = 0
    df["level_cm"] = 0.0
    if not df.index.is_unique or df.index.hasnans or df["level_m"].dtype.kind not in "fi":
        return _row_by_row(df, max_level)
    level = df["level_m"].to_numpy()
    missing = np.isnan(level)
    outside = (level < 0) | (level > max_level)
    df["flag"] = np.where(missing, 1, np.where(outside, 2, 0))
    df["level_cm"] = np.where(missing | outside, -1.0, level * 100)
    return df


def _row_by_row(df, max_level):
    """Labels that stand for several rows, or for none, mean what they mean to `.loc`."""
    for i in df.index:
        v = df.loc[i, "level_m"]
        if pd.isna(v):
            df.loc[i, "flag"] = 1
            df.loc[i, "level_cm"] = -1.0
        elif v < 0 or v > max_level:
            df.loc[i, "flag"] = 2
            df.loc[i, "level_cm"] = -1.0
        else:
            df.loc[i, "level_cm"] = v * 100
    return df
