//! The law run on all cases at once.
//!
//! The machine works a law out as the evaluation does, rule by rule and in the same order, but on
//! variables where a case has values. Where what follows depends on them it asks the
//! [`Explorer`] which way this run goes. Everything in the case is known here: only a norm that
//! is not set on a date leaves something open.

mod context;
mod effect;
mod expression;
mod inputs;
mod list;
mod near;
mod number;
mod reading;
mod rule;
mod scale;
mod summary;
mod time;
mod value;
mod weigh;
mod within;

pub(crate) use effect::Effect;
pub(crate) use inputs::{Inputs, value_of};
pub(crate) use summary::Kind;
pub(crate) use value::{Answer, Fault, Lack, NOBODY, Sym, value_of_literal};

use crate::domain::Domain;
use crate::explore::{Explorer, Halt};
use crate::space::Form;
use context::Context;
use enact_model::Program;
use enact_model::program::{Expr, Place};
use enact_model::table::{FactId, GroupId, ParameterId, RuleId, TermId};
use enact_value::Range;
use scale::Climb;
use std::collections::{BTreeMap, BTreeSet};

/// How many parts within parts, over all values under way, before the machine gives up on a way.
const DEPTH_MAX: u32 = 400;

/// What is known about the law while a question is asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settled {
    /// Rules of these groups never differ where they speak together.
    pub agreeing: BTreeSet<GroupId>,
    /// Nor on any other day.
    pub agreeing_on_any_day: BTreeSet<GroupId>,
    /// What the rules of a group can come to in the cases that are asked about.
    pub summaries: BTreeMap<GroupId, Summary>,
    /// The same on any day, of groups that are asked for on other days than the reference date.
    pub on_any_day: BTreeMap<GroupId, Summary>,
}

/// What the rules of a group can come to over all cases: never less than they do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// The values that are numbers, dates or words; those in this range when they are numbers.
    pub value: bool,
    pub range: Option<Range>,
    pub yes: bool,
    pub no: bool,
    /// No entitlement.
    pub none: bool,
    /// A norm that is not set.
    pub open: bool,
    /// No answer: of its own rules, or of what they read.
    pub gap: bool,
    /// No answer for another reason.
    pub fault: bool,
    /// That is so for lists up to the length that is considered; there can be longer ones.
    pub shortened: bool,
}

/// What a run has met.
#[derive(Debug, Default)]
pub(crate) struct Met {
    /// Rules whose conditions hold.
    pub applied: BTreeSet<RuleId>,
    /// Rules that speak.
    pub spoke: BTreeSet<RuleId>,
    /// Limbs that hold: the rule, and its place there.
    pub limbs: BTreeSet<(RuleId, usize)>,
    /// Rules that speak together of one subject, on the reference date of the case, and give the
    /// same value.
    pub overlaps: BTreeSet<(u32, RuleId, RuleId)>,
    /// Norms that are not set on a day that the law asks for and on which it is not in force; which
    /// ones, where the rules that read them were looked into.
    pub not_set: BTreeSet<Option<ParameterId>>,
    /// How expressions that are yes or no turned out; kept only where it is asked for.
    pub turned: BTreeSet<(Place, bool)>,
}

impl Met {
    /// Adds what another run has met.
    pub fn add(&mut self, other: Self) {
        self.applied.extend(other.applied);
        self.spoke.extend(other.spoke);
        self.limbs.extend(other.limbs);
        self.overlaps.extend(other.overlaps);
        self.not_set.extend(other.not_set);
        self.turned.extend(other.turned);
    }

    /// Whether all of that was met here too.
    pub fn includes(&self, other: &Self) -> bool {
        other.applied.is_subset(&self.applied)
            && other.spoke.is_subset(&self.spoke)
            && other.limbs.is_subset(&self.limbs)
            && other.overlaps.is_subset(&self.overlaps)
            && other.not_set.is_subset(&self.not_set)
            && other.turned.is_subset(&self.turned)
    }
}

/// A fact that differs from the first copy of a case to the second.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Varied<'a> {
    pub fact: FactId,
    pub how: Change,
    /// The groups that rest on the fact; all others come to the same in both copies.
    pub rests: &'a BTreeSet<GroupId>,
}

/// How a fact differs in the second copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// In any way, of anyone.
    Any,
    /// It is at least as much, of everyone.
    Up,
    /// It is at most as much, of everyone.
    Down,
    /// Of one person it is more, by at most so many units.
    Within(i128),
    /// Two neighbours in the list change places.
    Order,
}

