//! Outcomes and expectations in a reader's words, short enough for one line of a report.

use crate::written;
use enact_eval::{Decision, Fault, Found, Outcome, Read, Source};
use enact_model::Program;
use enact_model::program::{Expected, Gives};
use enact_model::table::TermId;
use enact_source::Language;
use enact_value::Value;

/// What an example expects: `zorgtoeslag is € 131`.
pub(crate) fn expected(program: &Program, expected: &Expected, language: Language) -> String {
    match expected {
        Expected::Value { term, value } => valued(program, *term, value, language),
        Expected::NoEntitlement(term) => none(program, *term, language),
        Expected::Needs { term, facts } => {
            let names = facts.iter().map(|fact| program.facts[*fact].name.as_str());
            needing(program, *term, &names.collect::<Vec<_>>(), language)
        }
        Expected::Awaiting { term, judgement } => {
            let name = program.judgements[*judgement].name.as_str();
            awaiting(program, *term, &[name], language)
        }
        Expected::NotSet(term) => not_set(program, *term, &[], language),
        Expected::InputError => invalid_input(language).to_owned(),
    }
}

/// How a decision about `term` ends.
#[must_use]
pub fn outcome(program: &Program, term: TermId, outcome: &Outcome, language: Language) -> String {
    match outcome {
        Outcome::Value(value) => valued(program, term, value, language),
        Outcome::NoEntitlement => none(program, term, language),
        Outcome::Needs(needs) => {
            let names = needs.iter().map(|need| program.facts[need.fact].name.as_str());
            needing(program, term, &names.collect::<Vec<_>>(), language)
        }
        Outcome::Awaiting(awaited) => {
            let names = awaited.iter().map(|open| program.judgements[open.judgement].name.as_str());
            awaiting(program, term, &names.collect::<Vec<_>>(), language)
        }
        Outcome::NotSet(norms) => {
            let names = norms.iter().map(|norm| program.parameters[norm.parameter].name.as_str());
            not_set(program, term, &names.collect::<Vec<_>>(), language)
        }
        Outcome::Undecided(fault) => {
            let problem = fault_words(program, fault, language);
            format!(
                "{} {}: {problem}",
                name(program, term),
                language.pick("is onbeslist", "is undecided")
            )
        }
    }
}

/// Why a case has no answer, with the provisions concerned.
#[must_use]
pub fn fault_words(program: &Program, fault: &Fault, language: Language) -> String {
    let ground = |rule| program.rules[rule].cite(language);
    let named = |term: TermId| format!("`{}`", program.terms[term].name);
    let is_row = |rule| match &program.rules[rule].gives {
        Gives::Cases { limbs, .. } => limbs.iter().any(|limb| limb.row),
        _ => false,
    };
    let limb = match fault {
        Fault::Limbs { rule, .. } if is_row(*rule) => language.pick("rij", "row"),
        _ => language.pick("geval", "case"),
    };
    match (fault, language) {
        (Fault::Gap { term, .. }, Language::Dutch) => format!(
            "geen bepaling geeft {}, ook niet in {}",
            named(*term),
            program.terms[*term].ground.cite(language)
        ),
        (Fault::Gap { term, .. }, Language::English) => format!(
            "no provision gives {}, nor does {}",
            named(*term),
            program.terms[*term].ground.cite(language)
        ),
        (Fault::Conflict { term, first, second }, Language::Dutch) => format!(
            "{} en {} spreken elkaar tegen over {}",
            ground(*first),
            ground(*second),
            named(*term)
        ),
        (Fault::Conflict { term, first, second }, Language::English) => format!(
            "{} and {} contradict each other about {}",
            ground(*first),
            ground(*second),
            named(*term)
        ),
        (Fault::Limbs { rule, first, second }, Language::Dutch) => format!(
            "{limb} {} en {limb} {} van {} doen zich beide voor en verschillen",
            first + 1,
            second + 1,
            ground(*rule)
        ),
        (Fault::Limbs { rule, first, second }, Language::English) => format!(
            "{limb} {} and {limb} {} of {} both hold and differ",
            first + 1,
            second + 1,
            ground(*rule)
        ),
        (Fault::Input { fact, .. }, _) => {
            let fact = &program.facts[*fact];
            format!(
                "{} `{}` ({})",
                language
                    .pick("de zaak geeft iets anders dan", "the case gives something other than"),
                fact.name,
                fact.ground.cite(language)
            )
        }
        (Fault::Tied { span, list, numbers: [first, second], .. }, _) => {
            let ground = program.ground_at(*span).map(|ground| ground.cite(language));
            let ground = ground.unwrap_or_default();
            let (name, words) = (&program.facts[*list].name, program.sources.slice(*span));
            match language {
                Language::Dutch => format!(
                    "nummer {first} en {second} van `{name}` delen een plaats en {ground} zegt niet wie voorgaat: `{words}`"
                ),
                Language::English => format!(
                    "numbers {first} and {second} of `{name}` share a place and {ground} does not say who comes first: `{words}`"
                ),
            }
        }
        (Fault::NotListed { fact, .. }, _) => format!(
            "{} `{}`",
            language.pick(
                "over wie het gaat staat in deze zaak niet bij",
                "who it is about does not stand in this case under"
            ),
            program.facts[*fact].name
        ),
        (Fault::NoSubject { term }, _) => format!(
            "{} {}",
            language.pick("de zaak gaat over niemand voor", "the case is about nobody for"),
            named(*term)
        ),
        (
            Fault::OutOfRange { span }
            | Fault::DivisionByZero { span }
            | Fault::CalendarLimit { span }
            | Fault::NoDay { span }
            | Fault::Unsettled { span }
            | Fault::TooDeep { span }
            | Fault::Unsound { span },
            _,
        ) => format!("{}: `{}`", defect(fault, language), program.sources.slice(*span)),
    }
}

