CALLS = [([(0, 3, 2), (2, 5, 1), (4, 4, 9), (3, 1, 7)], 6), ([], 3)]
# %% looked at on the way [function guests]
def guests(bookings, days):
    there = [0] * days
    most = 0
    for first, last, size in bookings:
        for day in range(first, last):
            there[day] += size
        most = max(most, there[0])
    return most
# %% floats [function guests]
def guests(bookings, days):
    there = [0.5] * days
    for first, last, size in bookings:
        for day in range(first, last):
            there[day] += size
    return there
# %% what is added hangs on the place [function guests]
def guests(bookings, days):
    there = [0] * days
    for first, last, size in bookings:
        for day in range(first, last):
            there[day] += size * day
    return there
# %% a step [function guests]
def guests(bookings, days):
    there = [0] * days
    for first, last, size in bookings:
        for day in range(first, last, 2):
            there[day] += size
    return there
# %% somebody catches what fails [function guests]
def guests(bookings, days):
    there = [0] * days
    try:
        for first, last, size in bookings:
            for day in range(first, last):
                there[day] += size
    except IndexError:
        pass
    return there
# %% the caller's list [function add]
def add(bookings, days):
    for day in range(3):
        for one in range(0, 2):
            bookings[one] += day
# %% not repeated [function guests]
def guests(bookings, days):
    there = [0] * days
    for day in range(0, days):
        there[day] += 4
    return there
# %% left by return [function guests]
def guests(bookings, days):
    there = [0] * days
    for first, last, size in bookings:
        for day in range(first, last):
            there[day] += size
        if size > 8:
            return there
    return there
# %% an inner function looks at it [function guests]
def guests(bookings, days):
    there = [0] * days

    def most():
        return max(there)

    found = []
    for first, last, size in bookings:
        for day in range(first, last):
            there[day] += size
        found.append(most())
    return found
