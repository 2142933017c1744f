//! Promises about every case: proved, refuted with a case, or neither.
//!
//! A promise is first asked of a law in which the values farther away can be anything that their
//! summary allows: what holds then, holds. Only where that fails are more rules looked into, up to
//! all of them. A case against the promise counts only when all rules were looked into.

mod openings;

use crate::Means;
use crate::confirm::{Replay, Replayed, breaks};
use crate::domain::Domain;
use crate::elsewhere::Elsewhere;
use crate::explore::{Explorer, Halt};
use crate::kept::kept;
use crate::machine::{Change, Effect, Lack, Machine, Settled};
use crate::reach::{Reach, resting_on};
use crate::solver::Solver;
use crate::space::number_of;
use crate::verify::VerifiedGraph;
use crate::witness::{Sought, Witness, ordinary};
use enact_graph::RuleGraph;
use enact_model::case::Case;
use enact_model::program::{Promise, Safeguard};
use enact_model::table::{FactId, GroupId};
use enact_value::Value;
use openings::{openings, value_by_value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It holds in every case considered.
    Proved(Method),
    /// It does not hold in this case.
    Refuted(Witness),
    /// Neither was found.
    NotProved(Doubt),
}

/// How a promise was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// Nothing leads from the fact to the value: no case had to be looked at.
    pub by_structure: bool,
    /// How many ways of deciding there are, of the rules that had to be looked into.
    pub ways: u64,
    /// The most elements of a list that were considered, when longer lists are possible.
    pub lists_up_to: Option<u32>,
    /// The solver on whose word it rests that no case goes some of those ways.
    pub solver: Option<&'static str>,
}

/// Why a promise is neither proved nor refuted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// There are more ways of deciding than patience allows.
    TooManyWays,
    /// A case seems to break it, but none was found that does.
    NoCase,
    /// The law says something that is not worked out for all cases at once.
    Beyond,
    /// The case that was found does not break the promise when it is decided.
    NotConfirmed,
    /// A case seems to break it, none was found, and this solver could not say either.
    Unanswered(&'static str),
}

impl Doubt {
    /// Whether there is a case is not known; nor by the solver that was asked.
    pub(crate) fn of(asked: Option<&'static str>) -> Self {
        asked.map_or(Self::NoCase, Self::Unanswered)
    }
}

/// The verdict on a safeguard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Its place among the safeguards of the program.
    pub safeguard: usize,
    /// The verdict.
    pub verdict: Verdict,
}

/// The verdict on every safeguard of the law, in order. `told` hears of each before it is looked
/// into.
pub fn promises(
    verified: &VerifiedGraph,
    means: Means<'_>,
    told: &mut dyn FnMut(usize),
) -> Vec<Judged> {
    let promises = Promises::of(verified, means);
    let safeguards = 0..verified.graph().program().safeguards.len();
    let judged = safeguards.filter_map(|safeguard| {
        told(safeguard);
        promises.judge(safeguard).map(|verdict| Judged { safeguard, verdict })
    });
    judged.collect()
}

/// The promises of a law, and what was found out on the way.
pub struct Promises<'a> {
    graph: &'a RuleGraph,
    settled: &'a Settled,
    domain: Domain,
    /// The same cases on any day.
    any_day: Domain,
    reach: Reach,
    elsewhere: Elsewhere,
    /// What changes of facts do, as far as it was found out.
    known: RefCell<BTreeMap<(FactId, Change), BTreeMap<GroupId, Effect>>>,
    /// How many choices are weighed at most.
    patience: u64,
    replay: &'a dyn Replay,
    solver: Option<&'a dyn Solver>,
}

/// What a run says of a promise.
enum Said {
    Kept,
    Broken,
    Beyond,
}

