curve = []
cfg = copy.deepcopy(settings)
for k in range(400):
    cfg["gain"] = k / 100
    curve.append(response(cfg))
curve[-1]
