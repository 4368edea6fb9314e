import pandas as pd


def net_by_country(orders, vat):
    if len(orders) == 0:
        return {}
    totals = {}
    for qty, cents, country, status in zip(
        orders["qty"].tolist(), orders["cents"].tolist(),
        orders["country"].tolist(), orders["status"].tolist(),
    ):
        gross = qty * cents
        if status != "cancelled":
            totals[country] = totals[country] + gross if country in totals else gross
    return {
        country: int(totals[country] * 100 // (100 + vat))
        for country in sorted(country for country in totals if not pd.isna(country))
    }
