lines = ["Ulm;3;x", "Bonn;5;y", "Ulm;-2;z", "Köln;0;u"]
cities = ["Ulm", "Bonn", "Rom"]
log = []
CALLS = [(["1 a", "2 b"], [1, 2]), ([], [1])]
# %% it ends at the first, behind which a line may fail
for part in cities:
    for row in lines:
        a = row.split(";")
        if a[1] == part:
            print(a)
            break
# %% something is done for all
for part in cities:
    for row in lines:
        a = row.split(";")
        log.append(a)
        if a[0] == part:
            print(a)
# %% no other loop around
for row in lines:
    a = row.split(";")
    if a[0] == "Ulm":
        print(a)
# %% the list grows
for part in cities:
    for row in list(lines):
        a = row.split(";")
        if a[0] == part:
            lines.append(row)
# %% what is left is read
for part in cities:
    for row in lines:
        a = row.split(";")
        if a[0] == part:
            log.append(row)
    print(a)
# %% it isn't surely come to
for part in cities:
    if part == "Rom":
        continue
    for row in lines:
        a = row.split(";")
        if a[0] == part:
            log.append(row)
# %% the steps hang on the outer loop
for part in cities:
    for row in lines:
        a = row.split(part)
        if a[0] == part:
            log.append(row)
