from collections import Counter

table = {_ch: _n / len(cipher) for _ch, _n in Counter(cipher).items()}
for ch in cipher[-1:]:
    pass
del Counter
order = sorted(table, key=lambda c: -table[c])
print(order[:4], round(table[order[0]], 4))
