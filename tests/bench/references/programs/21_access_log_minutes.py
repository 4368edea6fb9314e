import re
import sys
from collections import Counter
from datetime import datetime

LINE = re.compile(
    r'^\S+ \[(?:([0-9]{2}/\w{3}/[0-9]{4}:[0-9]{2}:[0-9]{2}):[0-5][0-9]|([^\]\n]+))\]'
    r' "\w+ [^"\n]*" (\d)\d\d (?:\d+|-)$',
    re.MULTILINE,
)


def main():
    text = sys.stdin.read()
    found = Counter(LINE.findall(text))
    bad = text.count("\n") + (text != "" and text[-1] != "\n") - sum(found.values())
    minutes = {}
    per_minute = Counter()
    status = Counter()
    for (prefix, whole, digit), number in found.items():
        # Within a minute only the seconds differ, and those are right.
        stamp = whole or prefix + ":00"
        if stamp not in minutes:
            when = datetime.strptime(stamp, "%d/%b/%Y:%H:%M:%S")
            minutes[stamp] = when.strftime("%Y-%m-%d %H:%M")
        per_minute[minutes[stamp]] += number
        status[digit + "xx"] += number
    for minute, c in sorted(per_minute.items(), key=lambda kv: (-kv[1], kv[0]))[:8]:
        print(minute, c)
    print(sorted(status.items()), "bad lines:", bad)


main()
