//! Whether two laws decide every case the same; and if not, in which they differ.
//!
//! Start at [`Versions::of`] and [`Versions::compare`]. Both laws are told in one vocabulary
//! ([`joint`](crate::joint)) and worked out side by side on every case that both accept. Groups of
//! rules that mean the same in both are worked out once, and at first only as far as their
//! summary says: what changed is looked into. A difference that is shown has been decided by both.

use crate::Patience;
use crate::confirm::{Replay, Replayed};
use crate::domain::Domain;
use crate::explore::{Explorer, Halt};
use crate::joint::Joint;
use crate::machine::{Answer, Fault, Lack, Machine, Sym};
use crate::pairing::Pairing;
use crate::reach::Reach;
use crate::safeguard::{Doubt, Method};
use crate::solver::Solver;
use crate::space::Form;
use crate::verify::VerifiedGraph;
use crate::witness::{Sought, Witness, ordinary};
use enact_graph::RuleGraph;
use enact_model::case::Case;
use enact_model::program::Scale;
use enact_model::table::{GroupId, TermId};
use enact_value::{Date, Value, lcm};
use std::collections::BTreeSet;

/// Two laws, to be compared.
#[derive(Debug)]
pub struct Versions<'a> {
    before: &'a VerifiedGraph,
    after: &'a RuleGraph,
    joint: Joint,
    reach: Reach,
}

/// What becomes of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// Both come to the same in every case that both accept.
    Equal(Method),
    /// They do not.
    Differs(Difference),
    /// Neither was found.
    NotProved(Doubt),
}

/// A case that the laws decide differently; both have decided it before it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The case as the earlier law is told it.
    pub before: Case,
    /// The case as the later law is told it.
    pub after: Case,
    /// The reference date of both.
    pub on: Date,
    /// What the earlier law and the later one come to.
    pub outcomes: (Replayed, Replayed),
}

impl<'a> Versions<'a> {
    /// The two laws over one vocabulary.
    #[must_use]
    pub fn of(before: &'a VerifiedGraph, after: &'a RuleGraph, pairing: &Pairing) -> Self {
        let program = before.graph().program();
        let joint = Joint::of(program, before.settled(), after.program(), pairing);
        let reach = Reach::of(&joint.program);
        Self { before, after, joint, reach }
    }

    /// The groups of rules of the later law that mean the same as one of the earlier law, all
    /// that they rest on included; each with that one.
    pub fn same_meaning(&self) -> impl Iterator<Item = (GroupId, GroupId)> + '_ {
        self.joint.same.iter().map(|(after, before)| (*after, *before))
    }

    /// Whether the term of the earlier law and that of the later one come to the same in every
    /// case.
    #[must_use]
    pub fn compare(
        &self,
        (before, after): (TermId, TermId),
        patience: Patience,
        replay: &dyn Replay,
        solver: Option<&dyn Solver>,
    ) -> Comparison {
        let program = &self.joint.program;
        let terms = (before, self.joint.later_term(after));
        let asked = Asked::of(self, terms);
        if program.terms[terms.0].group == program.terms[terms.1].group {
            return Comparison::Equal(Method {
                by_structure: true,
                ways: 0,
                lists_up_to: None,
                solver: None,
            });
        }
        let Some(asked) = asked else { return Comparison::NotProved(Doubt::Beyond) };
        let domain = Domain::of(program, patience.list_most);
        let changed = self.joint.changed(&self.reach, terms);
        let search = Search { versions: self, asked, domain: &domain, replay, solver };
        let mut doubt = Doubt::TooManyWays;
        for open in [Some(&changed), None] {
            match search.attempt(open, patience.choices) {
                Found::Equal(method) => return Comparison::Equal(method),
                Found::Case(difference) => return Comparison::Differs(*difference),
                Found::Doubt(found) => doubt = found,
            }
        }
        Comparison::NotProved(doubt)
    }
}

