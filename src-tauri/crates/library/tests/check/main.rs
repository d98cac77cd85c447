//! What may stand in the library. Each test gathers all it finds before it fails, so that one run says everything.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::collections::{BTreeMap, BTreeSet, HashSet};

use domain::{favourite::Sort, reminder::Lead};
use library::{
    Cost, Kind, Place, Side, Speaker, check_in, counts, decks, evidence, first_talk, frames, gestures, help,
    ideas, know, preparations, reflections, session_cards, stress_talk,
};

mod lines;
mod runs;
mod words;

use lines::lines;
use words::{DIAGNOSED, LEADS_TO_HELP, NOT_ON_A_TRAIN, RULED_OUT};

#[test]
fn it_is_as_large_as_it_says() {
    let mut found = Found::default();
    for (what, is, wanted) in counts().parts() {
        if is < wanted {
            found.say(format!("{what}: {is}, and at least {wanted} are wanted"));
        }
    }
    found.none();
}

#[test]
fn every_item_goes_by_one_id_of_its_own() {
    let mut seen = HashSet::new();
    let mut found = Found::default();
    for id in ids() {
        let kebab = !id.is_empty()
            && id.split('-').all(|word| {
                !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
            });
        if !kebab {
            found.say(format!("{id}: small letters with hyphens between the words"));
        }
        if !seen.insert(id) {
            found.say(format!("{id}: goes by the id of another"));
        }
    }
    found.none();
}

#[test]
fn no_line_is_too_long_or_badly_set() {
    let mut found = Found::default();
    for line in lines() {
        let (text, chars) = (line.text, line.text.chars().count());
        let mut say = |what: &str| found.say(format!("{}, {}: {what}: {text}", line.id, line.part));
        if chars == 0 || text.trim() != text || text.contains("  ") || text.contains('\n') {
            say("empty, or spaces that do not belong there");
        }
        if chars > line.most {
            say(&format!("{chars} characters, and {} is the most", line.most));
        }
        if text.contains(['\'', '"', '!', '—', '–']) || text.contains("...") {
            say("straight quotes, an exclamation mark, a dash or three dots");
        }
        if text
            .chars()
            .any(|c| ('\u{1F000}'..='\u{1FAFF}').contains(&c) || c == '❤')
        {
            say("no emoji");
        }
        if text.matches('“').count() != text.matches('”').count() {
            say("a quotation that does not end");
        }
        let first = text.chars().find(|c| c.is_alphanumeric() || *c == '{');
        if first.is_some_and(char::is_lowercase) && !text.starts_with('…') {
            say("begins with a small letter");
        }
        let filled: &[&str] = match line.part {
            "text" | "detail" => &["{favourite}", "{name}"],
            "turn" => &["{first}", "{second}"],
            _ => &[],
        };
        let bare = filled
            .iter()
            .fold(text.to_owned(), |bare, it| bare.replace(it, ""));
        if bare.contains(['{', '}']) {
            say("a placeholder that nobody fills");
        }
    }
    found.none();
}

#[test]
fn it_speaks_as_the_design_says() {
    let mut found = Found::default();
    for line in lines() {
        let spoken = spoken(line.text);
        let says = |word: &str| spoken.contains(&format!(" {word} "));
        for (why, words) in RULED_OUT {
            // A study may name what it asked about.
            let words = if line.of_a_study && why == DIAGNOSED {
                &[]
            } else {
                words
            };
            for word in words.iter().filter(|word| says(word)) {
                found.say(format!(
                    "{}, {}: “{word}” ({why}): {}",
                    line.id, line.part, line.text
                ));
            }
        }
        if !line.asks_both && !line.of_a_study {
            for word in NOT_ON_A_TRAIN.iter().filter(|word| says(word)) {
                found.say(format!(
                    "{}, {}: “{word}” on a train: {}",
                    line.id, line.part, line.text
                ));
            }
        }
        if !line.of_a_study && !line.helps && !says("help page") {
            for word in LEADS_TO_HELP.iter().filter(|word| says(word)) {
                found.say(format!(
                    "{}, {}: “{word}”, and no word of the help page: {}",
                    line.id, line.part, line.text
                ));
            }
        }
    }
    found.none();
}

