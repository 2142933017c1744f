//! Why a case is there, in a drafter's words.

use super::{CaseSet, Chosen};
use crate::goals::{Goal, Goals};
use enact_model::Program;
use enact_model::program::{Gives, Rule};
use enact_source::{Citation, Language};
use enact_value::format;
use std::collections::BTreeSet;

/// The heading under which a table says why a case is there, in Dutch and in English: its outcome
/// is what the law as written gives, and nobody has said that it is right.
pub(crate) const TO_REVIEW: [&str; 2] = ["nog te beoordelen", "to be reviewed"];

/// More words than this of a condition are not read as one phrase.
const WORDS_MAX: usize = 90;
/// More reasons than this are counted only.
const REASONS_MAX: usize = 5;

/// Why the case is there: what no other shows, the most telling first.
#[must_use]
pub fn reasons(goals: &Goals<'_>, chosen: &Chosen, language: Language) -> Vec<String> {
    let mut shows: Vec<Goal> = chosen
        .shows
        .iter()
        .filter(|goal| !goes_without_saying(goals, **goal, chosen))
        .copied()
        .collect();
    shows.sort_by_key(|goal| telling(*goal));
    let mut words = all(goals, &shows, language);
    let more = words.len().saturating_sub(REASONS_MAX);
    words.truncate(REASONS_MAX);
    match (more, language) {
        (0, _) => {}
        (more, Language::Dutch) => words.push(format!("en nog {more}")),
        (more, Language::English) => words.push(format!("and {more} more")),
    }
    words
}

/// Whether something more telling about the same rule is there.
fn goes_without_saying(goals: &Goals<'_>, goal: Goal, chosen: &Chosen) -> bool {
    let more =
        |other: &Goal| telling(*other) < telling(goal) && other.rule(goals) == goal.rule(goals);
    matches!(goal, Goal::Turns(..) | Goal::Speaks(_)) && chosen.shows.iter().any(more)
}

/// What the goals are about, each said once.
#[must_use]
pub fn all(goals: &Goals<'_>, told: &[Goal], language: Language) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for goal in told {
        let reason = reason(goals, *goal, language);
        if !words.contains(&reason) {
            words.push(reason);
        }
    }
    words
}

/// What a goal is about, and how it turns out.
#[must_use]
pub fn reason(goals: &Goals<'_>, goal: Goal, language: Language) -> String {
    let rule = &goals.program.rules[goal.rule(goals)];
    format!("{}: {}", short(goals.program, rule, language), turn(goals, goal, rule, language))
}

fn turn(goals: &Goals<'_>, goal: Goal, rule: &Rule, language: Language) -> String {
    let program = goals.program;
    let name = program.terms[rule.term].name.replace('-', " ");
    let words = || phrase(program.sources.slice(goal.span(goals)));
    match (goal, language) {
        (Goal::Speaks(_), _) => match &rule.gives {
            Gives::Answer(yes) => {
                format!("{name}: {}", format::yes_no(*yes, language))
            }
            Gives::NoEntitlement => {
                format!("{} {name}", language.pick("geen aanspraak op", "no entitlement to"))
            }
            _ => format!("{} {name}", language.pick("geeft", "gives")),
        },
        (Goal::Limb(_, limb), _) => limb_words(program, rule, (limb, &name), language),
        (Goal::Turns(_, true), Language::Dutch) => format!("voorwaarde vervuld: `{}`", words()),
        (Goal::Turns(_, true), Language::English) => format!("condition met: `{}`", words()),
        (Goal::Turns(_, false), Language::Dutch) => {
            format!("voorwaarde niet vervuld: `{}`", words())
        }
        (Goal::Turns(_, false), Language::English) => format!("condition not met: `{}`", words()),
        (Goal::Decides(..), Language::Dutch) => format!("`{}` geeft de doorslag", words()),
        (Goal::Decides(..), Language::English) => format!("`{}` alone decides", words()),
        (Goal::Edge(_, _, true), Language::Dutch) => format!("op de grens nog `{}`", words()),
        (Goal::Edge(_, _, true), Language::English) => {
            format!("at the boundary, still `{}`", words())
        }
        (Goal::Edge(_, _, false), Language::Dutch) => format!("op de grens net niet `{}`", words()),
        (Goal::Edge(_, _, false), Language::English) => {
            format!("at the boundary, just not `{}`", words())
        }
    }
}

