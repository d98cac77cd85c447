//! The plan of the design's Thursday.

use chrono::{DateTime, NaiveTime, Utc};
use domain::{
    date_plan::{DatePlan, Part, Preparation, Who},
    idea::Idea,
    ids::{IdeaId, PlanId},
    occurrence::OccurrenceKey,
    people::Half,
    reminder::Lead,
    words::demo as words,
};
use uuid::Uuid;

/// An evening that is planned.
pub(super) struct Planned {
    plan: DatePlan,
    parts: Vec<Part>,
    preparations: Vec<Preparation>,
}

/// An evening that grew from an idea, and nothing more said of it.
pub(super) fn of_idea(key: OccurrenceKey, idea: &Idea, id: Uuid) -> Planned {
    Planned {
        plan: DatePlan {
            id: PlanId(id),
            key,
            place: String::new(),
            note: String::new(),
            budget: String::new(),
            idea: idea.title.clone(),
            idea_id: Some(idea.id),
            surprise: None,
        },
        parts: vec![],
        preparations: vec![],
    }
}

/// Supper at Lupo, as it stands two days before. `asked` is when the sitter was.
pub(super) fn supper(
    key: OccurrenceKey,
    asked: DateTime<Utc>,
    idea: IdeaId,
    mut id: impl FnMut() -> Uuid,
) -> Planned {
    let mut id = move || PlanId(id());
    let plan = DatePlan {
        id: id(),
        key,
        place: words::LUPO_PLACE.to_owned(),
        note: words::LUPO_NOTE.to_owned(),
        budget: words::LUPO_BUDGET.to_owned(),
        idea: words::LUPO_IDEA.to_owned(),
        idea_id: Some(idea),
        surprise: None,
    };
    let parts = [
        (Who::One(Half::Second), words::LUPO_BOOKS),
        (Who::One(Half::First), words::LUPO_BEDTIME),
        (Who::Both, words::LUPO_PHONES),
    ];
    let parts = parts.map(|(who, words)| Part {
        id: id(),
        key,
        who,
        words: words.to_owned(),
    });
    let nine = NaiveTime::from_hms_opt(9, 0, 0).expect("BUG: 09:00 is a time");
    let day_before = Lead::Day { days: 1, at: nine };
    let mut prepare = |words: &str, remark: &str, lead, done| Preparation {
        id: id(),
        key,
        words: words.to_owned(),
        remark: remark.to_owned(),
        lead,
        done,
        made_at: asked,
    };
    let preparations = vec![
        prepare(
            words::LUPO_SITTER,
            words::LUPO_ASKED,
            None,
            Some((Half::Second, asked)),
        ),
        prepare(words::LUPO_TABLE, "", Some(day_before), None),
        prepare(words::LUPO_CANDLES, "", Some(Lead::NINETY), None),
    ];
    Planned {
        plan,
        parts: parts.into(),
        preparations,
    }
}

impl Planned {
    pub(super) fn write(&self, w: &store::Write<'_>) -> Result<(), store::StoreError> {
        w.put_date_plan(&self.plan)?;
        self.parts.iter().try_for_each(|part| w.put_part(part))?;
        self.preparations.iter().try_for_each(|it| w.put_preparation(it))
    }
}