#[test]
fn nothing_is_said_twice() {
    // A country may be named with more than one number.
    let all: Vec<_> = lines().into_iter().filter(|line| line.part != "place").collect();
    let sizes: Vec<usize> = all.iter().map(|line| trigrams(line.text).len()).collect();
    // Which earlier lines have a trigram: comparing every line with every other takes a quarter of a minute.
    let mut holders: BTreeMap<[char; 3], Vec<usize>> = BTreeMap::new();
    let mut found = Found::default();
    for (n, line) in all.iter().enumerate() {
        let mut common = vec![0_u32; n];
        for three in trigrams(line.text) {
            let holders = holders.entry(three).or_default();
            holders.iter().for_each(|earlier| common[*earlier] += 1);
            holders.push(n);
        }
        for (other, alike) in all
            .iter()
            .zip(&common)
            .enumerate()
            .filter_map(|(m, (other, common))| {
                let jaccard = f64::from(*common) / (sizes[n] + sizes[m] - *common as usize) as f64;
                (jaccard > 0.6).then_some((other, jaccard))
            })
        {
            // Two lines of one item may sound alike, as a frame and its example do.
            if line.id != other.id || alike == 1.0 {
                found.say(format!(
                    "{}, {} and {}, {}: “{}” “{}”",
                    other.id, other.part, line.id, line.part, other.text, line.text
                ));
            }
        }
    }
    found.none();
}

#[test]
fn no_sentence_is_the_articles() {
    let listed: HashSet<u64> = include_str!("../../data/article.hashes")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| u64::from_str_radix(line, 16).unwrap())
        .collect();
    assert!(
        listed.len() > 1000,
        "the list holds the article: {}",
        listed.len()
    );
    let mut found = Found::default();
    for line in lines() {
        if runs::runs(line.text).iter().any(|run| listed.contains(run)) {
            found.say(format!("{}, {}: {}", line.id, line.part, line.text));
        }
    }
    found.none();
}

#[test]
fn a_gesture_says_what_it_asks() {
    let mut found = Found::default();
    for g in gestures() {
        let mut say = |what: &str| found.say(format!("{}: {what}", g.id));
        if !(1..=3).contains(&g.effort) || !(1..=240).contains(&g.minutes) {
            say("effort is 1 to 3, minutes 1 to 240");
        }
        let names_one = g.text.contains("{favourite}")
            || g.detail
                .as_deref()
                .is_some_and(|detail| detail.contains("{favourite}"));
        if names_one != g.needs.is_some() {
            say("a favourite is named where one is needed, and nowhere else");
        }
        if g.text.ends_with('.') {
            say("the text is a line, not a sentence with a full stop");
        }
        if g.detail
            .as_deref()
            .is_some_and(|detail| !detail.ends_with(['.', '?', '”']))
        {
            say("the detail ends as a sentence does");
        }
        if g.cue
            .as_deref()
            .is_some_and(|cue| !cue.starts_with("When ") || !cue.contains(", I ") || !cue.ends_with('.'))
        {
            say("a cue reads “When …, I ….”");
        }
    }
    let templates = gestures().iter().filter(|g| g.needs.is_some()).count();
    if templates < 25 {
        found.say(format!(
            "{templates} gestures with a favourite, and at least 25 are wanted"
        ));
    }
    let cues = gestures().iter().filter(|g| g.cue.is_some()).count();
    if cues < 30 {
        found.say(format!("{cues} gestures with a cue, and at least 30 are wanted"));
    }
    found.none();
}

#[test]
fn gestures_spread_evenly_so_that_no_filter_leaves_a_kind_empty() {
    let mut found = Found::default();
    let fifth = gestures().len() as f64 / 5.0;
    for kind in [Kind::Words, Kind::Time, Kind::Help, Kind::Touch, Kind::Gift] {
        let of_kind: Vec<_> = gestures().iter().filter(|g| g.kind == kind).collect();
        let share = of_kind.len() as f64 / fifth;
        if !(0.85..=1.15).contains(&share) {
            found.say(format!("{kind:?}: {} of {}", of_kind.len(), gestures().len()));
        }
        for effort in 1..=3 {
            if of_kind.iter().filter(|g| g.effort == effort).count() < 3 {
                found.say(format!("{kind:?}: fewer than three of effort {effort}"));
            }
        }
        for cost in [Cost::Free, Cost::Small, Cost::Some] {
            if !of_kind.iter().any(|g| g.cost == cost) {
                found.say(format!("{kind:?}: none costs {cost:?}"));
            }
        }
        for place in [Place::Home, Place::Out, Place::Anywhere] {
            if !of_kind.iter().any(|g| g.place == place) {
                found.say(format!("{kind:?}: none is for {place:?}"));
            }
        }
    }
    found.none();
}

#[test]
fn a_deck_begins_lightly_and_goes_deeper() {
    let mut found = Found::default();
    for deck in decks() {
        let depths: Vec<u8> = deck.starters.iter().map(|s| s.depth).collect();
        if !depths.is_sorted() {
            found.say(format!("{}: its depth does not build up: {depths:?}", deck.id));
        }
        if BTreeSet::from_iter(&depths) != BTreeSet::from([&1, &2, &3]) {
            found.say(format!("{}: has each depth, 1 to 3: {depths:?}", deck.id));
        }
        if !(18..=28).contains(&depths.len()) {
            found.say(format!(
                "{}: {} starters, and 18 to 28 make a deck",
                deck.id,
                depths.len()
            ));
        }
        for s in deck.starters.iter().filter(|s| s.follow.len() > 2) {
            found.say(format!("{}: two questions to go on with are enough", s.id));
        }
    }
    let asking: Vec<_> = decks().iter().filter(|d| d.asks_both).map(|d| &d.title).collect();
    assert_eq!(
        asking,
        ["Close and touch"],
        "one deck is shown only once both allow it"
    );
    found.none();
}

