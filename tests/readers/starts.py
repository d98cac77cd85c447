"""Says when everything in a calendar file begins: FILE, the zone of floating times, the first and last day."""

import sys
from datetime import date, datetime, time, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

path, zone, first, last = sys.argv[1:]
with open(path, "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
found = recurring_ical_events.of(calendar).between(date.fromisoformat(first), date.fromisoformat(last))
for event in found:
    start = event["DTSTART"].dt
    if not isinstance(start, datetime):
        start = datetime.combine(start, time.min)
    if start.tzinfo is None:
        start = start.replace(tzinfo=ZoneInfo(zone))
    print(start.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), event["SUMMARY"], sep="\t")