/// A run of the law.
pub(crate) struct Machine<'a, 'x> {
    pub program: &'a Program,
    pub explorer: &'x mut Explorer,
    pub inputs: Inputs<'a>,
    settled: &'a Settled,
    pub met: Met,
    contexts: Vec<Context>,
    context: usize,
    ended: BTreeMap<(bool, usize, GroupId, u32), Answer>,
    outer: Vec<u32>,
    depth: u32,
    /// Whether the second copy of the case is worked out.
    pub second: bool,
    /// What differs between the copies.
    varied: Option<Varied<'a>>,
    /// Of whom the fact changes, where it changes of one person only.
    changes_of: Option<u32>,
    /// The groups whose rules are looked into: of all others, whatever their summary allows is
    /// considered. All when absent.
    open: Option<&'a BTreeSet<GroupId>>,
    /// What the change of the fact that differs does to values whose rules are not looked into.
    effects: Option<&'a BTreeMap<GroupId, Effect>>,
    /// What went through scales.
    climbs: Vec<(Climb<'a>, Form)>,
    /// Whether of a scale it is only known that it makes no less of more.
    eased: bool,
    /// Whether more was considered on this way than can be: a case of it may turn out not to go
    /// this way.
    pub loose: bool,
    /// Within a promise, a claim that does not exist counts as zero.
    promised: bool,
    /// Whether it is looked for as well where time gives no answer: a search that finds no day, and
    /// a norm that is not set on another day.
    heeds_time: bool,
    /// Whether it is kept how conditions turn out.
    notes_turns: bool,
}

impl<'a, 'x> Machine<'a, 'x> {
    /// A machine at the start of a run.
    pub fn new(
        program: &'a Program,
        explorer: &'x mut Explorer,
        settled: &'a Settled,
        domain: &'a Domain,
    ) -> Self {
        let mut inputs = Inputs::new(domain);
        let on = inputs.reference_date(explorer);
        Self {
            program,
            explorer,
            inputs,
            settled,
            met: Met::default(),
            contexts: vec![Context { on, supposed: Vec::new() }],
            context: 0,
            ended: BTreeMap::new(),
            outer: Vec::new(),
            depth: 0,
            second: false,
            varied: None,
            changes_of: None,
            open: None,
            effects: None,
            climbs: Vec::new(),
            eased: false,
            loose: false,
            promised: false,
            heeds_time: false,
            notes_turns: false,
        }
    }

    /// Lets a fact differ between the copies.
    pub fn vary(&mut self, varied: Varied<'a>) {
        self.varied = Some(varied);
    }

    /// Looks into the rules of these groups only.
    pub fn look_into(&mut self, groups: &'a BTreeSet<GroupId>) {
        self.open = Some(groups);
    }

    /// Looks for cases in which time gives no answer as well.
    pub fn heed_time(&mut self) {
        self.heeds_time = true;
    }

    /// Keeps how conditions turn out.
    pub fn note_turns(&mut self) {
        self.notes_turns = true;
    }

    /// Takes it as known what the change does to these values; and when `eased`, of a scale only
    /// that it makes no less of more.
    pub fn take_as_known(&mut self, effects: &'a BTreeMap<GroupId, Effect>, eased: bool) {
        (self.effects, self.eased) = (Some(effects), eased);
    }

    /// What `term` of `subject` comes to.
    pub fn conclude(&mut self, term: TermId, subject: u32) -> Answer {
        self.group(self.program.terms[term].group, subject)
    }

    /// What the rules of `group` come to for `subject`.
    pub fn ask(&mut self, group: GroupId, subject: u32) -> Answer {
        self.group(group, subject)
    }

    /// What a condition of a promise comes to: a claim that does not exist counts as zero.
    pub fn promised(&mut self, condition: &'a Expr, subject: u32) -> Result<bool, Lack> {
        self.promised = true;
        let holds = self.holds(condition, subject);
        self.promised = false;
        holds
    }

    /// Holds everything that the law assumes of the subjects of this run; the run ends where it
    /// does not hold.
    pub fn keep_to_assumptions(&mut self) -> Result<(), Halt> {
        let mut subject = 0;
        while let Some(entity) = self.inputs.entity(subject) {
            for number in 0..self.program.assumptions.len() {
                if self.program.assumptions[number].entity == entity {
                    self.assume(number, subject)?;
                }
            }
            subject += 1;
        }
        Ok(())
    }

    /// Holds an assumption, once.
    fn assume(&mut self, number: usize, subject: u32) -> Result<(), Halt> {
        if !self.inputs.first_time(number, subject, self.second) {
            return Ok(());
        }
        let condition = &self.program.assumptions[number].condition;
        let (outer, promised) =
            (std::mem::take(&mut self.outer), std::mem::take(&mut self.promised));
        let context = std::mem::replace(&mut self.context, 0);
        let holds = self.holds(condition, subject);
        (self.outer, self.promised, self.context) = (outer, promised, context);
        match holds {
            Ok(false) | Err(Lack::Halt) => Err(Halt),
            _ => Ok(()),
        }
    }

    /// Whether a condition holds.
    pub fn holds(&mut self, condition: &'a Expr, subject: u32) -> Result<bool, Lack> {
        match self.evaluate(condition, subject)? {
            Sym::YesNo(yes) => Ok(yes),
            _ => Err(Lack::beyond(condition.span)),
        }
    }

    /// The reference date of the context at hand.
    fn on(&self) -> Form {
        self.contexts.get(self.context).map(|context| context.on.clone()).unwrap_or_default()
    }
}