#[test]
fn an_idea_can_be_filtered_and_brings_what_it_needs() {
    let known: HashSet<&str> = preparations().iter().map(|p| p.id.as_str()).collect();
    let mut found = Found::default();
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for i in ideas() {
        let mut say = |what: String| found.say(format!("{}: {what}", i.id));
        if i.place == Place::Anywhere {
            say("an idea is for home or for out".to_owned());
        }
        if !(1..=3).contains(&i.energy) || !(10..=1440).contains(&i.minutes) {
            say("energy is 1 to 3, minutes 10 to 1440, a day".to_owned());
        }
        for wanted in i.prepare.iter().filter(|id| !known.contains(id.as_str())) {
            say(format!("prepares “{wanted}”, which does not exist"));
        }
        *groups.entry(i.novelty.as_str()).or_default() += 1;
    }
    for (group, ideas) in groups {
        if group.is_empty() || group.chars().any(|c| !c.is_ascii_lowercase()) || ideas < 2 {
            found.say(format!(
                "novelty “{group}”: one word in small letters, of two ideas at least: {ideas}"
            ));
        }
    }
    let first: Vec<_> = ideas().iter().filter(|i| i.first).collect();
    assert_eq!(first.len(), 3, "lunch out, the park and a coffee walk come first");
    for i in first.iter().filter(|i| i.minutes != 60) {
        found.say(format!("{}: what comes first takes an hour", i.id));
    }
    found.none();
}

#[test]
fn leads_are_leads_and_notes_exist() {
    let mut found = Found::default();
    for p in preparations() {
        if p.lead.parse::<Lead>().is_err() {
            found.say(format!("{}: “{}” is no lead", p.id, p.lead));
        }
    }
    if !preparations().iter().any(|p| p.mood) || preparations().iter().all(|p| p.mood) {
        found.say("some preparations set the mood, and some only get things done".to_owned());
    }
    let notes: HashSet<&str> = evidence().iter().map(|n| n.id.as_str()).collect();
    assert_eq!(notes.len(), evidence().len(), "a note goes by one number");
    for (id, note) in rests_on() {
        if !notes.contains(note) {
            found.say(format!("{id}: rests on {note}, which does not exist"));
        }
    }
    for n in evidence().iter().filter(|n| n.source.trim().is_empty()) {
        found.say(format!("{}: has no source", n.id));
    }
    found.none();
}

#[test]
fn a_card_asks_about_somebody_and_its_answer_has_a_place() {
    let mut found = Found::default();
    let mut asked = BTreeSet::new();
    for card in know() {
        if !card.text.contains("{name}") {
            found.say(format!("{}: asks about nobody", card.id));
        }
        match Sort::from_word(&card.sort) {
            Some(Sort::Own(_)) | None => found.say(format!("{}: “{}” is no sort", card.id, card.sort)),
            Some(sort) => _ = asked.insert(sort.word()),
        }
    }
    for sort in Sort::NAMED {
        if !asked.contains(&sort.word()) {
            found.say(format!("{}: no card asks for it", sort.word()));
        }
    }
    found.none();
}

#[test]
fn a_session_has_a_before_and_an_after_and_the_talk_adds_up() {
    for side in [Side::Before, Side::After] {
        let cards = session_cards().iter().filter(|c| c.when == side).count();
        assert!(cards >= 4, "{side:?}: {cards} cards");
    }
    let talk = stress_talk();
    let sum: u16 = talk.turns.iter().map(|turn| turn.minutes).sum();
    assert_eq!(
        (talk.minutes, sum),
        (20, 20),
        "twenty minutes, and its parts take all of them"
    );
    for who in [Speaker::First, Speaker::Second] {
        let turns = talk.turns.iter().filter(|turn| turn.who == Some(who));
        let minutes: u16 = turns.map(|turn| turn.minutes).sum();
        assert_eq!(minutes, 9, "{who:?} speaks as long as the other");
    }
    assert!(
        frames().iter().all(|f| f.text.contains('…')),
        "a frame leaves room for one’s own words"
    );
}

