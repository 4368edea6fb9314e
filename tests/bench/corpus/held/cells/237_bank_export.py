"""Treasurer of a club reads the bank's export, cleans it and writes a sheet for the auditors.

expect: nothing
about: reading and writing CSV text takes nearly all the time; the options are right already.
"""
# %% setup
import io
import numpy as np
import pandas as pd

rng = np.random.default_rng(71)
n = 80_000
dates = (pd.Timestamp("2015-01-01") + pd.to_timedelta(np.sort(rng.integers(0, 3000, n)), unit="D")).strftime("%Y-%m-%d")
purpose = rng.choice(["Mitgliedsbeitrag", "Spende", "Miete Vereinsheim", "Getränke", "Startgeld", ""], n)
cents = rng.integers(-90_000, 60_000, n)
export = "Buchungstag;Verwendungszweck;Betrag;IBAN\n" + "\n".join(
    f"{d};{p};{c / 100:.2f};DE{k:020d}".replace(".", ",") for d, p, c, k in zip(dates, purpose, cents, rng.integers(0, 10**12, n))
)

# %% cell
book = pd.read_csv(io.StringIO(export), sep=";", decimal=",", parse_dates=["Buchungstag"], dtype={"IBAN": "str"})
book.columns = ["date", "purpose", "amount", "iban"]
book["purpose"] = book["purpose"].fillna("unklar")
book["balance"] = book["amount"].cumsum().round(2)
sheet = io.StringIO()
book.to_csv(sheet, sep=";", index=False)
audit = sheet.getvalue()
per_year = book.groupby([book["date"].dt.year, "purpose"])["amount"].sum().unstack(fill_value=0).round(2)
print(per_year.tail(3))
print(len(audit), "characters, final balance", book["balance"].iloc[-1])
