//! What a compiled law and evaluation say of the same cases.
//!
//! Start at [`Agreement::new`]: it compiles all values of a law that are asked as one module, on
//! an interpreter and as machine code, and [`Agreement::check`] holds both against evaluation.
//! What differs is given with the smallest case that shows it.

use crate::grown::facts::Facts;
use crate::grown::tape::Tape;
use enact_codegen::{Module, Room, emit};
use enact_eval::Case;
use enact_model::table::{EntityId, Id, TermId};
use enact_run::{Answer, Interpreter, Machine, Native, Runner, Trouble};
use enact_value::Date;
use enact_verify::VerifiedGraph;
use std::fmt;

/// How many cases were decided by the module itself, and how many it left to evaluation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// By the module.
    pub compiled: usize,
    /// Left to evaluation.
    pub left: usize,
}

impl Tally {
    /// Counts more.
    pub fn add(&mut self, more: Self) {
        self.compiled += more.compiled;
        self.left += more.left;
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> usize {
        self.compiled + self.left
    }
}

/// On which machines a module is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// On the interpreter alone.
    Interpreter,
    /// And as machine code.
    Both,
}

/// A case of which a machine says something else than evaluation.
#[derive(Debug, Clone)]
pub struct Difference {
    /// The value.
    pub term: String,
    /// What each says.
    pub said: String,
    /// The smallest case that shows it.
    pub case: Case,
    /// Its reference date.
    pub on: Date,
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} on {}: {}\n{:#?}", self.term, self.on, self.said, self.case)
    }
}

/// A law, its module and the machines that run it.
pub struct Agreement<'a> {
    law: &'a VerifiedGraph,
    /// The values that are asked, each with its name in the module.
    terms: Vec<(TermId, String)>,
    module: Module,
    on: On,
}

impl<'a> Agreement<'a> {
    /// The module of all these values of `law`.
    #[must_use]
    pub fn new(law: &'a VerifiedGraph, terms: &[TermId], on: On) -> Self {
        let room = Room { cases: 64, subjects: 1024, elements: 1024 };
        let terms: Vec<(TermId, String)> =
            terms.iter().map(|term| (*term, format!("value {}", term.index()))).collect();
        let asked: Vec<(TermId, &str)> =
            terms.iter().map(|(term, name)| (*term, name.as_str())).collect();
        let module = emit(law, &asked, room);
        Self { law, terms, module, on }
    }

    /// The module.
    #[must_use]
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// Decides every case about a subject of its kind, on every machine and by evaluation.
    ///
    /// # Errors
    /// The first difference.
    pub fn check(&self, cases: &[(&Case, Date)]) -> Result<Tally, Box<Difference>> {
        let program = self.law.graph().program();
        let mut interpreter = self.runner(Interpreter::new(&self.module.wasm))?;
        let mut native = match self.on {
            On::Interpreter => None,
            On::Both => Some(self.runner(Native::new(&self.module.wasm))?),
        };
        let mut tally = Tally::default();
        for (term, name) in &self.terms {
            let entity = program.terms[*term].entity;
            let about = |case: &Case| case.subjects[0].entity == entity;
            let asked: Vec<(&Case, Date)> =
                cases.iter().filter(|(case, _)| about(case)).copied().collect();
            let mut say = |asked: &[(&Case, Date)]| {
                let answers = interpreter.run((*term, name), asked)?;
                let others = native.as_mut().map(|native| native.run((*term, name), asked));
                Ok((answers, others.transpose()?))
            };
            let (answers, others) = say(&asked).map_err(|trouble| self.trouble(&trouble))?;
            for (place, (case, on)) in asked.into_iter().enumerate() {
                let other = others.as_ref().map(|others| &others[place]);
                let said = self.differs(*term, (case, on), &answers[place], other);
                match (said, &answers[place]) {
                    (None, Answer::Compiled(_)) => tally.compiled += 1,
                    (None, Answer::Evaluated(_)) => tally.left += 1,
                    (Some(said), _) => {
                        let term_name = program.terms[*term].name.clone();
                        let case = case.clone();
                        let mut least = Difference { term: term_name, said, case, on };
                        smallest(&mut least, |case| {
                            let (answers, others) = say(&[(case, on)]).ok()?;
                            let other = others.as_ref().map(|others| &others[0]);
                            self.differs(*term, (case, on), &answers[0], other)
                        });
                        return Err(Box::new(least));
                    }
                }
            }
        }
        Ok(tally)
    }

    /// Decides so many random cases, of which about half are fully known.
    ///
    /// # Errors
    /// The first difference.
    pub fn check_random(
        &self,
        about: EntityId,
        seed: u64,
        count: usize,
        days: &[Date],
    ) -> Result<Tally, Box<Difference>> {
        let program = self.law.graph().program();
        let mut random = Random(seed | 1);
        let mut cases = Vec::with_capacity(count);
        while cases.len() < count {
            let mut facts = Facts::new(program, Tape::new(random.bytes(120)));
            let mut case = facts.case(about);
            cases.push(case.clone());
            facts.complete(&mut case);
            cases.push(case);
        }
        let asked: Vec<(&Case, Date)> =
            cases.iter().zip(days.iter().cycle()).map(|(case, day)| (case, *day)).collect();
        self.check(&asked)
    }

    fn runner<M: Machine>(
        &self,
        machine: Result<M, Trouble>,
    ) -> Result<Runner<'_, M>, Box<Difference>> {
        let machine = machine.map_err(|trouble| self.trouble(&trouble))?;
        Ok(Runner::new(self.law, &self.module.layout, machine))
    }

    /// What all say, when not all say the same.
    fn differs(
        &self,
        term: TermId,
        (case, on): (&Case, Date),
        answer: &Answer,
        other: Option<&Answer>,
    ) -> Option<String> {
        if let Some(other) = other.filter(|other| *other != answer) {
            return Some(format!("interpreted {answer:?}\nmachine code {other:?}"));
        }
        let Answer::Compiled(ending) = answer else { return None };
        let decision = enact_eval::decide(self.law, term, case, on);
        let said = || format!("{ending:?}\nevaluation: {:?}", decision.outcome);
        (!ending.agrees(&decision)).then(said)
    }

    fn trouble(&self, trouble: &Trouble) -> Box<Difference> {
        let case = Case { subjects: Vec::new() };
        Box::new(Difference { term: String::new(), said: trouble.to_string(), case, on: Date::MIN })
    }
}

/// Leaves out of the case what it can do without and still differ.
fn smallest(difference: &mut Difference, mut differs: impl FnMut(&Case) -> Option<String>) {
    for subject in 0..difference.case.subjects.len() {
        for fact in 0..difference.case.subjects[subject].facts.len() {
            let mut less = difference.case.clone();
            less.subjects[subject].facts[fact] = None;
            if let Some(said) = differs(&less) {
                (difference.said, difference.case) = (said, less);
            }
        }
    }
}

/// Numbers from a seed (xorshift).
struct Random(u64);

impl Random {
    fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(count + 8);
        while bytes.len() < count {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            bytes.extend(self.0.to_le_bytes());
        }
        bytes
    }
}
