//! What happened on the way to a decision: steps and the data they read.
//!
//! A step is recorded when it ends, so every step comes after the steps it read. All lists lie
//! flat behind each other, and a step holds its [`Stretch`] of each: a record costs a few
//! allocations, however long the law.

use crate::case::{index, place};
use crate::observe::Weighed;
use crate::outcome::{AwaitedJudgement, Fault, Need};
use enact_model::bands::Banding;
use enact_model::program::Type;
use enact_model::table::{FactId, GroupId, JudgementId, ParameterId, RuleId, TermId};
use enact_value::Value;
use std::collections::BTreeSet;
use std::ops::Range;

/// One value that was worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was asked.
    pub term: TermId,
    /// The rules that were weighed: all rules of the term, or those of one provision.
    pub group: GroupId,
    /// About whom: a place in the case.
    pub subject: u32,
    /// On which day, and supposing what: a place in
    /// [`Decision::contexts`](crate::Decision::contexts).
    pub context: u32,
    /// What it came to.
    pub found: Found,
    /// The limb that answered, when the first rule that spoke distinguishes cases; one past the
    /// last limb means the other cases.
    pub limb: Option<u32>,
    /// Its reads.
    pub reads: Stretch,
    /// The rules that spoke.
    pub spoke: Stretch,
    /// The rules that were displaced.
    pub displaced: Stretch,
    /// The rules whose conditions were read and do not hold.
    pub failed: Stretch,
    /// What went through a progressive scale.
    pub banded: Stretch,
    /// What kept it open.
    pub(crate) opens: Stretch,
    /// Whether more than a judgement is among that, or below it.
    pub(crate) asks: bool,
}

/// What a step came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A value, over the denominator of the group.
    Value(Value),
    /// No entitlement.
    NoEntitlement,
    /// Something is unknown, unjudged or not set.
    Open,
    /// A defect.
    Fault(Fault),
}

/// A datum or an earlier step, as consulted by a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Read {
    /// The place of the step that read it.
    pub reader: u32,
    /// About whom: a place in the case. For a parameter always the first.
    pub subject: u32,
    /// What was read.
    pub source: Source,
}

/// What a step can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// A fact; also one that was found absent, or of which only the presence was asked.
    Fact(FactId),
    /// A fact that is given through time, and the place among its values of the one that holds.
    Since(FactId, u32),
    /// A parameter, and the place among its periods of the one that covers the reference date.
    Parameter(ParameterId, u32),
    /// A judgement.
    Judgement(JudgementId),
    /// The place of an earlier step.
    Step(u32),
    /// A fiction: a place in [`Decision::supposed`](crate::Decision::supposed).
    Supposed(u32),
}

/// A number that went through a progressive scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Banded {
    /// The scale.
    pub scale: ParameterId,
    /// The place among its periods of the one that covers the reference date.
    pub period: u32,
    /// What the number is, and what the bands make of it.
    pub ty: Type,
    /// The number, over the denominator of the banding.
    pub units: i128,
    /// The denominators, and how each band is rounded.
    pub banding: Banding,
}

/// A rule that did not count because another precedes it. Its own condition was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Displaced {
    /// The rule that yields.
    pub rule: RuleId,
    /// The applicable rule that precedes it.
    pub by: RuleId,
}

/// Neighbours in a flat list: from the first place to the one after the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    fn new(range: Range<usize>) -> Self {
        Self { start: place(range.start), end: place(range.end) }
    }

    /// These neighbours in `list`; none where the list is another one.
    #[must_use]
    pub fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.places()).unwrap_or_default()
    }

    /// Their places in the list.
    #[must_use]
    pub fn places(self) -> Range<usize> {
        index(self.start)..index(self.end)
    }
}

/// Something without which a step has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Open {
    Fact(Need),
    Judgement(AwaitedJudgement),
    Parameter(ParameterId),
    /// The place of an open step.
    Step(u32),
}

