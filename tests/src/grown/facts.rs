//! Cases for a law: values that its facts can hold, each fact perhaps unknown.

use super::tape::Tape;
use enact::inventory;
use enact_eval::Case;
use enact_model::Program;
use enact_model::program::Type;
use enact_model::table::{EntityId, FactId};
use enact_value::{Date, Value};

/// Beyond so many subjects nobody else is added, and lists are empty.
const SUBJECTS_MAX: usize = 8;

/// Makes up facts from a tape.
pub struct Facts<'p> {
    program: &'p Program,
    tape: Tape,
}

impl<'p> Facts<'p> {
    /// For the law in `program`.
    #[must_use]
    pub fn new(program: &'p Program, tape: Tape) -> Self {
        Self { program, tape }
    }

    /// A case about an `entity`, of which about a third is unknown.
    pub fn case(&mut self, entity: EntityId) -> Case {
        let mut case = Case::new(self.program, entity);
        self.fill(&mut case, 3);
        case
    }

    /// A case about an `entity` of which everything is known.
    pub fn full_case(&mut self, entity: EntityId) -> Case {
        let mut case = Case::new(self.program, entity);
        self.complete(&mut case);
        case
    }

    /// States everything that is not known yet.
    pub fn complete(&mut self, case: &mut Case) {
        self.fill(case, usize::MAX);
    }

    /// States what is not known yet, but for one in `unknown` facts; of those who are added too.
    fn fill(&mut self, case: &mut Case, unknown: usize) {
        let mut place = 0;
        while let Some(subject) = usize::try_from(place).ok().and_then(|at| case.subjects.get(at)) {
            for fact in self.program.entities[subject.entity].facts.clone() {
                let row = &self.program.facts[fact];
                let known = row.way_back || case.fact(place, row).is_some();
                if !known && (unknown == usize::MAX || self.tape.choose(unknown) > 0) {
                    self.state(case, place, fact);
                }
            }
            place += 1;
        }
    }

    /// States one fact of the subject at `place`. Who it adds is not known further.
    pub fn state(&mut self, case: &mut Case, place: u32, fact: FactId) {
        let row = &self.program.facts[fact];
        let room = case.subjects.len() < SUBJECTS_MAX;
        let absent = row.optional && (self.tape.choose(3) == 0 || !room);
        let value = match row.ty {
            _ if absent => Value::Absent,
            Type::Subject(entity) => Value::Subject(case.add(self.program, entity)),
            Type::List(_) => {
                let most = row.list.map_or(0, |list| usize::try_from(list.most).unwrap_or(0));
                let elements = if room { self.tape.choose(most + 1) } else { 0 };
                case.set(self.program, place, fact, Value::Subjects([].into()));
                for _ in 0..elements {
                    case.append(self.program, place, fact);
                }
                return;
            }
            _ => self.value(fact),
        };
        case.set(self.program, place, fact, value);
    }

    /// A number below `count`.
    pub fn pick(&mut self, count: usize) -> usize {
        self.tape.choose(count)
    }

    /// A value that is no subject.
    fn value(&mut self, fact: FactId) -> Value {
        let picked = self.tape.choose(251);
        match self.program.facts[fact].ty {
            Type::YesNo => Value::YesNo(picked % 2 == 1),
            Type::Date => Value::Date(day(picked)),
            Type::Choice(choice) => {
                let options = &self.program.choices[choice].options;
                Value::Text(options[picked % options.len()].clone())
            }
            _ => match inventory::range(self.program, fact) {
                Some(range) => Value::Number(within(picked, range.low, range.high)),
                None => Value::Text("a".into()),
            },
        }
    }
}

/// A day between 1945 and 2025; some of them often, so that two have the same.
fn day(picked: usize) -> Date {
    let often = picked.is_multiple_of(4);
    let picked = i64::try_from(if often { picked % 16 } else { picked }).unwrap_or(0);
    let first = Date::from_ymd(1944, 2, 29);
    first.and_then(|first| first.add_days(picked * 117)).unwrap_or(Date::MAX)
}

/// A number in the range: often one of its ends, or nothing.
fn within(picked: usize, low: i128, high: i128) -> i128 {
    let part = i128::try_from(picked / 5).unwrap_or(0);
    match picked % 5 {
        0 => 0.clamp(low, high),
        1 if picked < 20 => low,
        1 if picked < 40 => high,
        _ => low + high.saturating_sub(low) / 50 * part.min(50),
    }
}
