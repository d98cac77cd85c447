//! Words that have no place in the library, in small letters.

/// Why a word that finds something wrong with somebody is ruled out.
pub const DIAGNOSED: &str = "nothing is diagnosed";

/// What DESIGN.md, section 6, rules out, and why.
#[rustfmt::skip]
pub const RULED_OUT: [(&str, &[&str]); 6] = [
    ("names, not roles", &[
        "husband", "husbands", "wife", "wives", "spouse", "spouses", "partner", "partners", "partner’s", "better half",
        "other half", "soulmate", "soulmates", "soul mate", "boyfriend", "girlfriend", "hubby", "missus",
    ]),
    ("nothing for men, nothing for women", &[
        "men", "women", "man’s", "woman’s", "males", "females", "ladies", "guys", "masculine", "feminine",
    ]),
    ("nobody keeps score", &[
        "streak", "streaks", "score", "scores", "points", "reward", "rewards", "badge", "badges", "level up",
        "leaderboard", "who does more", "do better", "better than they", "more than they do",
    ]),
    ("nothing is promised, of health least of all", &[
        "healthy", "healthier", "health benefits", "heals", "cure", "cures", "hormone", "hormones", "oxytocin",
        "endorphins", "dopamine", "immune", "blood pressure", "libido", "guarantee", "guaranteed", "guarantees",
        "proven", "scientifically", "live longer", "save your relationship",
    ]),
    (DIAGNOSED, &[
        "diagnosis", "diagnose", "toxic", "narcissist", "codependent", "dysfunctional", "dysfunction",
        "attachment style", "love language", "love languages", "trauma response", "red flag",
    ]),
    ("plain, warm, brief", &[
        "oops", "please remember", "don’t forget", "you should", "you must", "you missed", "you failed",
        "you’ve failed", "spice up", "spice things up", "rekindle", "spark", "date night", "quality time", "me time",
        "our journey", "our app", "this app", "awesome", "amazing",
    ]),
];

/// What nobody wants to be seen reading on a train. Only what both allowed may say more.
#[rustfmt::skip]
pub const NOT_ON_A_TRAIN: [&str; 12] = [
    "sex", "sexual", "sexy", "naked", "nude", "orgasm", "erotic", "lingerie", "arousal", "undress", "making love",
    "intercourse",
];

/// What is never made a task of: a line that says it says where the help page is.
#[rustfmt::skip]
pub const LEADS_TO_HELP: [&str; 10] = [
    "abuse", "abused", "abusive", "violence", "violent", "coercion", "coerced", "threatened", "hits you",
    "afraid of the other",
];
