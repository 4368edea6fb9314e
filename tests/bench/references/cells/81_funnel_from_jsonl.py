lines = open("events.jsonl", encoding="utf-8").read().splitlines()

_events = json.loads("[" + ",".join(lines) + "]")
if len(_events) != len(lines):
    _events = [json.loads(_line) for _line in lines]
for line in lines[-1:]:
    pass

_histories = {}
for _line, _event in zip(lines, _events):
    _uid = _event["user"]["id"]
    _history = _histories.setdefault(_uid, [])
    if '"id": %d,' % _uid in _line:
        _history.append(_event)
users = list(_histories)

def events_of(uid):
    found = []
    for line in lines:
        # cheap test first
        if '"id": %d,' % uid in line:
            e = json.loads(line)
            if e["user"]["id"] == uid:
                found.append(e)
    return sorted(found, key=lambda e: e["t"])

reached = {s: 0 for s in STEPS}
langs = {}
for uid in users:
    history = sorted(_histories[uid], key=lambda e: e["t"])
    pos = 0
    for e in history:
        if pos < len(STEPS) and e["event"] == STEPS[pos]:
            reached[STEPS[pos]] += 1
            pos += 1
    lang = history[0]["user"]["lang"]
    langs[lang] = langs.get(lang, 0) + 1
del _events, _histories
print(len(users), "users", reached)
sorted(langs.items())