/// What an evaluation is for.
pub(crate) trait Recording: Default {
    /// Whether what was read on the way, and which rules spoke, is kept.
    const KEEPS: bool;
    /// Whether every condition that was weighed is kept as well.
    const OBSERVES: bool = false;

    /// Keeps a condition that was weighed.
    fn weighed(&mut self, _: Weighed) {}
}

/// A decision with all that its motivation needs.
#[derive(Debug, Default)]
pub(crate) struct Motivated;

/// An outcome, or what is needed for one.
#[derive(Debug, Default)]
pub(crate) struct OutcomeOnly;

impl Recording for Motivated {
    const KEEPS: bool = true;
}

impl Recording for OutcomeOnly {
    const KEEPS: bool = false;
}

/// A decision with all that was weighed for it.
#[derive(Debug, Default)]
pub(crate) struct Observed(pub Vec<Weighed>);

impl Recording for Observed {
    const KEEPS: bool = true;
    const OBSERVES: bool = true;

    fn weighed(&mut self, weighed: Weighed) {
        self.0.push(weighed);
    }
}

/// The record being made: what has ended, and behind it the notes of the steps under way.
#[derive(Debug, Default)]
pub(crate) struct Record<R> {
    pub steps: Vec<Step>,
    pub reads: Vec<Read>,
    pub spoke: Vec<RuleId>,
    pub displaced: Vec<Displaced>,
    pub failed: Vec<RuleId>,
    pub banded: Vec<Banded>,
    pub opens: Vec<Open>,
    pub notes: Notes<R>,
}

/// Stacks of the steps under way; each step sees only what lies above its [`Mark`].
#[derive(Debug, Default)]
pub(crate) struct Notes<R> {
    reads: Vec<Read>,
    spoke: Vec<RuleId>,
    displaced: Vec<Displaced>,
    failed: Vec<RuleId>,
    banded: Vec<Banded>,
    pub opens: Vec<Open>,
    pub limb: Option<u32>,
    pub recording: R,
}

/// How high the stacks stood when a step began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    reads: usize,
    spoke: usize,
    displaced: usize,
    failed: usize,
    banded: usize,
    opens: usize,
    limb: Option<u32>,
}

impl<R: Recording> Notes<R> {
    pub fn read(&mut self, subject: u32, source: Source) {
        if R::KEEPS {
            self.reads.push(Read { reader: u32::MAX, subject, source });
        }
    }

    pub fn spoke(&mut self, rule: RuleId) {
        if R::KEEPS {
            self.spoke.push(rule);
        }
    }

    pub fn displaced(&mut self, displaced: Displaced) {
        if R::KEEPS {
            self.displaced.push(displaced);
        }
    }

    pub fn failed(&mut self, rule: RuleId) {
        if R::KEEPS {
            self.failed.push(rule);
        }
    }

    pub fn banded(&mut self, banded: Banded) {
        if R::KEEPS {
            self.banded.push(banded);
        }
    }

    pub fn mark(&mut self) -> Mark {
        Mark {
            reads: self.reads.len(),
            spoke: self.spoke.len(),
            displaced: self.displaced.len(),
            failed: self.failed.len(),
            banded: self.banded.len(),
            opens: self.opens.len(),
            limb: self.limb.take(),
        }
    }

    /// Forgets every step under way.
    pub fn clear(&mut self) {
        self.reads.clear();
        self.spoke.clear();
        self.displaced.clear();
        self.failed.clear();
        self.banded.clear();
        self.opens.clear();
        self.limb = None;
    }
}

impl<R: Recording> Record<R> {
    /// An empty record with room for an ordinary law, so that it need not grow on the way.
    pub fn with_room() -> Self {
        let room = |rows| if R::KEEPS { rows } else { 0 };
        Self {
            steps: Vec::with_capacity(16),
            reads: Vec::with_capacity(room(64)),
            spoke: Vec::with_capacity(room(16)),
            displaced: Vec::with_capacity(room(8)),
            failed: Vec::with_capacity(room(16)),
            banded: Vec::new(),
            opens: Vec::new(),
            notes: Notes {
                reads: Vec::with_capacity(room(32)),
                spoke: Vec::with_capacity(room(8)),
                displaced: Vec::with_capacity(room(8)),
                failed: Vec::with_capacity(room(8)),
                banded: Vec::new(),
                opens: Vec::new(),
                limb: None,
                recording: R::default(),
            },
        }
    }

