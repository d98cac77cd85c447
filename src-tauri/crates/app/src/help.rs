//! The help page. It is asked of nobody: no planner is read for it, nothing is written, and it is there before the first
//! name is given and where the planner cannot be opened.

use crate::{App, replies};

impl App {
    /// Where to look when this program is not the place. Without a planner, so that asking for it cannot leave a trace in
    /// one.
    #[must_use]
    pub fn help_page() -> replies::HelpPage {
        let page = library::help();
        replies::HelpPage {
            parts: page.parts.iter().map(part).collect(),
            no_substitute: page.no_substitute.clone(),
        }
    }
}

fn part(part: &library::HelpPart) -> replies::HelpPart {
    replies::HelpPart {
        id: part.id.clone(),
        title: part.title.clone(),
        about: part.about.clone(),
        sections: part.sections.iter().map(section).collect(),
    }
}

fn section(section: &library::HelpSection) -> replies::HelpSection {
    let numbers = section.numbers.iter().map(|it| replies::HelpNumber {
        place: it.place.clone(),
        number: it.number.clone(),
    });
    replies::HelpSection {
        id: section.id.clone(),
        title: section.title.clone(),
        text: section.text.clone(),
        numbers: numbers.collect(),
        after: section.after.clone(),
    }
}
