import numpy as np
import pandas as pd


def rows_since_promo(df):
    places = np.arange(len(df))
    promo = (df["promo"] == True).to_numpy()
    latest = np.maximum.accumulate(np.where(promo, places, -1))
    since = np.where(latest >= 0, places - latest, np.nan)
    return pd.Series(since, index=df.index, dtype="float64")
