//! The title: what no part takes.

use std::ops::Range;

use super::Said;
use crate::{
    sentence::lexer::{self, Kind},
    spoken,
};

/// Small words that lead to a part: left over at the end of a run, they belong to no title.
const TRAILING: &[&str] = &[
    "a", "an", "and", "at", "by", "each", "every", "for", "from", "in", "is", "of", "on", "the", "to",
    "until",
];
/// Small words left over at the start of a run.
const LEADING: &[&str] = &["and", "is", "then"];

impl Said<'_> {
    /// The words left over, the first letter a capital; what stands in quotes as it stands.
    pub fn title(&self) -> String {
        let mut title = String::new();
        let mut quoted_first = false;
        for run in self.title_runs() {
            if !title.is_empty() {
                title.push(' ');
            }
            let mut end = run.start;
            for token in self
                .tokens
                .iter()
                .filter(|token| token.start >= run.start && token.end <= run.end)
            {
                if token.start > end && end > run.start {
                    title.push(' ');
                }
                match &token.kind {
                    Kind::Quoted(words) => {
                        quoted_first |= title.is_empty();
                        title.push_str(words);
                    }
                    _ => title.push_str(&self.text[token.start..token.end]),
                }
                end = token.end;
            }
        }
        if quoted_first {
            title
        } else {
            spoken::capital(&title)
        }
    }

    /// The title's words in small letters, for what they name.
    pub fn title_words(&self) -> Vec<String> {
        let title = self.title();
        lexer::tokens(&title)
            .iter()
            .filter_map(|token| token.word().map(str::to_owned))
            .collect()
    }

    /// The bytes of the runs of words that are the title, small words and punctuation at their ends left out.
    pub fn title_runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for piece in self.pieces.iter().filter(|piece| piece.part.is_none()) {
            match runs.last_mut() {
                Some(run) if run.end == piece.core.start => run.end = piece.core.end,
                _ => runs.push(piece.core.clone()),
            }
        }
        runs.into_iter().filter_map(|run| self.trimmed(run)).collect()
    }

    /// Whether a run ends in "night in" or "evening in", which is a title.
    fn is_evening_in(&self, run: &Range<usize>) -> bool {
        let word = |back: usize| {
            run.len()
                .checked_sub(back)
                .and_then(|at| self.tokens[run.start + at].word())
        };
        word(1) == Some("in") && matches!(word(2), Some("night" | "evening"))
    }

    fn trimmed(&self, mut run: Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let punctuation = |at: usize| {
            tokens[at]
                .mark()
                .is_some_and(|mark| mark.is_ascii_punctuation() || "–—…·".contains(mark))
        };
        let is_small =
            |at: usize, words: &[&str]| tokens[at].word().is_some_and(|word| words.contains(&word));
        // "check-in" is one word to whoever types it.
        let hyphenated = |at: usize| tokens[at].glued && at > 0 && tokens[at - 1].mark() == Some('-');
        let led_to_part = run.end < tokens.len();
        while run.start < run.end && opens_nothing(tokens[run.start].mark()) && punctuation(run.start)
            || run.start < run.end && run.start > 0 && is_small(run.start, LEADING)
        {
            run.start += 1;
        }
        while run.start < run.end
            && (punctuation(run.end - 1) && closes_nothing(tokens[run.end - 1].mark())
                || led_to_part
                    && is_small(run.end - 1, TRAILING)
                    && !hyphenated(run.end - 1)
                    && !self.is_evening_in(&run))
        {
            run.end -= 1;
        }
        let says_something = run.clone().any(|at| !punctuation(at));
        (run.start < run.end && says_something).then(|| tokens[run.start].start..tokens[run.end - 1].end)
    }
}

/// Brackets stay with the words they open.
fn opens_nothing(mark: Option<char>) -> bool {
    !matches!(mark, Some('(' | '[' | '{' | '#' | '@'))
}

fn closes_nothing(mark: Option<char>) -> bool {
    !matches!(mark, Some(')' | ']' | '}'))
}
