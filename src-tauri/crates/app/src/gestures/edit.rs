//! Gestures of their own, other words for those of the library, and what is put away.

use domain::{
    gesture::{For, Gesture, State},
    ids::GestureId,
    people::Half,
    plain,
    words::{app as app_words, fill, small_things as words},
};

use super::{InSight, LINE_MOST, NoSmallThing, TITLE_MOST, line};
use crate::{App, Changed, Error, Invalid, encode, library, replies};

/// A day has so many minutes, and nothing small takes longer.
const MINUTES_MOST: u32 = 24 * 60;

/// How long one of their own takes, where nobody said.
const MINUTES: u32 = 15;

/// What a favourite stands for in a template.
const STANDS_FOR: &str = "{favourite}";

impl App {
    /// Adds a gesture of their own, or says another in their words.
    ///
    /// # Errors
    /// No title, or one of more than 84 characters; a length, cost, kind or place out of range; a surprise of nobody.
    pub fn save_gesture(&self, form: &replies::GestureForm) -> Result<Changed<replies::Done>, Error> {
        let seen = self.in_sight()?;
        let before = form.id.as_deref().map(|id| seen.gesture(id)).transpose()?;
        let gesture = self.gesture_from(form, before, &seen)?;
        // What undo says may be read by the other.
        let title = match gesture.surprise {
            Some(_) => words::SOMETHING_SMALL.to_owned(),
            None => seen.title(&gesture, seen.favourite(&gesture, &seen.receivers())),
        };
        let template = match before {
            Some(_) => words::SAID_SAVED,
            None => app_words::SAID_GESTURE,
        };
        let mut said = fill(template, &[("title", &title)]);
        if seen.waits(&gesture) {
            said = fill(words::SAID_TOUCH_WAITS, &[("said", &said)]);
        }
        let by = gesture.surprise.or(seen.looking);
        let changed = self.change(&said, by, |w| w.put_gesture(&gesture))?;
        Ok(changed.done(said, gesture.id.to_string()))
    }

    /// Offers a gesture again, hides it because it does not suit them, or puts it away with its history.
    ///
    /// # Errors
    /// None of that id may be seen; not one of `offered`, `hidden`, `archived`.
    pub fn set_gesture_state(&self, gesture: &str, state: &str) -> Result<Changed<replies::Done>, Error> {
        let seen = self.in_sight()?;
        let state = encode::gesture_state_from(state)?;
        let gesture = Gesture {
            state,
            ..seen.gesture(gesture)?.clone()
        };
        let template = match state {
            State::Offered => words::SAID_OFFERED,
            State::Hidden => words::SAID_HIDDEN,
            State::Archived => words::SAID_ARCHIVED,
        };
        let title = match gesture.surprise {
            Some(_) => words::SOMETHING_SMALL.to_owned(),
            None => seen.title(&gesture, seen.favourite(&gesture, &seen.receivers())),
        };
        let said = fill(template, &[("title", &title)]);
        let changed = self.change(&said, seen.looking, |w| {
            if library::original(gesture.id) == Some(&gesture) {
                w.remove_gesture(gesture.id)
            } else {
                w.put_gesture(&gesture)
            }
        })?;
        Ok(changed.done(said, gesture.id.to_string()))
    }

    /// Makes one of the library again what it was.
    ///
    /// # Errors
    /// None of that id may be seen; one of their own.
    pub fn restore_gesture(&self, gesture: &str) -> Result<Changed<replies::Done>, Error> {
        let seen = self.in_sight()?;
        let gesture = seen.gesture(gesture)?;
        let original = library::original(gesture.id).ok_or(NoSmallThing::Own)?;
        let favourite = seen.favourite(original, &seen.receivers());
        let said = fill(
            words::SAID_RESTORED,
            &[("title", &seen.title(original, favourite))],
        );
        let changed = self.change(&said, seen.looking, |w| w.remove_gesture(original.id))?;
        Ok(changed.done(said, original.id.to_string()))
    }

    fn gesture_from(
        &self,
        form: &replies::GestureForm,
        before: Option<&Gesture>,
        seen: &InSight,
    ) -> Result<Gesture, Error> {
        let mut title = plain::line(&form.title);
        if title.is_empty() {
            return Err(Error::Invalid(Invalid::GestureEmpty));
        }
        // A template that was shown with a favourite in it, and left so, stays a template.
        let template = before.filter(|it| {
            let shown = |of: &[Half]| seen.title(it, seen.favourite(it, of)) == title;
            let either = [Half::First, Half::Second];
            it.needs.is_some()
                && (title.contains(STANDS_FOR) || shown(&either) || either.iter().any(|half| shown(&[*half])))
        });
        if let Some(template) = template.filter(|_| !title.contains(STANDS_FOR)) {
            title.clone_from(&template.title);
        }
        if title.chars().count() > TITLE_MOST {
            return Err(Error::Invalid(Invalid::TextLong(TITLE_MOST)));
        }
        if form.minutes > MINUTES_MOST {
            return Err(NoSmallThing::Minutes.into());
        }
        let surprise = match form.surprise {
            true => Some(self.own_half(None)?),
            false => None,
        };
        // A surprise out of one of the library is one of their own: the other keeps the library's, to change as they like.
        let same = before.filter(|it| surprise.is_none() || library::original(it.id).is_none());
        let id = same.map_or_else(|| GestureId(self.new_id()), |it| it.id);
        Ok(Gesture {
            detail: line(&form.detail, LINE_MOST)?,
            minutes: if form.minutes == 0 { MINUTES } else { form.minutes },
            effort: form.effort.clamp(1, 3),
            whom: if form.together { For::Both } else { For::Other },
            cost: encode::cost_from(or(&form.cost, "free"))?,
            kind: encode::gesture_kind_from(or(&form.kind, "time"))?,
            place: encode::gesture_place_from(or(&form.place, "anywhere"))?,
            needs: template.and_then(|it| it.needs.clone()),
            cue: before.map(|it| it.cue.clone()).unwrap_or_default(),
            state: before.map_or(State::Offered, |it| it.state),
            surprise,
            ..Gesture::new(id, title)
        })
    }
}

/// A word, or what holds where none is given.
fn or<'a>(word: &'a str, default: &'a str) -> &'a str {
    if word.is_empty() { default } else { word }
}
