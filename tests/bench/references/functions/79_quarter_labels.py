import numpy as np
import pandas as pd


def quarter_label(text):
    if pd.isna(text):
        return "no date"
    year = pd.to_datetime(text, format="%Y-%m-%d").year
    month = pd.to_datetime(text, format="%Y-%m-%d").month
    return str(year) + "-Q" + str((month - 1) // 3 + 1)


def add_quarter(df, column):
    df = df.copy()
    if len(df) == 0:
        df["quarter"] = df[column].apply(lambda t: quarter_label(t))
        return df
    text = df[column]
    dates = pd.to_datetime(text, format="%Y-%m-%d")
    months = dates.to_numpy().astype("datetime64[M]").astype(np.int64)
    quarters = (months // 3).tolist()
    names = {q: f"{1970 + q // 4}-Q{q % 4 + 1}" for q in set(quarters)}
    labels = np.array([names[q] for q in quarters], dtype=object)
    # Text that stands for no date, such as "", isn't missing; its year is.
    labels[dates.isna().to_numpy()] = "nan-Qnan"
    labels[text.isna().to_numpy()] = "no date"
    df["quarter"] = labels.tolist()
    return df
