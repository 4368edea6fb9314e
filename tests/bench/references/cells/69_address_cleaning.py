_SUFFIX = re.compile(r"(\d+)\s+([a-z])$")
_SPAN = re.compile(r"(\d+)\s*-\s*(\d+)")
_ODD = re.compile(r"[^\w\s'/-]")

def normalise(text):
    if text is None or text != text:
        return "unknown"
    text = " ".join(text.strip().lower().split())
    text = text.replace("str.", "straße")
    if "strasse" in text:
        text = re.sub(r"(\w)strasse\b", r"\1straße", text)
    text = _SUFFIX.sub(r"\1\2", text)
    if "-" in text:
        text = _SPAN.sub(r"\1-\2", text)
    return _ODD.sub("", text)

_raw = addresses["raw"].tolist()
_clean = {_text: normalise(_text) for _text in dict.fromkeys(_raw)}
result = [_clean[_text] for _text in _raw]
for i, row in addresses.tail(1).iterrows():
    pass
addresses["clean"] = result
_search = re.compile(r"(\d+)").search
_house = {_text: _m.group(1) if (_m := _search(_text)) else "" for _text in set(_clean.values())}
addresses["house"] = [_house[_text] for _text in result]
del _raw, _clean, _search, _house
print(addresses["clean"].nunique(), "different,", (addresses["clean"] == "unknown").sum(), "unknown")
addresses["house"].value_counts().sort_index().head(4)