    /// Whether a fact or a norm is among what the notes hold open at these places. A judgement
    /// takes a person's time: everything else is settled before it is asked for.
    pub fn asks(&self, places: Range<usize>) -> bool {
        self.notes.opens.get(places).unwrap_or_default().iter().any(|open| match open {
            Open::Fact(_) | Open::Parameter(_) => true,
            Open::Judgement(_) => false,
            Open::Step(step) => self.steps[index(*step)].asks,
        })
    }

    /// How long every list is.
    pub fn tops(&self) -> [usize; 7] {
        [
            self.steps.len(),
            self.reads.len(),
            self.spoke.len(),
            self.displaced.len(),
            self.failed.len(),
            self.banded.len(),
            self.opens.len(),
        ]
    }

    /// The steps that ended since the lists were this long.
    pub fn steps_from(&self, [steps, ..]: [usize; 7]) -> &[Step] {
        self.steps.get(steps..).unwrap_or_default()
    }

    /// Forgets what was recorded since the lists were this long.
    pub fn cut(&mut self, [steps, reads, spoke, displaced, failed, banded, opens]: [usize; 7]) {
        self.steps.truncate(steps);
        self.reads.truncate(reads);
        self.spoke.truncate(spoke);
        self.displaced.truncate(displaced);
        self.failed.truncate(failed);
        self.banded.truncate(banded);
        self.opens.truncate(opens);
    }

    /// Ends the step that began at `mark` and gives its place.
    pub fn end(&mut self, mark: Mark, asked: (TermId, GroupId, u32, u32), found: Found) -> u32 {
        let (term, group, subject, context) = asked;
        let step = place(self.steps.len());
        if !matches!(found, Found::Open) {
            self.notes.opens.truncate(mark.opens);
        }
        let asks = self.asks(mark.opens..self.notes.opens.len());
        for read in &mut self.notes.reads[mark.reads..] {
            read.reader = step;
        }
        let limb = std::mem::replace(&mut self.notes.limb, mark.limb);
        let reads = moved(&mut self.notes.reads, mark.reads, &mut self.reads);
        let spoke = moved(&mut self.notes.spoke, mark.spoke, &mut self.spoke);
        let displaced = moved(&mut self.notes.displaced, mark.displaced, &mut self.displaced);
        let failed = moved(&mut self.notes.failed, mark.failed, &mut self.failed);
        let banded = moved(&mut self.notes.banded, mark.banded, &mut self.banded);
        let opens = moved(&mut self.notes.opens, mark.opens, &mut self.opens);
        self.steps.push(Step {
            term,
            group,
            subject,
            context,
            found,
            limb,
            reads,
            spoke,
            displaced,
            failed,
            banded,
            opens,
            asks,
        });
        step
    }
}

/// Below this many, looking through a list is quicker than keeping a set.
const FEW: usize = 24;

/// Moves what lies above `mark` to the end of `to`, each once; usually there is nothing.
#[inline]
fn moved<T: Copy + Ord>(from: &mut Vec<T>, mark: usize, to: &mut Vec<T>) -> Stretch {
    if from.len() == mark { Stretch::default() } else { moved_once(from, mark, to) }
}

fn moved_once<T: Copy + Ord>(from: &mut Vec<T>, mark: usize, to: &mut Vec<T>) -> Stretch {
    let start = to.len();
    if from.len() - mark <= FEW {
        for item in &from[mark..] {
            if !to[start..].contains(item) {
                to.push(*item);
            }
        }
    } else {
        let mut met = BTreeSet::new();
        to.extend(from[mark..].iter().copied().filter(|item| met.insert(*item)));
    }
    from.truncate(mark);
    Stretch::new(start..to.len())
}