/// What is compared, as terms of the joint program, and what brings the number of each to one
/// denominator.
#[derive(Debug, Clone, Copy)]
struct Asked {
    before: TermId,
    after: TermId,
    factors: (i128, i128),
}

impl Asked {
    /// `None` when the answers are of different kinds, or about others.
    fn of(versions: &Versions<'_>, (before, after): (TermId, TermId)) -> Option<Self> {
        let terms = &versions.joint.program.terms;
        let (one, other) = (&terms[before], &terms[after]);
        if one.entity != other.entity || one.ty != other.ty {
            return None;
        }
        let factors = match (one.scale, other.scale) {
            (Scale::Fixed { denominator: first, .. }, Scale::Fixed { denominator: second, .. }) => {
                let common = lcm(first, second)?;
                (common / first, common / second)
            }
            _ => (1, 1),
        };
        Some(Self { before, after, factors })
    }
}

/// A search for a case that is decided differently.
struct Search<'s> {
    versions: &'s Versions<'s>,
    asked: Asked,
    domain: &'s Domain,
    replay: &'s dyn Replay,
    solver: Option<&'s dyn Solver>,
}

/// What it comes to.
enum Found {
    Equal(Method),
    Case(Box<Difference>),
    Doubt(Doubt),
}

/// How many cases are tried that do not turn out to differ.
const TRIES_MAX: u32 = 8;

