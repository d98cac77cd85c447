//! Keeping a plan from the other until its day, in words.

use chrono::Datelike;
use domain::{
    date_plan::DatePlan,
    occurrence::{Occurrence, Status},
    people::{Half, People},
    spoken,
    words::{date_plan as words, fill},
    zone,
};

use super::A_WEEK;
use crate::{App, encode, replies, sight::Sight};

impl App {
    /// Whether it may be kept from the other, and in which words.
    pub(super) fn surprise(
        &self,
        o: &Occurrence,
        plan: Option<&DatePlan>,
        people: Option<&People>,
        sight: &Sight,
    ) -> replies::Surprise {
        let kept_by = plan.and_then(|plan| plan.surprise);
        let ahead = zone::civil(o.start, self.zone()).date() > self.here().date()
            && matches!(o.status, Status::Planned | Status::Moved);
        let none = replies::Surprise {
            on: kept_by.is_some(),
            may: false,
            from: String::new(),
            words: String::new(),
            text: String::new(),
            half: None,
        };
        let (Some(people), true) = (people, ahead) else {
            return none;
        };
        let keeper = match (kept_by, o.planner, sight.looking()) {
            (Some(keeper), ..) | (None, Some(keeper), _) | (None, None, Some(keeper)) => keeper,
            (None, None, None) => return none,
        };
        // What the other plans is theirs to keep.
        if sight.looking().is_some_and(|looking| looking != keeper) {
            return none;
        }
        let from = keeper.other();
        let name = people.name(from);
        replies::Surprise {
            may: sight.looking() == Some(keeper),
            from: name.to_owned(),
            words: fill(words::SURPRISE, &[("name", &name), ("day", &self.until(o))]),
            text: if sight.looking().is_some() {
                fill(words::SURPRISE_TEXT, &[("name", &name)])
            } else {
                words::SURPRISE_WHO.to_owned()
            },
            half: Some(encode::half(from)),
            ..none
        }
    }

    /// "Jules keeps it a surprise until Thursday."
    pub(super) fn kept_words(&self, o: &Occurrence, keeper: Option<Half>, people: Option<&People>) -> String {
        let (Some(keeper), Some(people)) = (keeper, people) else {
            return String::new();
        };
        let values: [(&str, &dyn std::fmt::Display); 2] =
            [("name", &people.name(keeper)), ("day", &self.until(o))];
        fill(words::SURPRISE_KEPT, &values)
    }

    /// "A surprise for Noor until Thursday", for who keeps it.
    pub(super) fn own_surprise(
        &self,
        o: &Occurrence,
        plan: Option<&DatePlan>,
        people: Option<&People>,
    ) -> String {
        let ahead = zone::civil(o.start, self.zone()).date() > self.here().date();
        match (plan.and_then(|plan| plan.surprise), people) {
            (Some(keeper), Some(people)) if ahead => {
                let name = people.name(keeper.other());
                fill(words::SURPRISE_YOURS, &[("name", &name), ("day", &self.until(o))])
            }
            _ => String::new(),
        }
    }

    /// "Thursday"; "Thursday 29 October" where that is further off.
    fn until(&self, o: &Occurrence) -> String {
        let day = zone::civil(o.start, self.zone()).date();
        let today = self.here().date();
        if (day - today).num_days() <= A_WEEK {
            spoken::day_name(day.weekday()).to_owned()
        } else {
            spoken::long_date_from(day, today)
        }
    }
}
