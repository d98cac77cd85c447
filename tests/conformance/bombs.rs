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
fn every_bomb_is_read_or_refused_by_its_limit_and_takes_little_memory() {
    for (name, make) in bomb_files::bombs() {
        let bytes = make();
        let (answer, peak) = counting::peak(|| read(&bytes));
        println!("{name}: {} MiB of {} MiB", peak >> 20, bytes.len() >> 20);
        assert!(peak <= MOST, "{name}: {} MiB", peak >> 20);
        let as_it_should_be = match name {
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
        assert!(as_it_should_be, "{name}: {answer:?}");
    }
}