#[test]
fn the_help_page_is_there_for_whoever_is_led_to_it() {
    let led = lines()
        .iter()
        .filter(|line| line.text.contains("help page"))
        .count();
    assert!(led >= 5, "lines lead to it: {led}");
    let page = help();
    let parts: Vec<_> = page.parts.iter().map(|part| part.id.as_str()).collect();
    assert_eq!(
        parts,
        ["counsellor", "safety"],
        "the window opens its parts by name"
    );
    let mut found = Found::default();
    for section in page.parts.iter().flat_map(|part| &part.sections) {
        if section.text.is_empty() {
            found.say(format!("{}: says nothing", section.id));
        }
        // Somebody in a hurry dials what stands there: digits, and what one writes between them.
        for it in &section.numbers {
            let dialled = it.number.replace(" or ", " ");
            if !dialled.chars().all(|c| c.is_ascii_digit() || " -".contains(c)) {
                found.say(format!("{}, {}: {}", section.id, it.place, it.number));
            }
        }
    }
    let numbers = |id: &str| {
        let section = page.parts[1].sections.iter().find(|s| s.id == id).unwrap();
        section
            .numbers
            .iter()
            .map(|it| it.number.as_str())
            .collect::<Vec<_>>()
    };
    // Written a second time, by hand: a slip in a number is not found by looking at it once.
    assert_eq!(numbers("danger-now"), ["112", "999 or 112", "911", "000", "111"]);
    let digits: Vec<String> = numbers("somebody-to-talk-to")
        .iter()
        .map(|number| number.chars().filter(char::is_ascii_digit).collect())
        .collect();
    assert_eq!(
        digits,
        [
            "08082000247",
            "1800341900",
            "18007997233",
            "211",
            "1800737732",
            "0800733843",
            "116016",
            "3919",
            "016",
            "1522"
        ]
    );
    found.none();
}

/// What a test found, to be said all at once.
#[derive(Default)]
struct Found(Vec<String>);

impl Found {
    fn say(&mut self, what: String) {
        self.0.push(what);
    }

    fn none(&self) {
        assert!(
            self.0.is_empty(),
            "{} found:\n{}",
            self.0.len(),
            self.0.join("\n")
        );
    }
}

/// A line in small letters, its words between single spaces.
fn spoken(text: &str) -> String {
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '’'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    format!(" {} ", words.join(" "))
}

/// The runs of three characters of what is said, without the placeholder, in order.
fn trigrams(text: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = spoken(&text.replace("{favourite}", "")).chars().collect();
    let all: BTreeSet<[char; 3]> = letters
        .windows(3)
        .map(|three| [three[0], three[1], three[2]])
        .collect();
    all.into_iter().collect()
}

fn ids() -> Vec<&'static str> {
    let mut all: Vec<&str> = vec![&stress_talk().id];
    all.extend(gestures().iter().map(|g| g.id.as_str()));
    all.extend(decks().iter().map(|d| d.id.as_str()));
    all.extend(decks().iter().flat_map(|d| &d.starters).map(|s| s.id.as_str()));
    all.extend(ideas().iter().map(|i| i.id.as_str()));
    all.extend(preparations().iter().map(|p| p.id.as_str()));
    all.extend(frames().iter().map(|f| f.id.as_str()));
    all.extend(check_in().iter().chain(reflections()).map(|p| p.id.as_str()));
    all.extend(session_cards().iter().map(|c| c.id.as_str()));
    all.extend(first_talk().iter().map(|o| o.id.as_str()));
    all.extend(know().iter().map(|k| k.id.as_str()));
    all.extend(help().parts.iter().map(|part| part.id.as_str()));
    all.extend(
        help()
            .parts
            .iter()
            .flat_map(|part| &part.sections)
            .map(|s| s.id.as_str()),
    );
    all
}

/// Every item that rests on a note, and which.
fn rests_on() -> Vec<(&'static str, &'static str)> {
    let talk = stress_talk();
    let prompts = check_in().iter().chain(reflections());
    let starters = decks().iter().flat_map(|d| &d.starters);
    let all = [(talk.id.as_str(), talk.evidence.as_deref())]
        .into_iter()
        .chain(gestures().iter().map(|g| (g.id.as_str(), g.evidence.as_deref())))
        .chain(starters.map(|s| (s.id.as_str(), s.evidence.as_deref())))
        .chain(ideas().iter().map(|i| (i.id.as_str(), i.evidence.as_deref())))
        .chain(frames().iter().map(|f| (f.id.as_str(), f.evidence.as_deref())))
        .chain(prompts.map(|p| (p.id.as_str(), p.evidence.as_deref())))
        .chain(
            session_cards()
                .iter()
                .map(|c| (c.id.as_str(), c.evidence.as_deref())),
        )
        .chain(
            first_talk()
                .iter()
                .map(|o| (o.id.as_str(), o.evidence.as_deref())),
        );
    all.filter_map(|(id, note)| note.map(|note| (id, note))).collect()
}
