//! What the library holds, in the couple's words. Every item goes by an id of its own, which stays when its words change.

use serde::Deserialize;

/// The five practices that all of it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum Practice {
    /// Saying what one feels, needs and wants, kindly.
    #[serde(rename = "communicate")]
    Communicate,
    /// Time for two that nothing interrupts.
    #[serde(rename = "protected time")]
    ProtectedTime,
    /// Being somebody to rely on.
    #[serde(rename = "trust")]
    Trust,
    /// Noticing, and showing it.
    #[serde(rename = "appreciation")]
    Appreciation,
    /// A third person who helps.
    #[serde(rename = "help")]
    Help,
}

/// What something costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cost {
    /// Nothing.
    Free,
    /// About a cup of coffee, or a meal cooked at home.
    Small,
    /// A meal out, or tickets.
    Some,
}

/// The five kinds of small things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Something said or written.
    Words,
    /// Time and attention.
    Time,
    /// Something taken off the other's hands.
    Help,
    /// A hand, a hug. Shown only once both allow it.
    Touch,
    /// Something to have, eat or find.
    Gift,
}

/// Whom a gesture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Who {
    /// One does it for the other.
    Other,
    /// The two do it together.
    Both,
}

/// Where something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// At home.
    Home,
    /// Out of the house.
    Out,
    /// Wherever one happens to be.
    Anywhere,
}

/// The sort of favourite that turns a template into a real suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    /// A meal they like.
    Meal,
    /// A film they would choose.
    Film,
    /// What does them good when tired.
    Tired,
    /// What is always welcome.
    Welcome,
    /// How they are best thanked.
    Thanked,
    /// Something sweet or otherwise.
    Treat,
    /// A song, a record, somebody who sings.
    Music,
    /// What they drink.
    Drink,
    /// Somewhere they like to be.
    Place,
    /// A book, or who writes them.
    Book,
}

/// One small thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gesture {
    /// Its id.
    pub id: String,
    /// What to do. `{favourite}` stands for one of the sort it `needs`.
    pub text: String,
    /// A second line: how, or why it counts.
    pub detail: Option<String>,
    /// The practice it comes from.
    pub from: Practice,
    /// How long it takes.
    pub minutes: u16,
    /// What it costs.
    pub cost: Cost,
    /// 1 light, 2 some effort, 3 a project.
    pub effort: u8,
    /// Which of the five kinds.
    pub kind: Kind,
    /// Whom it is for.
    pub who: Who,
    /// Where it is done.
    pub place: Place,
    /// Offered only where a favourite of this sort is known.
    pub needs: Option<Needs>,
    /// An if-then plan in the first person: "When I put the kettle on, I take one up."
    pub cue: Option<String>,
    /// The id of the evidence note it rests on.
    pub evidence: Option<String>,
}

/// A deck of conversation starters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deck {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is about, in one line.
    pub about: String,
    /// Shown only once both allow it.
    #[serde(default)]
    pub asks_both: bool,
    /// Its starters, from light to deep.
    #[serde(rename = "starter", default)]
    pub starters: Vec<Starter>,
}

/// Something to begin a conversation with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// The practice it comes from.
    pub from: Practice,
    /// 1 easy, 2 closer, 3 deep.
    pub depth: u8,
    /// What to ask next, for those who want to go on: none, one or two.
    #[serde(default)]
    pub follow: Vec<String>,
    /// A line for the one who listens.
    pub hint: Option<String>,
    /// The id of the evidence note it rests on.
    pub evidence: Option<String>,
}

/// How much is asked of two tired people: 1 low, 2 some, 3 a lot.
pub type Energy = u8;

/// When in the year something is at its best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    /// At any time.
    Any,
    /// In spring.
    Spring,
    /// In summer.
    Summer,
    /// In autumn.
    Autumn,
    /// In winter.
    Winter,
}

/// An idea for a date.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idea {
    /// Its id.
    pub id: String,
    /// What to do.
    pub text: String,
    /// A second line: how, or what makes it good.
    pub detail: Option<String>,
    /// The practice it comes from.
    pub from: Practice,
    /// How long it takes.
    pub minutes: u16,
    /// What it costs two people.
    pub cost: Cost,
    /// At home or out.
    pub place: Place,
    /// How much it asks of two tired people.
    pub energy: Energy,
    /// When in the year.
    pub season: Season,
    /// The group it is new among: food, outdoors, culture and so on. Ideas of a group count as alike.
    pub novelty: String,
    /// The ids of what is to be got ready for it.
    #[serde(default)]
    pub prepare: Vec<String>,
    /// Offered before anything else to those who have done none yet.
    #[serde(default)]
    pub first: bool,
    /// The id of the evidence note it rests on.
    pub evidence: Option<String>,
}

