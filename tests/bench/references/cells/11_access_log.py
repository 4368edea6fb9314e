_LINE = re.compile(r'^(\S+) - - \[([^\]]+)\] "(\w+) (\S+) [^"]*" (\d{3}) (\d+)$')

def parse(line):
    m = _LINE.match(line)
    if m is None:
        return None
    return m.groups()

with open("access.log", encoding="utf-8") as fh:
    _text = fh.read()
_records = re.findall(
    r'^[^\S\n]*(\S+) - - \[([^\]\n]+)\] "(\w+) (\S+) [^"\n]*" (\d{3}) (\d+)[^\S\n]*$',
    _text, re.MULTILINE,
)
_lines = _text.count("\n") + (not _text.endswith("\n") and _text != "")
if _lines:
    line = _text[_text.rfind("\n", 0, -1) + 1:]
    rec = parse(line.strip())
if _records:
    ip, day, verb, page, code, size = _records[-1]
skipped = _lines - len(_records)
volume = sum([int(_r[5]) for _r in _records])
all_ips = list(dict.fromkeys([_r[0] for _r in _records]))
bad_ips = list(dict.fromkeys([_r[0] for _r in _records if int(_r[4]) >= 400]))
_bad = set(bad_ips)
never_bad = [_ip for _ip in all_ips if _ip not in _bad]
for ip in all_ips[-1:]:
    pass
del _text, _records, _lines, _bad
print(f"{len(all_ips)} visitors, {len(bad_ips)} with errors, {skipped} lines skipped")
print(volume)
never_bad[:5]