fn limb_words(
    program: &Program,
    rule: &Rule,
    (limb, name): (usize, &str),
    language: Language,
) -> String {
    let Gives::Cases { limbs, .. } = &rule.gives else { return name.to_owned() };
    match limbs.get(limb) {
        None => format!("{name} {}", language.pick("in de overige gevallen", "otherwise")),
        Some(row) if row.row => {
            format!("{name}, {} {}", language.pick("rij", "row"), limb + 1)
        }
        Some(row) => {
            let when = phrase(program.sources.slice(row.condition.span));
            format!("{name} {} `{when}`", language.pick("in het geval", "in the case"))
        }
    }
}

/// The provision of a rule, as in a margin; within the only law without its name.
fn short(program: &Program, rule: &Rule, language: Language) -> String {
    match &rule.ground.provision {
        Some(provision) if program.laws.len() == 1 => provision.cite_short(language),
        _ => rule.ground.cite_short(language),
    }
}

/// The words of a condition on one line.
fn phrase(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    match words.char_indices().nth(WORDS_MAX) {
        None => words,
        Some((end, _)) => format!("{} …", words.get(..end).unwrap_or_default().trim_end()),
    }
}

/// What tells most comes first: a boundary, a case of a distinction, a part that decides.
fn telling(goal: Goal) -> u8 {
    match goal {
        Goal::Edge(..) => 0,
        Goal::Limb(..) => 1,
        Goal::Decides(..) => 2,
        Goal::Speaks(_) => 3,
        Goal::Turns(..) => 4,
    }
}

/// A title for each case, in the language of the law: its first reason, no two the same.
pub(super) fn titles(set: &CaseSet, goals: &Goals<'_>) -> Vec<String> {
    let program = goals.program;
    let own = program.laws[program.terms[set.term].law].language;
    let mut met = BTreeSet::new();
    let titles = set.cases.iter().map(|chosen| {
        let first = reasons(goals, chosen, own).into_iter().next();
        let plain = first.unwrap_or_default().replace(['`', '"'], "");
        let mut title = plain.clone();
        let mut number = 2;
        while !met.insert(title.clone()) {
            title = format!("{plain} ({number})");
            number += 1;
        }
        title
    });
    titles.collect()
}

/// The provisions that the decision rests on, as an example cites them.
pub(super) fn grounds(
    program: &Program,
    (set, chosen): (&CaseSet, &Chosen),
    language: Language,
) -> Vec<String> {
    let own = &program.laws[program.terms[set.term].law].short;
    let cite = |ground: &Citation| match &ground.provision {
        Some(provision) if ground.law == *own => provision.cite(language),
        Some(provision) => {
            let of = language.pick("van", "of");
            format!("{} {of} {}", provision.cite(language), ground.law)
        }
        None => ground.law.clone(),
    };
    chosen.grounds.iter().map(cite).collect()
}

/// How much was gone through, and what that says of what is not shown.
#[must_use]
pub fn doubts(set: &CaseSet, language: Language) -> String {
    let lists = match (set.gone.lists_up_to, language) {
        (None, _) => String::new(),
        (Some(most), Language::Dutch) => format!(", met lijsten van ten hoogste {most}"),
        (Some(most), Language::English) => format!(", with lists of at most {most}"),
    };
    if !set.gone.complete && set.open.is_empty() {
        return language.pick("meer kan geen geval tonen", "no case can show more").to_owned();
    }
    match (set.gone.complete, language) {
        (true, Language::Dutch) => format!("alle {} wegen zijn nagegaan{lists}", set.gone.ways),
        (true, Language::English) => format!("all {} ways were gone{lists}", set.gone.ways),
        (false, Language::Dutch) => {
            format!("niet alle wegen zijn nagegaan{lists}: wat hier ontbreekt, kan er zijn")
        }
        (false, Language::English) => {
            format!("not every way was gone{lists}: what is missing here may exist")
        }
    }
}
