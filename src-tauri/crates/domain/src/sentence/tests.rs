//! What a couple may type, and what is made of it.
use super::*;

#[test]
fn the_first_sentence_of_all_is_read_end_to_end() {
    let now = "2026-10-13T14:36:00".parse().unwrap();
    let context = Context {
        now,
        order: DateOrder::DayMonth,
        clock: Clock::Twelve,
    };
    let reading = read("Thursdays 7pm, 2 hours", &context).unwrap();
    assert_eq!(
        reading.draft.start,
        "2026-10-15T19:00:00".parse().unwrap(),
        "this week's Thursday"
    );
    assert_eq!(reading.draft.minutes, 120, "as said");
    assert_eq!(
        reading.draft.rule.as_ref().map(Rule::text),
        Some("FREQ=WEEKLY;BYDAY=TH"),
        "a plural is weekly"
    );
    assert_eq!(
        (reading.words.as_str(), reading.tail.as_str()),
        ("Every Thursday, 7 to 9 pm", "from this week")
    );
    let spans: Vec<_> = reading.spans.iter().map(|s| (s.start, s.end, s.what)).collect();
    assert_eq!(
        spans,
        [(0, 9, What::Day), (10, 13, What::Hour), (15, 22, What::Length)],
        "as the mock-up underlines"
    );
}
