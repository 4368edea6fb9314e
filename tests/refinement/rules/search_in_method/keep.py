CALLS = [
    ([{"id": 1, "n": 2}, {"id": 3, "n": 5}, {"id": 1, "n": 7}], [1, 2, 3, 1]),
    ([], [1]),
]
# %% the list grows [function grown]
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def find(self, number):
        for row in self.rows:
            if row["id"] == number:
                return row["n"]
        self.rows.append({"id": number, "n": 0})
        return 0

def grown(rows, numbers):
    held = Rows(rows)
    return [held.find(n) for n in numbers]
# %% the caller changes the list [function changed]
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def find(self, number):
        for row in self.rows:
            if row["id"] == number:
                return row["n"]
        return 0

def changed(rows, numbers):
    held = Rows(rows)
    found = []
    for n in numbers:
        found.append(held.find(n))
        rows.append({"id": n, "n": 1})
    return found
# %% keys change [function renumbered]
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def find(self, number):
        for row in self.rows:
            if row["id"] == number:
                row["id"] = -1
                return row["n"]
        return 0

def renumbered(rows, numbers):
    held = Rows(rows)
    return [held.find(n) for n in numbers]
# %% the object is handed on [function handed]
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def find(self, number):
        for row in self.rows:
            if row["id"] == number:
                return row["n"]
        return 0

def handed(rows, numbers):
    held = Rows(rows)
    return [held.find(n) for n in numbers], held
# %% a class with a base [function based]
class Base:
    pass

class Rows(Base):
    def __init__(self, rows):
        self.rows = rows

    def find(self, number):
        for row in self.rows:
            if row["id"] == number:
                return row["n"]
        return 0

def based(rows, numbers):
    held = Rows(rows)
    return [held.find(n) for n in numbers]
# %% called once [function once]
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def find(self, number):
        for row in self.rows:
            if row["id"] == number:
                return row["n"]
        return 0

def once(rows, numbers):
    held = Rows(rows)
    return held.find(1)
# %% another test first [function tested]
class Rows:
    def __init__(self, rows):
        self.rows = rows

    def find(self, number):
        for row in self.rows:
            if 10 // row["n"] > 1 and row["id"] == number:
                return row["n"]
        return 0

def tested(rows, numbers):
    held = Rows(rows)
    return [held.find(n) for n in numbers]
