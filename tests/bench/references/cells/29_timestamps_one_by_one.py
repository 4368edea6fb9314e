if len(tickets):
    try:
        tickets["ts"] = pd.to_datetime(tickets["opened"])
    except ValueError:  # not all of one form
        tickets["ts"] = tickets["opened"].apply(pd.to_datetime)
    tickets["wd"] = tickets["ts"].dt.day_of_week
    if tickets["wd"].dtype == "int32":
        tickets["wd"] = tickets["wd"].astype("int64")
    tickets["weekend"] = tickets["wd"] >= 5
else:  # of nothing, `apply` makes more of the same
    tickets["ts"] = tickets["wd"] = tickets["weekend"] = tickets["opened"]
print(tickets["weekend"].sum())
