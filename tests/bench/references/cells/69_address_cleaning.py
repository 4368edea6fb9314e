def normalise(
    text,
    suffix=re.compile(r"(\d+)\s+([a-z])$").sub,
    span=re.compile(r"(\d+)\s*-\s*(\d+)").sub,
    odd=re.compile(r"[^\w\s'/-]").sub,
):
    if text is None or text != text:
        return "unknown"
    text = " ".join(text.strip().lower().split())
    text = text.replace("str.", "straße")
    if "strasse" in text:
        text = re.sub(r"(\w)strasse\b", r"\1straße", text)
    text = suffix(r"\1\2", text)
    if "-" in text:
        text = span(r"\1-\2", text)
    return odd("", text)

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
