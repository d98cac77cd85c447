//! Files made to break whoever reads them: each is read or refused by name, in little memory.

use app::expand::{ExpandError, expand_ics};
use ics::{IcsError, Why};

use crate::{bomb_files, counting};

/// What any of them may take: reading somebody's calendar must not be felt elsewhere.
const MOST: usize = 300 << 20;

fn read(bytes: &[u8]) -> Result<(), ExpandError> {
    let text = ics::text(bytes)?;
    expand_ics(&text, None, None, Some(1_000)).map(|_| ())
}

#[test]
fn no_bomb_takes_more_than_its_share_of_memory() {
    for (name, make) in bomb_files::bombs() {
        let bytes = make();
        let (answer, peak) = counting::peak(|| read(&bytes));
        println!(
            "{name}: {} MiB of {} MiB, {answer:?}",
            peak >> 20,
            bytes.len() >> 20
        );
        assert!(peak <= MOST, "{name}: {} MiB", peak >> 20);
        if let Err(why) = answer {
            assert!(!why.to_string().is_empty(), "{name}: a refusal says why");
        }
    }
}

#[test]
fn what_is_beyond_a_limit_is_refused_by_the_limit() {
    for (name, make) in bomb_files::bombs() {
        let answer = read(&make());
        let named = match name {
            "one line of 50 MB" | "five million folds" => {
                matches!(answer, Err(ExpandError::File(IcsError::TooLarge { .. })))
            }
            "200,000 components in each other" | "200,000 events" | "200,000 events that never end" => {
                matches!(answer, Err(ExpandError::File(IcsError::TooManyComponents { .. })))
            }
            "a million properties" => matches!(answer, Err(ExpandError::Event(Why::TooManyLines { .. }))),
            "a million exceptions in one line" => {
                matches!(answer, Err(ExpandError::Event(Why::TooManyDates { .. })))
            }
            _ => answer.is_ok(),
        };
        assert!(named, "{name}: {answer:?}");
    }
}
