_scanned, _expected = set(scanned), set(expected)
missing = [e for e in expected if e not in _scanned]
surplus = [s for s in scanned if s not in _expected]
both = len(expected) - len(missing)
del _scanned, _expected
print(len(missing), len(surplus), both)