impl<'a> Promises<'a> {
    /// The promises of the law.
    #[must_use]
    pub fn of(verified: &'a VerifiedGraph, Means { patience, replay, solver }: Means<'a>) -> Self {
        let graph = verified.graph();
        let domain = Domain::of(graph.program(), patience.list_most);
        let reach = Reach::of(graph.program());
        Self {
            graph,
            settled: verified.settled(),
            any_day: domain.on_any_day(),
            elsewhere: Elsewhere::of(graph, &reach, &domain),
            domain,
            reach,
            known: RefCell::default(),
            patience: patience.choices,
            replay,
            solver,
        }
    }

    /// The verdict on the safeguard at this place; `None` when there is none.
    pub fn judge(&self, safeguard: usize) -> Option<Verdict> {
        self.graph.program().safeguards.get(safeguard).map(|promised| judge(self, promised))
    }
}

/// What becomes of a promise.
fn judge(question: &Promises<'_>, safeguard: &Safeguard) -> Verdict {
    let program = question.graph.program();
    let promise = &safeguard.promise;
    let rests = match promise {
        Promise::Monotone { fact, .. }
        | Promise::Bounded { fact, .. }
        | Promise::Independent { fact, .. } => resting_on(question.graph, *fact),
        _ => BTreeSet::new(),
    };
    if let Promise::Monotone { term, .. }
    | Promise::Bounded { term, .. }
    | Promise::Independent { term, .. } = promise
        && !rests.contains(&program.terms[*term].group)
    {
        return Verdict::Proved(Method {
            by_structure: true,
            ways: 0,
            lists_up_to: None,
            solver: None,
        });
    }
    // Where the law says that it does not hold, a case against it is sought before a proof.
    if safeguard.denied {
        let looked = Looked { rests: &rests, open: None, known: None, eased: false };
        let refuted = attempt(question, safeguard, looked, question.patience / 4).err();
        if let Some(witness) = refuted.and_then(|attempt| attempt.witness) {
            return Verdict::Refuted(witness);
        }
    }
    if let Some(method) = value_by_value(question, safeguard, &rests) {
        return Verdict::Proved(method);
    }
    let mut doubt = Doubt::TooManyWays;
    let mut patience = question.patience;
    let mut before = None;
    for open in openings(question, safeguard, &rests) {
        if before.as_ref() == Some(&open) {
            continue;
        }
        let looked = Looked { rests: &rests, open: open.as_ref(), known: None, eased: false };
        match attempt(question, safeguard, looked, patience) {
            Ok(method) => return Verdict::Proved(method),
            Err(Attempt { witness: Some(witness), .. }) => return Verdict::Refuted(witness),
            Err(attempt) if open.is_none() => doubt = attempt.doubt,
            // With more rules looked into there are more ways still: a case against it may turn
            // up, a proof will not.
            Err(Attempt { doubt: Doubt::TooManyWays, .. }) => patience = question.patience / 4,
            Err(_) => {}
        }
        before = Some(open);
    }
    Verdict::NotProved(doubt)
}

/// What of the law is looked into, and what is known without.
#[derive(Clone, Copy)]
struct Looked<'q> {
    /// The groups that rest on the fact that differs.
    rests: &'q BTreeSet<GroupId>,
    /// The groups whose rules are looked into; all when absent.
    open: Option<&'q BTreeSet<GroupId>>,
    /// What the change does to the others.
    known: Option<&'q BTreeMap<GroupId, Effect>>,
    /// Whether of a scale it is only known that it makes no less of more.
    eased: bool,
}

/// How an attempt that did not prove the promise ended.
struct Attempt {
    witness: Option<Witness>,
    doubt: Doubt,
}

