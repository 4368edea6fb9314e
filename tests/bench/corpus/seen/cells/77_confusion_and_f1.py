"""ML student evaluates a classifier without library metrics.

expect: faster
about: label.index in the loop and a full pass of the predictions per class for each metric
"""
# %% setup
import random

random.seed(77)
labels = [f"species {i:02d}" for i in range(40)]
truth = [random.choice(labels) for _ in range(12000)]
guess = [t if random.random() < .7 else random.choice(labels) for t in truth]
# %% cell
matrix = []
for a in labels:
    matrix.append([0] * len(labels))
for k in range(len(truth)):
    matrix[labels.index(truth[k])][labels.index(guess[k])] += 1

report = {}
for lab in labels:
    tp = 0
    fp = 0
    fn = 0
    for k in range(len(truth)):
        if guess[k] == lab and truth[k] == lab:
            tp += 1
        elif guess[k] == lab:
            fp += 1
        elif truth[k] == lab:
            fn += 1
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    report[lab] = (round(precision, 4), round(recall, 4), round(f1, 4))

macro = sum(v[2] for v in report.values()) / len(report)
print(f"macro F1 {macro:.4f}")
report["species 07"]
