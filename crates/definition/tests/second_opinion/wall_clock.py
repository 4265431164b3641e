"""Reads `zone date clock minutes start end` per line; says where Python's zoneinfo disagrees."""

import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

zones, wrong, count = {}, [], 0
for line in sys.stdin:
    count += 1
    zone_name, date, clock, minutes, start, end = line.split()
    zone = zones.setdefault(zone_name, ZoneInfo(zone_name))
    wall = datetime.fromisoformat(f"{date}T{clock}").replace(tzinfo=zone)
    begin = wall.astimezone(timezone.utc)
    start, end = datetime.fromisoformat(start), datetime.fromisoformat(end)
    exists = begin.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)
    same_clock = start.strftime("%H:%M") == clock or not exists
    same_moment = start == begin and start.utcoffset() == begin.astimezone(zone).utcoffset()
    true_minutes = end - start == timedelta(minutes=int(minutes)) and end.utcoffset() == end.astimezone(zone).utcoffset()
    if not (same_clock and same_moment and true_minutes):
        wrong.append(line.strip())
print(f"{count} sessions, {len(zones)} zones, {len(wrong)} wrong")
print("\n".join(wrong[:10]))
sys.exit(1 if wrong or not count else 0)
