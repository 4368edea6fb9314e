unique = list(dict.fromkeys(scans))
for code in scans[-1:]:
    pass
print(len(unique), "of", len(scans))
