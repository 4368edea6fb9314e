games = [{"home": f"t{i % 7}", "away": f"t{i * i % 5}", "goals": i % 4} for i in range(40)]
mixed = [{"home": "t1", "goals": i} if i % 2 else {"away": "t1", "goals": 1} for i in range(40)]
few = [{"home": f"t{i}", "away": "t0", "goals": 2} for i in range(3)]
teams = [f"t{i}" for i in range(9)]
# %% some elements lack a key
def goals(matches, team):
    total = 0
    for match in matches:
        if match.get("home") == team or match["away"] == team:
            total += match["goals"]
    return total


found = [goals(games, team) for team in teams]
# %% others count as well
def goals(matches, team):
    total, others = 0, 0
    for match in matches:
        if match["home"] == team:
            total += match["goals"]
        elif match["away"] == team:
            total += match["goals"]
        else:
            others += 1
    return total, others


found = [goals(games, team) for team in teams]
# %% the list is asked otherwise
def share(matches, team):
    n = 0
    for match in matches:
        if match["home"] == team or match["away"] == team:
            n += 1
    return n / len(matches)


found = [share(games, team) for team in teams]
# %% keys change
def last(matches, team):
    for match in matches:
        if match["home"] == team or match["away"] == team:
            return match
    return None


for team in teams:
    match = last(games, team)
    if match is not None:
        match["home"] = "t3"
# %% two different things are looked for
def between(matches, team, other):
    n = 0
    for match in matches:
        if match["home"] == team or match["away"] == other:
            n += 1
    return n


found = [between(games, team, "t1") for team in teams]
# %% one key is another rule's
def goals(matches, team):
    total = 0
    for match in matches:
        if match["home"] == team:
            total += match["goals"]
    return total


found = [goals(games, team) for team in teams]
# %% once
def goals(matches, team):
    total = 0
    for match in matches:
        if match["home"] == team or match["away"] == team:
            total += match["goals"]
    return total


found = goals(games, "t1")
# %% a short list
def goals(matches, team):
    total = 0
    for match in matches:
        if match["home"] == team or match["away"] == team:
            total += match["goals"]
    return total


found = [goals(few, team) for team in teams]
