people["bmi"] = people["kg"] / (people["cm"] / 100) ** 2
people["obese"] = people["bmi"] >= 30
people["obese"].mean()
