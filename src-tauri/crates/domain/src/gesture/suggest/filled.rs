//! A favourite in its sentence, as one would say it.

use crate::{
    favourite::{Favourite, Sort},
    spoken,
    words::{fill, gestures as words},
};

/// A template with a favourite in it. It begins small within the sentence, unless it is a name: with more capitals in it,
/// or the name of a film, a book, music or a place that does not begin with a small word as "a film with boats" does. A
/// film or a book by its name stands in quotation marks. In the middle of a sentence only what comes before the first
/// comma is said: "Ginger noodles, extra chilli" is "Make ginger noodles on a night that isn’t special".
pub fn filled(title: &str, favourite: &Favourite) -> String {
    let said = favourite.words.trim();
    let said = said.strip_suffix('.').unwrap_or(said);
    let first = said.split_whitespace().next().unwrap_or_default().to_lowercase();
    let named = !words::SMALL_WORDS.split(' ').any(|small| small == first);
    let text = match favourite.sort {
        Sort::Film | Sort::Book if named => match said.starts_with('“') {
            true => said.to_owned(),
            false => format!("“{said}”"),
        },
        Sort::Music | Sort::Place | Sort::Own(_) if named => in_place(title, said).to_owned(),
        _ => {
            let said = in_place(title, said);
            match said.chars().skip(1).any(char::is_uppercase) {
                true => said.to_owned(),
                false => uncapital(said),
            }
        }
    };
    spoken::capital(&fill(title, &[("favourite", &text)]))
}

/// As much of a favourite as its place in the sentence has room for.
fn in_place<'a>(title: &str, said: &'a str) -> &'a str {
    let goes_on = title
        .split_once("{favourite}")
        .is_some_and(|(before, after)| !after.is_empty() && !before.ends_with(": "));
    match said.split_once([',', ';']) {
        Some((first, _)) if goes_on => first.trim_end(),
        _ => said,
    }
}

/// The first letter made small.
fn uncapital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use uuid::Uuid;

    use super::*;
    use crate::{ids::FavouriteId, people::Half};

    fn meal(words: &str) -> Favourite {
        Favourite {
            id: FavouriteId(Uuid::nil()),
            of: Half::Second,
            sort: Sort::Meal,
            words: words.to_owned(),
            remark: String::new(),
            said_by: Half::Second,
            asked: NaiveDate::MIN,
            made_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_favourite_is_written_small_within_a_sentence_unless_it_is_a_name() {
        let table = [
            (
                Sort::Meal,
                "Ginger noodles, extra chilli",
                "Make ginger noodles, extra chilli",
            ),
            (Sort::Meal, "ginger noodles.", "Make ginger noodles"),
            (Sort::Drink, "BBC porridge", "Make BBC porridge"),
            (Sort::Meal, "Pasta from Bologna", "Make Pasta from Bologna"),
            (Sort::Film, "Paris, Texas", "Make “Paris, Texas”"),
            (Sort::Film, "Paddington", "Make “Paddington”"),
            (Sort::Film, "A film with boats", "Make a film with boats"),
            (
                Sort::Place,
                "The bench by the river",
                "Make the bench by the river",
            ),
            (Sort::Meal, "Éclairs", "Make éclairs"),
        ];
        for (sort, words, said) in table {
            let it = Favourite { sort, ..meal(words) };
            assert_eq!(filled("Make {favourite}", &it), said);
        }
        assert_eq!(
            filled("{favourite}, once more", &meal("Ginger noodles")),
            "Ginger noodles, once more",
            "a sentence begins with a capital all the same"
        );
        let noodles = meal("Ginger noodles, extra chilli");
        assert_eq!(
            filled("Make {favourite} tonight", &noodles),
            "Make ginger noodles tonight",
            "in the middle of a sentence there is room for the first of it"
        );
        assert_eq!(
            filled("Their way: {favourite}. No fuss", &noodles),
            "Their way: ginger noodles, extra chilli. No fuss",
            "after a colon for all of it"
        );
    }
}