fn attempt(
    question: &Promises<'_>,
    safeguard: &Safeguard,
    Looked { rests, open, known, eased }: Looked<'_>,
    patience: u64,
) -> Result<Method, Attempt> {
    let promise = &safeguard.promise;
    let program = question.graph.program();
    let mut explorer = Explorer::new(patience);
    let (mut ways, mut shortened, mut word) = (0, false, None);
    let mut broken: Option<Attempt> = None;
    let complete = explorer.all(|explorer| {
        // One case against it is enough, and without a law that is whole no case counts.
        let enough = broken.as_ref().is_some_and(|attempt| {
            attempt.witness.is_some() || open.is_some() || attempt.doubt == Doubt::Beyond
        });
        if enough {
            explorer.impatient = true;
            return;
        }
        let mut machine = Machine::new(program, explorer, question.settled, &question.domain);
        if let Some(open) = open {
            machine.look_into(open);
        }
        if let Some(known) = known {
            machine.take_as_known(known, eased);
        }
        let said = said(&mut machine, safeguard, rests);
        ways += 1;
        shortened |= machine.inputs.shortened;
        match said {
            Err(Halt) | Ok(Said::Kept) => {}
            Ok(Said::Beyond) => broken = Some(Attempt { witness: None, doubt: Doubt::Beyond }),
            Ok(Said::Broken) if open.is_some() => {
                broken = Some(Attempt { witness: None, doubt: Doubt::NoCase });
            }
            Ok(Said::Broken) => {
                if machine.keep_to_assumptions().is_err() {
                    return;
                }
                let pair = machine.second;
                let Machine { inputs, explorer, loose, .. } = machine;
                let space = &mut explorer.space;
                match ordinary(program, &question.domain, &inputs, space, pair, question.solver) {
                    Sought::None(by) => word = word.or(by),
                    Sought::Unknown(asked) => {
                        broken = Some(Attempt { witness: None, doubt: Doubt::of(asked) });
                    }
                    Sought::Case(mut witness) => {
                        if let Promise::Symmetric { .. } = promise {
                            witness.other = Some(changed_places(&witness.case));
                        }
                        let shown = breaks(question.replay, question.graph, safeguard, &witness);
                        let witness = shown.then_some(*witness);
                        let doubt = if loose { Doubt::NoCase } else { Doubt::NotConfirmed };
                        broken = Some(Attempt { witness, doubt });
                    }
                }
            }
        }
    });
    match broken {
        Some(attempt) => Err(attempt),
        None if complete => {
            let lists_up_to = shortened.then_some(question.domain.list_most);
            Ok(Method { by_structure: false, ways, lists_up_to, solver: word })
        }
        None => Err(Attempt { witness: None, doubt: Doubt::TooManyWays }),
    }
}

fn lacking(lack: &Lack) -> Result<Said, Halt> {
    match lack {
        Lack::Halt => Err(Halt),
        Lack::Fault(crate::machine::Fault::Beyond { .. }) => Ok(Said::Beyond),
        // A case without an answer breaks no promise about the answer.
        _ => Ok(Said::Kept),
    }
}

fn said<'a>(
    machine: &mut Machine<'a, '_>,
    safeguard: &'a Safeguard,
    rests: &'a BTreeSet<GroupId>,
) -> Result<Said, Halt> {
    match kept(machine, safeguard, rests) {
        Ok(true) => Ok(Said::Kept),
        Ok(false) => Ok(Said::Broken),
        Err(lack) => lacking(&lack),
    }
}

/// The case with its first two subjects in each other's place.
fn changed_places(case: &Case) -> Case {
    let turned = |subject: u32| if subject < 2 { 1 - subject } else { subject };
    let mut changed = case.clone();
    if changed.subjects.len() > 1 {
        changed.subjects.swap(0, 1);
    }
    for value in changed.subjects.iter_mut().flat_map(|subject| subject.facts.iter_mut().flatten())
    {
        match value {
            Value::Subject(subject) => *subject = turned(*subject),
            Value::Subjects(elements) => {
                *elements = elements.iter().map(|element| turned(*element)).collect();
            }
            _ => {}
        }
    }
    changed
}

/// The number that a decided case comes to; see [`number`].
pub(crate) fn number_of_answer(found: &Replayed) -> Option<i128> {
    match found {
        Replayed::Value(Value::Number(units)) => Some(*units),
        Replayed::Value(Value::Date(day)) => Some(number_of(*day)),
        Replayed::Value(Value::YesNo(yes)) => Some(i128::from(*yes)),
        Replayed::NoEntitlement => Some(0),
        _ => None,
    }
}
