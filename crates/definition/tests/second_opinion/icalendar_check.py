"""Reads an .ics file and the sessions it should hold (JSON); says where the `icalendar` package reads something else."""

import json
import sys
from datetime import datetime, timedelta, timezone

from icalendar import Calendar

raw = open(sys.argv[1], "rb").read()
sessions = json.load(open(sys.argv[2], encoding="utf-8"))["sessions"]
for line in raw.split(b"\r\n"):
    assert len(line) <= 75, line
    assert b"\n" not in line and b"\r" not in line, line
calendar = Calendar.from_ical(raw)
events = calendar.walk("VEVENT")
assert len(events) == len(sessions), (len(events), len(sessions))
assert len({str(event["UID"]) for event in events}) == len(events), "UIDs are not unique"
zone = calendar.walk("VTIMEZONE")[0].to_tz()
for event, session in zip(events, sessions):
    start = event.decoded("DTSTART")
    wanted = datetime.fromisoformat(session["start"])
    assert start.astimezone(timezone.utc) == wanted.astimezone(timezone.utc), (start, wanted)
    own = start.replace(tzinfo=zone)
    assert own.utcoffset() == wanted.utcoffset(), (own.utcoffset(), wanted)
    whole = datetime.fromisoformat(session["end"]) - wanted
    assert event.decoded("DURATION") == whole, session
    assert str(event["SUMMARY"]) == session["label"], event["SUMMARY"]
    assert str(event.get("LOCATION", "")) == (session["room"] or ""), event["LOCATION"]
print(f"{len(events)} events, the same")
