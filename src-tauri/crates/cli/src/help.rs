//! The help page, to be read in a terminal. No planner is opened for it.

use app::{
    App,
    replies::{HelpPage, HelpSection},
};
use serde_json::json;

use crate::output::{Failure, Output};

/// How long a line may get before its words go on in the next one.
const WIDTH: usize = 78;

/// All of it, one part after the other.
pub fn page(output: &Output) -> Result<(), Failure> {
    let page = App::help_page();
    output.table(&json!({ "help_page": page }), rows(&page))
}

fn rows(page: &HelpPage) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    for part in &page.parts {
        lines.extend([part.title.to_uppercase(), String::new()]);
        for it in &part.sections {
            section(it, &mut lines);
        }
    }
    lines.extend(wrapped(&page.no_substitute));
    lines.into_iter().map(|line| vec![line]).collect()
}

fn section(section: &HelpSection, lines: &mut Vec<String>) {
    lines.push(section.title.clone());
    let indented = |line: String| format!("  {line}");
    lines.extend(section.text.iter().flat_map(|it| wrapped(it)).map(indented));
    let numbers = section.numbers.iter();
    let widest = numbers
        .clone()
        .map(|it| it.number.chars().count())
        .max()
        .unwrap_or(0);
    // The number first: whoever looks for it finds all of them below each other.
    lines.extend(numbers.map(|it| format!("    {:<widest$}  {}", it.number, it.place)));
    lines.extend(section.after.iter().flat_map(|it| wrapped(it)).map(indented));
    lines.push(String::new());
}

/// A paragraph in lines that break between words.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
