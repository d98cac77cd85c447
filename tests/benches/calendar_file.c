/* Parses a calendar file with libical: FILE. Says how long that took, in milliseconds of this process, and its most memory. */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double spent(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return at.tv_sec * 1e3 + at.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    struct rusage most;
    FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
    if (!file)
        return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = calloc(size + 1, 1);
    if (!text || fread(text, 1, size, file) != (size_t) size)
        return 1;
    double began = spent();
    icalcomponent *calendar = icalparser_parse_string(text);
    double took = spent() - began;
    if (!calendar)
        return 1;
    int events = icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT);
    getrusage(RUSAGE_SELF, &most);
    printf("%f %ld %d\n", took, most.ru_maxrss, events);
    return 0;
}
