//! Which cases a question is asked about.

use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Target};
use enact_model::table::FactId;
use enact_value::{Date, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The cases considered.
#[derive(Debug, Clone)]
pub(crate) struct Domain {
    /// The first and the last reference date.
    pub on: (Date, Date),
    /// How many elements a list has at most.
    pub list_most: u32,
    /// Whether every day is considered, also those on which a law is not in force.
    pub any_day: bool,
    /// The words that the laws compare texts with.
    pub texts: Vec<Arc<str>>,
    /// The places of the assumptions that read a fact directly.
    assumptions: BTreeMap<FactId, Vec<usize>>,
    /// Whether the law assumes something of a value, and so of any fact below it.
    assumes_values: bool,
    /// Days on which the law changes, the last first: ordinary reference dates.
    pub changes: Vec<Date>,
}

impl Domain {
    /// Every case on every day on which all laws are in force, with lists of at most
    /// `list_most` elements. A law that ends before another begins is taken to have stayed.
    pub fn of(program: &Program, list_most: u32) -> Self {
        let laws = program.laws.rows();
        let from = laws.iter().filter_map(|law| law.in_force).max().unwrap_or(Date::MIN);
        let until = laws.iter().filter_map(|law| law.until).filter(|until| *until > from).min();
        let last = until.and_then(|until| until.add_days(-1)).unwrap_or_else(last_day);
        let on = (from, last.max(from));
        Self {
            on,
            list_most,
            any_day: false,
            texts: texts(program).into_iter().collect(),
            assumptions: assumptions(program),
            assumes_values: assumes_values(program),
            changes: changes(program, on),
        }
    }

    /// The same cases, on every day there is.
    pub fn on_any_day(&self) -> Self {
        Self { on: (Date::MIN, Date::MAX), any_day: true, ..self.clone() }
    }

    /// Whether the law assumes nothing of the fact.
    pub fn is_free(&self, fact: FactId) -> bool {
        !self.assumes_values && self.assumptions_on(fact).is_empty()
    }

    /// The same cases, of which only these assumptions are held.
    pub fn assuming(&self, numbers: &[usize]) -> Self {
        let mut domain = self.clone();
        for held in domain.assumptions.values_mut() {
            held.retain(|number| numbers.contains(number));
        }
        domain
    }

    pub fn assumptions_on(&self, fact: FactId) -> &[usize] {
        self.assumptions.get(&fact).map_or(&[], Vec::as_slice)
    }
}

/// The last reference date of a law without an end: far enough from the last day of the calendar
/// for whatever a law counts on from it.
fn last_day() -> Date {
    Date::from_ymd(9000, 12, 31).unwrap_or(Date::MAX)
}

fn texts(program: &Program) -> BTreeSet<Arc<str>> {
    let mut found = BTreeSet::new();
    let mut word = |value: &Value| {
        if let Value::Text(words) = value {
            found.insert(words.clone());
        }
    };
    for expr in program.rules.rows().iter().flat_map(enact_model::program::Rule::expressions) {
        expr.visit(&mut |part: &Expr| {
            if let ExprKind::Literal(value) = &part.kind {
                word(value);
            }
        });
    }
    let periods = program.parameters.rows().iter().flat_map(|parameter| &parameter.periods);
    periods.for_each(|period| word(&period.value));
    found
}

fn assumptions(program: &Program) -> BTreeMap<FactId, Vec<usize>> {
    let mut found: BTreeMap<FactId, Vec<usize>> = BTreeMap::new();
    for (number, assumption) in program.assumptions.iter().enumerate() {
        let mut facts = BTreeSet::new();
        assumption.condition.visit(&mut |part: &Expr| facts.extend(part.facts_read()));
        for fact in facts {
            found.entry(fact).or_default().push(number);
        }
    }
    found
}

fn assumes_values(program: &Program) -> bool {
    let mut found = false;
    for assumption in &program.assumptions {
        assumption.condition.visit(&mut |part: &Expr| {
            let target = part.reference().map(|reference| reference.target);
            found |= matches!(target, Some(Target::Term(_)))
                || matches!(part.kind, ExprKind::Under(_) | ExprKind::Applies(_));
        });
    }
    found
}

fn changes(program: &Program, (first, last): (Date, Date)) -> Vec<Date> {
    let periods = program.parameters.rows().iter().flat_map(|parameter| &parameter.periods);
    let begun = program.rules.rows().iter().filter_map(|rule| rule.in_force.from);
    let days = periods.map(|period| period.from).chain(begun).chain([first]);
    let days: BTreeSet<Date> = days.filter(|day| first <= *day && *day <= last).collect();
    days.into_iter().rev().collect()
}
