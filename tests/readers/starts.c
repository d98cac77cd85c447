/* Says when everything in a calendar file begins: FILE, the zone of floating times, the first and last day. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static icaltimezone *floating;
static time_t from, to;

static time_t instant(icaltimetype at)
{
    const icaltimezone *zone = icaltime_get_timezone(at);
    return icaltime_as_timet_with_zone(at, zone ? zone : floating);
}

static void say(icaltimetype start, const char *summary)
{
    time_t at = instant(start);
    char text[32];
    if (at < from || at >= to)
        return;
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime(&at));
    printf("%s\t%s\n", text, summary);
}

/* Whether another component of the same UID stands for the instance that begins then. */
static int replaced(icalcomponent *calendar, const char *uid, time_t at)
{
    icalcompiter others = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *other; (other = icalcompiter_deref(&others)); icalcompiter_next(&others)) {
        /* icalcomponent_get_recurrenceid leaves the zone out. */
        icalproperty *id = icalcomponent_get_first_property(other, ICAL_RECURRENCEID_PROPERTY);
        if (id && !strcmp(icalcomponent_get_uid(other), uid)
            && instant(icalproperty_get_datetime_with_component(id, other)) == at)
            return 1;
    }
    return 0;
}

static int excluded(icalcomponent *event, time_t at)
{
    icalproperty *date = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
    for (; date; date = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
        if (instant(icalproperty_get_datetime_with_component(date, event)) == at)
            return 1;
    }
    return 0;
}

/* The evenings that are listed, and those that no other component stands for. */
static void listed(icalcomponent *calendar, icalcomponent *event)
{
    const char *summary = icalcomponent_get_summary(event);
    icaltimetype found[64];
    int count = 0;
    icalproperty *date = icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY);
    for (; date && count < 64; date = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY)) {
        icaltimetype at = icalproperty_get_rdate(date).time;
        /* libical leaves the zone of a listed date to whoever asks. */
        icalparameter *zone = icalproperty_get_first_parameter(date, ICAL_TZID_PARAMETER);
        if (zone)
            icaltime_set_timezone(&at, icalcomponent_get_timezone(calendar, icalparameter_get_tzid(zone)));
        found[count++] = at;
    }
    /* Only now: a component can be asked for its properties by one at a time. */
    for (int n = 0; n < count; n++) {
        if (!replaced(calendar, icalcomponent_get_uid(event), instant(found[n])))
            say(found[n], summary);
    }
}

static void follow(icalcomponent *calendar, icalcomponent *event)
{
    const char *summary = icalcomponent_get_summary(event);
    icaltimetype start = icalcomponent_get_dtstart(event);
    icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
    icalproperty *one_of_many = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    listed(calendar, event);
    if (!rule) {
        if (one_of_many || !replaced(calendar, icalcomponent_get_uid(event), instant(start)))
            say(start, summary);
        return;
    }
    icalrecur_iterator *starts = icalrecur_iterator_new(icalproperty_get_rrule(rule), start);
    for (;;) {
        icaltimetype next = icalrecur_iterator_next(starts);
        if (icaltime_is_null_time(next))
            break;
        time_t at = instant(next);
        if (at >= to)
            break;
        if (!excluded(event, at) && !replaced(calendar, icalcomponent_get_uid(event), at))
            say(next, summary);
    }
    icalrecur_iterator_free(starts);
}

static char *line(char *text, size_t size, void *file)
{
    return fgets(text, (int)size, file);
}

int main(int count, char **given)
{
    FILE *file = count == 5 ? fopen(given[1], "r") : NULL;
    if (!file)
        return 2;
    icalparser *parser = icalparser_new();
    icalparser_set_gen_data(parser, file);
    icalcomponent *calendar = icalparser_parse(parser, line);
    from = icaltime_as_timet(icaltime_from_string(given[3]));
    to = icaltime_as_timet(icaltime_from_string(given[4]));
    floating = calendar ? icalcomponent_get_timezone(calendar, given[2]) : NULL;
    if (!floating) {
        fprintf(stderr, "the file has no VTIMEZONE for %s\n", given[2]);
        return 1;
    }
    icalcompiter events = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
    for (icalcomponent *event; (event = icalcompiter_deref(&events)); icalcompiter_next(&events))
        follow(calendar, event);
    return 0;
}