/// Something to get ready before a date.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preparation {
    /// Its id.
    pub id: String,
    /// What to get ready.
    pub text: String,
    /// How long before, in the terminal's words for a lead: `7d@9:00`, `evening`, `90m`.
    pub lead: String,
    /// Whether it sets the mood, and is not only a thing to get done.
    pub mood: bool,
    /// The practice it comes from.
    pub from: Practice,
}

/// A sentence to begin a hard subject gently with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// Its id.
    pub id: String,
    /// The frame, with "…" where one's own words go.
    pub text: String,
    /// The frame filled in.
    pub example: String,
    /// The practice it comes from.
    pub from: Practice,
    /// The id of the evidence note it rests on.
    pub evidence: Option<String>,
}

/// A prompt of the weekly check-in, or a reflection on trust.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// A second line for whoever gets stuck.
    pub hint: Option<String>,
    /// The practice it comes from.
    pub from: Practice,
    /// The id of the evidence note it rests on.
    pub evidence: Option<String>,
}

/// A card of "What I know about you".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnowCard {
    /// Its id.
    pub id: String,
    /// What is asked. `{name}` stands for the one it is about.
    pub text: String,
    /// The sort of favourite the answer becomes: `meal`, `rather_not`, as the planner stores it.
    pub sort: String,
    /// The practice it comes from.
    pub from: Practice,
}

/// On which side of a counselling session a card is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Before it.
    Before,
    /// After it.
    After,
}

/// A card for before or after a counselling session.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// What it asks or suggests.
    pub text: String,
    /// A second line.
    pub hint: Option<String>,
    /// Before the session or after it.
    pub when: Side,
    /// The practice it comes from.
    pub from: Practice,
    /// The id of the evidence note it rests on.
    pub evidence: Option<String>,
}

/// A way to open the first honest conversation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Its id.
    pub id: String,
    /// What to say first.
    pub text: String,
    /// A second line: when it fits, or what to say next.
    pub hint: Option<String>,
    /// The practice it comes from.
    pub from: Practice,
    /// The id of the evidence note it rests on.
    pub evidence: Option<String>,
}

/// The stress-reducing talk: outside stress only, each in turn, nobody mends anything.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StressTalk {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is, in a line.
    pub about: String,
    /// How long it takes in all.
    pub minutes: u16,
    /// The practice it comes from.
    pub from: Practice,
    /// The id of the evidence note it rests on.
    pub evidence: Option<String>,
    /// What stays on the screen all the time.
    pub rules: Vec<String>,
    /// Its parts in order; together they take all its minutes.
    #[serde(rename = "turn", default)]
    pub turns: Vec<Turn>,
}

/// Who speaks in a part of the stress-reducing talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Speaker {
    /// Who begins that day.
    First,
    /// The other.
    Second,
}

/// One part of the stress-reducing talk.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// What happens in it. `{first}` stands for who begins that day, `{second}` for the other.
    pub text: String,
    /// Who speaks; nobody where it is for both.
    pub who: Option<Speaker>,
    /// How long it takes.
    pub minutes: u16,
}

/// How far a note on evidence can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
pub enum Level {
    /// People were given one thing or another by lot.
    #[serde(rename = "trial")]
    Trial,
    /// People wrote down their days.
    #[serde(rename = "diary study")]
    DiaryStudy,
    /// People were asked.
    #[serde(rename = "survey")]
    Survey,
    /// Counsellors and couples have long done it so.
    #[serde(rename = "custom")]
    Custom,
}

/// What an item rests on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Its id: E1, E2 and so on.
    pub id: String,
    /// What was found, carefully.
    pub says: String,
    /// How far it can be trusted.
    pub level: Level,
    /// Where it was published.
    pub source: String,
}

/// The help page: what to read where the rest of the library is not the place to look.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpPage {
    /// The practice it comes from.
    pub from: Practice,
    /// What all of it is not: advice from a professional.
    pub no_substitute: String,
    /// Its parts, each to be opened by itself.
    #[serde(rename = "part")]
    pub parts: Vec<HelpPart>,
}

/// A part of the help page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpPart {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is in it, in a line or two.
    pub about: String,
    /// Its sections in order.
    #[serde(rename = "section")]
    pub sections: Vec<HelpSection>,
}

/// A section of the help page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpSection {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its paragraphs.
    pub text: Vec<String>,
    /// Numbers to call.
    #[serde(default)]
    pub numbers: Vec<HelpNumber>,
    /// What is said of the numbers, below them.
    #[serde(default)]
    pub after: Vec<String>,
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpNumber {
    /// Where it is answered.
    pub place: String,
    /// The number, as it is dialled there.
    pub number: String,
}
