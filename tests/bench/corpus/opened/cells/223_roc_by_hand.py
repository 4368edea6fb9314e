"""Medical student draws a ROC curve by hand for a blood marker.

expect: faster
about: for each threshold counts four cells patient by patient in Python; sort and cumulate, or compare arrays.
"""
# %% setup
import numpy as np

rng = np.random.default_rng(27)
n = 1500
ill = rng.random(n) < 0.3
marker = np.round(np.where(ill, rng.normal(5.2, 1.4, n), rng.normal(3.9, 1.2, n)), 2)

# %% cell
thresholds = np.unique(marker)
tpr = []
fpr = []
youden = []
for th in thresholds:
    TP = FP = TN = FN = 0
    for i in range(len(marker)):
        positive = marker[i] >= th
        if positive and ill[i]:
            TP += 1
        elif positive and not ill[i]:
            FP += 1
        elif not positive and ill[i]:
            FN += 1
        else:
            TN += 1
    tpr.append(TP / (TP + FN))
    fpr.append(FP / (FP + TN))
    youden.append(TP / (TP + FN) + TN / (TN + FP) - 1)

auc = 0.0
for k in range(len(tpr) - 1):
    auc += (fpr[k] - fpr[k + 1]) * (tpr[k] + tpr[k + 1]) / 2
best = int(np.argmax(youden))
print("AUC %.4f" % auc)
print("cut-off", thresholds[best], "sensitivity %.3f specificity %.3f" % (tpr[best], 1 - fpr[best]))
