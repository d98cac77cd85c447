//! The catalogue: every sentence the program says, in one place (`words/en/*.json`), shared with the window.

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// Puts values into a template: `fill("In {n} minutes", &[("n", &90)])` is `"In 90 minutes"`.
///
/// A placeholder without a value is left as it stands, so a slip shows in the first test that reads it.
pub fn fill(template: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), &value.to_string())
    })
}
