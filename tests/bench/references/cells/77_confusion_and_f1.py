from collections import Counter

matrix = []
for a in labels:
    matrix.append([0] * len(labels))
_pairs = Counter(zip(truth, guess))
_at = {_label: labels.index(_label) for _label in {_one for _both in _pairs for _one in _both}}
_rows, _columns = Counter(), Counter()
for (_was, _said), _n in _pairs.items():
    matrix[_at[_was]][_at[_said]] += _n
    _rows[_was] += _n
    _columns[_said] += _n
for k in range(len(truth))[-1:]:
    pass

report = {}
for lab in labels:
    tp = _pairs[lab, lab]
    fp = _columns[lab] - tp
    fn = _rows[lab] - tp
    precision = tp / (tp + fp) if tp + fp else 0.0
    recall = tp / (tp + fn) if tp + fn else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    report[lab] = (round(precision, 4), round(recall, 4), round(f1, 4))
del Counter, _pairs, _at, _rows, _columns

macro = sum(v[2] for v in report.values()) / len(report)
print(f"macro F1 {macro:.4f}")
report["species 07"]
