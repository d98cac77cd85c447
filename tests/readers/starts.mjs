// Says when everything in a calendar file begins: where ical.js is, FILE, the zone of floating times, first and last day.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, path, zone, first, last] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(library));

const calendar = new ICAL.Component(ICAL.parse(readFileSync(path, "utf8")));
for (const component of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(component);
}
const floating = ICAL.TimezoneService.get(zone);
if (!floating) throw new Error(`the file has no VTIMEZONE for ${zone}`);

const from = Date.parse(`${first}T00:00:00Z`);
const to = Date.parse(`${last}T00:00:00Z`);

function instant(time) {
  const at = time.clone();
  if (at.zone === ICAL.Timezone.localTimezone) at.zone = floating;
  return at.toUnixTime() * 1000;
}

function say(start, summary) {
  const at = instant(start);
  if (from <= at && at < to) {
    console.log(`${new Date(at).toISOString().replace(".000Z", "Z")}\t${summary}`);
  }
}

const events = calendar.getAllSubcomponents("vevent");
const id = (event) => event.getFirstPropertyValue("uid");
for (const component of events.filter((event) => !event.hasProperty("recurrence-id"))) {
  const exceptions = events.filter((other) => other.hasProperty("recurrence-id") && id(other) === id(component));
  const event = new ICAL.Event(component, { exceptions });
  if (!event.isRecurring()) {
    say(event.startDate, event.summary);
    continue;
  }
  const starts = event.iterator();
  for (let next = starts.next(); next && instant(next) < to; next = starts.next()) {
    const occurrence = event.getOccurrenceDetails(next);
    say(occurrence.startDate, occurrence.item.summary);
  }
}
