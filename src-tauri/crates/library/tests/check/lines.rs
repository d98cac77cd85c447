//! Every line of the library that a person reads, with what is known about it.

use library::{
    check_in, decks, evidence, first_talk, frames, gestures, help, ideas, know, preparations, reflections,
    session_cards, stress_talk,
};

/// One line, and where it stands.
pub struct Line {
    /// The id of its item.
    pub id: String,
    /// Which line of the item it is.
    pub part: &'static str,
    /// The line itself.
    pub text: &'static str,
    /// The most characters it may have.
    pub most: usize,
    /// Shown only once both allow it.
    pub asks_both: bool,
    /// Says what somebody found, in the words of a study.
    pub of_a_study: bool,
    /// Stands on the help page, which may name what the others only lead away from.
    pub helps: bool,
}

/// Every line of the library.
pub fn lines() -> Vec<Line> {
    let mut all = Lines(Vec::new());
    for g in gestures() {
        all.add(&g.id, "text", &g.text, 84);
        all.maybe(&g.id, "detail", g.detail.as_deref(), 84);
        all.maybe(&g.id, "cue", g.cue.as_deref(), 84);
    }
    for d in decks() {
        all.add(&d.id, "title", &d.title, 40);
        all.add(&d.id, "about", &d.about, 84);
        for s in &d.starters {
            let begins = all.0.len();
            all.add(&s.id, "text", &s.text, 140);
            s.follow
                .iter()
                .for_each(|line| all.add(&s.id, "follow", line, 140));
            all.maybe(&s.id, "hint", s.hint.as_deref(), 140);
            all.0[begins..]
                .iter_mut()
                .for_each(|line| line.asks_both = d.asks_both);
        }
    }
    for i in ideas() {
        all.add(&i.id, "text", &i.text, 84);
        all.maybe(&i.id, "detail", i.detail.as_deref(), 84);
    }
    for p in preparations() {
        all.add(&p.id, "text", &p.text, 60);
    }
    for f in frames() {
        all.add(&f.id, "text", &f.text, 140);
        all.add(&f.id, "example", &f.example, 200);
    }
    for p in check_in().iter().chain(reflections()) {
        all.add(&p.id, "text", &p.text, 200);
        all.maybe(&p.id, "hint", p.hint.as_deref(), 200);
    }
    for c in session_cards() {
        all.add(&c.id, "text", &c.text, 200);
        all.maybe(&c.id, "hint", c.hint.as_deref(), 200);
    }
    for o in first_talk() {
        all.add(&o.id, "text", &o.text, 240);
        all.maybe(&o.id, "hint", o.hint.as_deref(), 240);
    }
    for k in know() {
        all.add(&k.id, "text", &k.text, 84);
    }
    let talk = stress_talk();
    all.add(&talk.id, "title", &talk.title, 60);
    all.add(&talk.id, "about", &talk.about, 140);
    talk.rules
        .iter()
        .for_each(|rule| all.add(&talk.id, "rule", rule, 140));
    talk.turns
        .iter()
        .for_each(|turn| all.add(&talk.id, "turn", &turn.text, 240));
    let begins = all.0.len();
    let page = help();
    all.add("help", "no_substitute", &page.no_substitute, 140);
    for part in &page.parts {
        all.add(&part.id, "title", &part.title, 40);
        all.add(&part.id, "about", &part.about, 140);
        for section in &part.sections {
            all.add(&section.id, "title", &section.title, 60);
            for line in section.text.iter().chain(&section.after) {
                all.add(&section.id, "paragraph", line, 240);
            }
            for it in &section.numbers {
                all.add(&section.id, "place", &it.place, 60);
            }
        }
    }
    all.0[begins..].iter_mut().for_each(|line| line.helps = true);
    for n in evidence() {
        all.add(&n.id, "says", &n.says, 320);
        let said = all.0.last_mut().expect("BUG: it was just added");
        said.of_a_study = true;
    }
    all.0
}

struct Lines(Vec<Line>);

impl Lines {
    fn add(&mut self, id: &str, part: &'static str, text: &'static str, most: usize) {
        self.0.push(Line {
            id: id.to_owned(),
            part,
            text,
            most,
            asks_both: false,
            of_a_study: false,
            helps: false,
        });
    }

    fn maybe(&mut self, id: &str, part: &'static str, text: Option<&'static str>, most: usize) {
        if let Some(text) = text {
            self.add(id, part, text, most);
        }
    }
}