impl Search<'_> {
    /// With only the rules of `open` looked into, no case counts.
    fn attempt(&self, open: Option<&BTreeSet<GroupId>>, patience: u64) -> Found {
        let program = &self.versions.joint.program;
        let mut explorer = Explorer::new(patience);
        let (mut ways, mut shortened, mut word, mut tries) = (0, false, None, 0);
        let mut case: Option<Box<Difference>> = None;
        let mut doubt: Option<Doubt> = None;
        let complete = explorer.all(|explorer| {
            let hopeless = doubt.is_some() && (open.is_some() || tries >= TRIES_MAX);
            if case.is_some() || hopeless {
                explorer.impatient = true;
                return;
            }
            let mut machine =
                Machine::new(program, explorer, &self.versions.joint.settled, self.domain);
            if let Some(open) = open {
                machine.look_into(open);
            }
            let said = self.said(&mut machine);
            ways += 1;
            shortened |= machine.inputs.shortened;
            match said {
                Err(Halt) | Ok(Said::Same) => {}
                Ok(Said::Beyond) => doubt = Some(Doubt::Beyond),
                Ok(Said::Differs) if open.is_some() => doubt = Some(Doubt::NoCase),
                Ok(Said::Differs) => {
                    if machine.keep_to_assumptions().is_err() {
                        return;
                    }
                    let Machine { inputs, explorer, loose, .. } = machine;
                    let space = &mut explorer.space;
                    match ordinary(program, self.domain, &inputs, space, false, self.solver) {
                        Sought::None(by) => word = word.or(by),
                        Sought::Unknown => doubt = doubt.or(Some(Doubt::NoCase)),
                        Sought::Case(witness) => {
                            case = self.confirmed(&witness);
                            if case.is_none() {
                                tries += 1;
                                let unsure =
                                    if loose { Doubt::NoCase } else { Doubt::NotConfirmed };
                                doubt = doubt.or(Some(unsure));
                            }
                        }
                    }
                }
            }
        });
        match (case, doubt) {
            (Some(case), _) => Found::Case(case),
            (None, Some(doubt)) => Found::Doubt(doubt),
            (None, None) if complete => {
                let lists_up_to = shortened.then_some(self.domain.list_most);
                Found::Equal(Method { by_structure: false, ways, lists_up_to, solver: word })
            }
            (None, None) => Found::Doubt(Doubt::TooManyWays),
        }
    }

    /// What a run says: whether both laws come to the same on this way.
    fn said(&self, machine: &mut Machine<'_, '_>) -> Result<Said, Halt> {
        let subject = machine.inputs.add(machine.program.terms[self.asked.before].entity);
        let first = ended(machine.conclude(self.asked.before, subject))?;
        let second = ended(machine.conclude(self.asked.after, subject))?;
        if [&first, &second].into_iter().any(beyond) {
            return Ok(Said::Beyond);
        }
        let same = match (&first, &second) {
            (Ok(Sym::Number(one)), Ok(Sym::Number(other))) => {
                let more = self.more(one, other).ok_or(Halt)?;
                Ok(machine.explorer.sign(&more)? == 0)
            }
            (Ok(_), Ok(_)) => machine.same_answer(&first, &second),
            (Err(one), Err(other)) => Ok(kind(one) == kind(other)),
            _ => Ok(false),
        };
        match same {
            Ok(true) => Ok(Said::Same),
            Ok(false) => Ok(Said::Differs),
            Err(Lack::Halt) => Err(Halt),
            Err(_) => Ok(Said::Beyond),
        }
    }

    /// How much more the later law comes to, over the common denominator.
    fn more(&self, before: &Form, after: &Form) -> Option<Form> {
        let (one, other) = self.asked.factors;
        after.times(other)?.plus(before, one.checked_neg()?)
    }

    /// The difference that the case shows when both laws decide it; `None` when they agree.
    fn confirmed(&self, witness: &Witness) -> Option<Box<Difference>> {
        let Versions { before, after, joint, .. } = self.versions;
        let told = |side: usize, graph: &RuleGraph| {
            joint.sides[side].case(&joint.program, graph.program(), &witness.case)
        };
        let (one, other) = (told(0, before.graph()), told(1, after));
        let terms = (self.asked.before, joint.of_later(self.asked.after));
        let first = self.replay.decide(before.graph(), terms.0, &one, witness.on);
        let second = self.replay.decide(after, terms.1, &other, witness.on);
        let differ = match (
            self.outcome(&first, self.asked.factors.0),
            self.outcome(&second, self.asked.factors.1),
        ) {
            (Some(first), Some(second)) => first != second,
            _ => false,
        };
        differ.then(|| {
            let outcomes = (first, second);
            Box::new(Difference { before: one, after: other, on: witness.on, outcomes })
        })
    }

    /// What a decided case comes to, over the common denominator; `None` when it was not decided.
    fn outcome(&self, found: &Replayed, factor: i128) -> Option<Outcome> {
        Some(match found {
            Replayed::Value(Value::Number(units)) => {
                Outcome::Value(Value::Number(units.checked_mul(factor)?))
            }
            Replayed::Value(value) => Outcome::Value(value.clone()),
            Replayed::NoEntitlement => Outcome::None,
            Replayed::NotSet => Outcome::NotSet,
            Replayed::Gap(_)
            | Replayed::Conflict(..)
            | Replayed::Limbs(_)
            | Replayed::Tied(_)
            | Replayed::Other => Outcome::NoAnswer,
            Replayed::Refused | Replayed::Unknown => return None,
        })
    }
}

/// What a run says of both laws.
enum Said {
    Same,
    Differs,
    Beyond,
}

/// What a law comes to.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Value(Value),
    None,
    NotSet,
    NoAnswer,
}

/// Why there is no value, as far as it makes a difference to who asks.
fn kind(lack: &Lack) -> Outcome {
    match lack {
        Lack::NoEntitlement => Outcome::None,
        Lack::Open => Outcome::NotSet,
        Lack::Absent | Lack::Fault(_) | Lack::Halt => Outcome::NoAnswer,
    }
}

fn ended(answer: Answer) -> Result<Answer, Halt> {
    if answer == Err(Lack::Halt) { Err(Halt) } else { Ok(answer) }
}

fn beyond(answer: &Answer) -> bool {
    matches!(answer, Err(Lack::Fault(Fault::Beyond { .. })))
}