fn defect(fault: &Fault, language: Language) -> &'static str {
    match fault {
        Fault::OutOfRange { .. } => language.pick(
            "een getal valt buiten het bereik dat de wet kent",
            "a number leaves the range that the law knows",
        ),
        Fault::DivisionByZero { .. } => {
            language.pick("er wordt door nul gedeeld", "something is divided by zero")
        }
        Fault::CalendarLimit { .. } => language.pick(
            "een datum valt buiten de jaren 1 tot en met 9999",
            "a date lies outside the years 1 to 9999",
        ),
        Fault::NoDay { .. } => language.pick(
            "er is binnen honderdvijftig jaar geen dag waarop dit zo is",
            "there is no day within a hundred and fifty years on which this is so",
        ),
        Fault::Unsettled { .. } => language.pick(
            "de wet zegt niet wat geldt als een gegeven er niet is",
            "the law does not say what counts when a fact is absent",
        ),
        Fault::TooDeep { .. } => {
            language.pick("een uitdrukking is te diep genest", "an expression is nested too deep")
        }
        _ => language.pick("de regel kan niet worden toegepast", "the rule cannot be applied"),
    }
}

/// What a step read, with its value: `normpremie € 543,31`.
pub(crate) fn read(decision: &Decision<'_>, read: &Read, language: Language) -> String {
    let program = decision.program();
    let (name, ty, scale) = match read.source {
        Source::Fact(id) | Source::Since(id, _) => {
            let fact = &program.facts[id];
            (&fact.name, fact.ty, fact.scale)
        }
        Source::Parameter(id, _) => {
            let parameter = &program.parameters[id];
            (&parameter.name, parameter.ty, parameter.scale)
        }
        Source::Judgement(id) => {
            let judgement = &program.judgements[id];
            (&judgement.name, enact_model::program::Type::YesNo, enact_model::program::Scale::None)
        }
        Source::Supposed(place) => {
            let fiction =
                usize::try_from(place).ok().and_then(|place| decision.supposed.get(place));
            let Some(fiction) = fiction else { return String::new() };
            let (name, ty, scale) = program.held(fiction.target);
            let value = written::words(&fiction.value, ty, scale, language);
            let supposed = language.pick("als ware", "as if");
            return format!("{supposed} {} {value}", name.replace('-', " "));
        }
        Source::Step(place) => {
            let step = usize::try_from(place).ok().and_then(|place| decision.steps.get(place));
            let Some(step) = step else { return String::new() };
            let term = &program.terms[step.term];
            if step.found == Found::NoEntitlement {
                return format!("{}: {}", term.name.replace('-', " "), no_entitlement(language));
            }
            (&term.name, term.ty, term.scale)
        }
    };
    let value = decision.value(read);
    let value = value.map_or_else(
        || no_answer(language).to_owned(),
        |value| written::words(&value, ty, scale, language),
    );
    format!("{} {value}", name.replace('-', " "))
}

pub(crate) fn invalid_input(language: Language) -> &'static str {
    language.pick("ongeldige invoer", "invalid input")
}

pub(crate) fn valid_input(language: Language) -> &'static str {
    language.pick("geldige invoer", "valid input")
}

/// That there is no entitlement.
#[must_use]
pub fn no_entitlement(language: Language) -> &'static str {
    language.pick("geen aanspraak", "no entitlement")
}

/// That there is no answer yet.
#[must_use]
pub fn no_answer(language: Language) -> &'static str {
    language.pick("nog geen antwoord", "no answer yet")
}

pub(crate) fn rests_on(cited: &str, language: Language) -> String {
    if cited.is_empty() {
        return language.pick("op geen enkele grond", "on no ground").to_owned();
    }
    format!("{} {cited}", language.pick("op grond van", "because"))
}

fn name(program: &Program, term: TermId) -> &str {
    &program.terms[term].name
}

fn valued(program: &Program, term: TermId, value: &Value, language: Language) -> String {
    let row = &program.terms[term];
    format!("{} is {}", row.name, written::words(value, row.ty, row.scale, language))
}

fn none(program: &Program, term: TermId, language: Language) -> String {
    let to = language.pick("geen aanspraak op", "no entitlement to");
    format!("{to} {}", name(program, term))
}

fn needing(program: &Program, term: TermId, facts: &[&str], language: Language) -> String {
    format!("{} {} {}", name(program, term), language.pick("vereist", "needs"), facts.join("; "))
}

fn awaiting(program: &Program, term: TermId, open: &[&str], language: Language) -> String {
    format!("{} {} {}", name(program, term), language.pick("wacht op", "awaits"), open.join("; "))
}

fn not_set(program: &Program, term: TermId, norms: &[&str], language: Language) -> String {
    let words = language.pick("is nog niet vastgesteld", "is not yet set");
    let norms = if norms.is_empty() { String::new() } else { format!(" ({})", norms.join("; ")) };
    format!("{} {words}{norms}", name(program, term))
}
