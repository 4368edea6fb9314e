# status of every reading
gh["status"] = "ok"
gh["vpd"] = 0.0
gh["alarm"] = 0
_temp, _humid = gh["temp"], gh["humid"]
gh.loc[_temp > 28, "status"] = "hot"
gh.loc[_temp < 15, "status"] = "cold"
gh.loc[_temp.isna(), "status"] = "missing"
gh["vpd"] = 0.6108 * np.exp(17.27 * _temp / (_temp + 237.3)) * (1 - _humid / 100)
gh["alarm"] = ((_humid > 90) & (_temp > 28)).astype("int64")
for i in range(len(gh))[-1:]:
    t = gh.loc[i, "temp"]
    h = gh.loc[i, "humid"]
del _temp, _humid
print(gh["status"].value_counts().sort_index().to_dict())
print("alarms:", gh["alarm"].sum())
gh.head()
