//! What each of the two sets for themselves alone: how deep a conversation may go, whether touch is welcome, whether the
//! other may read what they ticked. Nobody is told what the other set, only what comes of both.

use domain::{
    choice::{Choice, Said},
    ids::ChoiceId,
    people::Half,
    talk::DEEP,
    words::small_things as words,
};

use crate::{App, Changed, Error, Invalid, encode, gestures::NoSmallThing, replies};

impl App {
    /// What somebody set for themselves: `by`, or whoever is here. Nothing of anybody where the computer is shared and
    /// nobody is named.
    ///
    /// # Errors
    /// The other's, on the computer of one of them.
    pub fn own_choices(&self, by: Option<replies::Half>) -> Result<replies::OwnChoices, Error> {
        let half = match (by, self.looking_half()?) {
            (None, None) => None,
            _ => Some(self.own_half(by)?),
        };
        let mut own = replies::OwnChoices {
            half: half.map(encode::half),
            ceiling: None,
            touch: false,
            log_open: false,
        };
        for choice in self.all_choices()?.iter().filter(|it| Some(it.half) == half) {
            match choice.said {
                Said::Ceiling(depth) => own.ceiling = Some(depth),
                Said::Touch(welcome) => own.touch = welcome,
                Said::LogOpen(open) => own.log_open = open,
            }
        }
        Ok(own)
    }

    /// Sets how deep a conversation may go, 1 to 3; `None` is no ceiling any more.
    ///
    /// # Errors
    /// Not a depth; the other's, on the computer of one of them; a shared computer and nobody named.
    pub fn set_ceiling(
        &self,
        ceiling: Option<u8>,
        by: Option<replies::Half>,
    ) -> Result<Changed<replies::Done>, Error> {
        if let Some(depth) = ceiling.filter(|depth| !(1..=DEEP).contains(depth)) {
            return Err(Error::Invalid(Invalid::Choice(depth.to_string())));
        }
        let same = |said: &Said| matches!(said, Said::Ceiling(_));
        self.set_choice(by, same, ceiling.map(Said::Ceiling))
    }

    /// Says whether touch is welcome.
    ///
    /// # Errors
    /// The other's, on the computer of one of them; a shared computer and nobody named.
    pub fn set_touch(
        &self,
        welcome: bool,
        by: Option<replies::Half>,
    ) -> Result<Changed<replies::Done>, Error> {
        let same = |said: &Said| matches!(said, Said::Touch(_));
        self.set_choice(by, same, Some(Said::Touch(welcome)))
    }

    /// Says whether the other may read what one ticked, and wrote beside it.
    ///
    /// # Errors
    /// The other's, on the computer of one of them; a shared computer and nobody named.
    pub fn set_log_open(
        &self,
        open: bool,
        by: Option<replies::Half>,
    ) -> Result<Changed<replies::Done>, Error> {
        let same = |said: &Said| matches!(said, Said::LogOpen(_));
        self.set_choice(by, same, Some(Said::LogOpen(open)))
    }

    /// What either of the two set: for rules about both, never for a page.
    pub(crate) fn all_choices(&self) -> Result<Vec<Choice>, Error> {
        Ok(self.read(|r| r.choices())?.unwrap_or_default())
    }

    fn set_choice(
        &self,
        by: Option<replies::Half>,
        same: impl Fn(&Said) -> bool,
        said: Option<Said>,
    ) -> Result<Changed<replies::Done>, Error> {
        let half = self.own_half(by)?;
        let known = self.all_choices()?;
        let known = known.iter().find(|it| it.half == half && same(&it.said));
        let changed = self.change(words::SAID_CHOICE, Some(half), |w| match (said, known) {
            (Some(said), _) => w.put_choice(&Choice {
                id: known.map_or_else(|| ChoiceId(self.new_id()), |it| it.id),
                half,
                said,
            }),
            (None, Some(known)) => w.remove_choice(known.id),
            (None, None) => Ok(()),
        })?;
        Ok(changed.done(words::SAID_CHOICE.to_owned(), String::new()))
    }

    /// Whose alone something is: whoever is here, who may say so, or the one who is named where nobody is here.
    ///
    /// # Errors
    /// The other's, on the computer of one of them; a shared computer and nobody named.
    pub(crate) fn own_half(&self, by: Option<replies::Half>) -> Result<Half, Error> {
        let people = self.people()?.ok_or(Error::NamesMissing)?;
        match (by.map(encode::half_from), self.looking_half()?) {
            (Some(by), Some(looking)) if by != looking => {
                Err(NoSmallThing::Theirs(people.name(by).to_owned()).into())
            }
            (Some(half), _) | (None, Some(half)) => Ok(half),
            (None, None) => Err(Error::Who(people)),
        }
    }
}
