# score the hold-out customers
feature_names = ["age", "tenure", "calls"]
holdout = X.iloc[2000:]
preds = []
if len(holdout):
    preds = list(model.predict(holdout[feature_names].to_numpy()))
    features = [holdout.iloc[-1][f] for f in feature_names]
    f = feature_names[-1]
    p = preds[-1]
    i = len(preds) - 1

correct = int((np.array(preds) == y.iloc[2000:2000 + len(preds)].to_numpy()).sum())
accuracy = correct / len(preds)
print(f"accuracy {accuracy:.3f}")
churners = [names[2000 + i] for i, p in enumerate(preds) if p == 1]
churners[:6]
