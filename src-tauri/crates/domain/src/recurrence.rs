//! How a date comes again: RFC 5545 rules, as civil starts.

use chrono::NaiveDateTime;

/// A recurrence rule: RFC 5545 `RECUR`, checked and in canonical text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    text: String,
}

/// Why a rule is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// It cannot be read.
    #[error("unreadable rule: {0}")]
    Unreadable(String),
}

/// What a rule means within a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Starts {
    /// Civil starts, in order, each once.
    pub at: Vec<NaiveDateTime>,
    /// More would follow within the window than `limit` or the step budget allowed.
    pub truncated: bool,
}

impl Rule {
    /// Reads RFC 5545 text such as `FREQ=WEEKLY;BYDAY=TH`.
    pub fn parse(text: &str) -> Result<Rule, RuleError> {
        Ok(Rule { text: text.to_owned() })
    }

    /// The canonical text, as stored.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The civil starts `from <= at < to` of a series that begins at `start`, at most `limit`.
    pub fn starts(
        &self,
        start: NaiveDateTime,
        from: NaiveDateTime,
        to: NaiveDateTime,
        limit: usize,
    ) -> Result<Starts, RuleError> {
        let _ = (start, from, to, limit);
        Ok(Starts { at: vec![], truncated: false })
    }

    /// The first civil start at or after `from`.
    pub fn first_from(&self, start: NaiveDateTime, from: NaiveDateTime) -> Result<Option<NaiveDateTime>, RuleError> {
        let _ = (start, from);
        Ok(None)
    }
}
