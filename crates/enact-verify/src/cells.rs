//! Cases for every way in which one decision can go, for whoever wants to see what a law does.
//!
//! Start at [`cells`]. It goes every way that some case goes, and offers a case of each: the most
//! ordinary one, and one exactly at each bound that a choice on that way sets. What lies just
//! beyond a bound is a way of its own, and so comes at its side of the bound. Where there are more
//! ways than patience allows, [`Near`] looks around one case: all that is not set free stays as
//! it is there.

use crate::Patience;
use crate::domain::Domain;
use crate::explore::Explorer;
use crate::machine::{Fault, Inputs, Lack, Machine, Settled};
use crate::space::{Constraint, Form, Found, Space};
use crate::verify::VerifiedGraph;
use crate::witness::{Sought, Witness, ordinary};
use enact_model::Program;
use enact_model::table::{FactId, JudgementId, TermId};
use enact_source::Span;
use enact_value::Date;
use std::collections::BTreeSet;

/// A case, and what may be otherwise than in it.
#[derive(Debug, Clone)]
pub struct Near {
    /// The case.
    pub base: Witness,
    /// Facts that may be otherwise, of anyone.
    pub facts: BTreeSet<FactId>,
    /// Judgements that may be otherwise.
    pub judgements: BTreeSet<JudgementId>,
    /// Whether the reference date may be another.
    pub day: bool,
}

/// Whoever gathers cases.
pub trait Gatherer {
    /// Whether a case like this one is of use: on any way, or as near as can be to the bound that a
    /// comparison sets. What it is about is settled; its figures are not round yet.
    fn wants(&mut self, draft: &Witness, at: Option<Span>) -> bool;
    /// Takes a case that is of use, as ordinary as one of its kind can be.
    fn take(&mut self, case: Witness, at: Option<Span>);
    /// Whether cases at the bound that this comparison sets are of use.
    fn at_bound(&self, comparison: Span) -> bool;
    /// Whether nothing more is sought; asked before each way.
    fn has_all(&mut self) -> bool;
}

/// How much was gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone {
    /// Every way was gone, and of each it is known whether some case goes it: what no case that
    /// was offered shows, no case does.
    pub complete: bool,
    /// The same of the bounds on those ways.
    pub bounds: bool,
    /// How many ways there were.
    pub ways: u64,
    /// The most elements of a list that were considered, when longer lists are possible.
    pub lists_up_to: Option<u32>,
}

/// Offers `gatherer` cases of every way in which `term` can be decided: on one day, when it is
/// given, and near to a case, when there is one to stay near to.
pub fn cells(
    law: &VerifiedGraph,
    term: TermId,
    (on, near): (Option<Date>, Option<&Near>),
    patience: Patience,
    gatherer: &mut dyn Gatherer,
) -> Gone {
    let program = law.graph().program();
    let domain = Domain::of(program, patience.list_most);
    // Without what is settled of the rules, each is looked into as a decision does.
    let settled = Settled::default();
    let mut gone = Gone { complete: true, bounds: true, ways: 0, lists_up_to: None };
    let mut explorer = Explorer::new(patience.choices);
    explorer.bounds = Some(Vec::new());
    let all = explorer.all(|explorer| {
        if gatherer.has_all() {
            explorer.impatient = true;
            return;
        }
        let mut machine = Machine::new(program, explorer, &settled, &domain);
        machine.inputs.add(program.terms[term].entity);
        if machine.begin(on, near).is_err() {
            return;
        }
        let answer = machine.conclude(term, 0);
        gone.ways += 1;
        if machine.inputs.shortened {
            gone.lists_up_to = Some(domain.list_most);
        }
        if answer == Err(Lack::Halt) || machine.keep_to_assumptions().is_err() {
            return;
        }
        let beyond = matches!(answer, Err(Lack::Fault(Fault::Beyond { .. })));
        gone.complete &= !beyond && !machine.loose;
        let Machine { inputs, explorer, .. } = machine;
        let mut way = Way { program, domain: &domain, inputs: &inputs, gatherer };
        match way.offer(&mut explorer.space, None) {
            Offered::Case => way.at_bounds(explorer, &mut gone),
            Offered::Nothing => {}
            Offered::Unknown => gone.complete = false,
        }
    });
    gone.complete &= all && near.is_none();
    gone.bounds &= gone.complete;
    gone
}

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offered {
    /// There was a case to offer.
    Case,
    /// There is none.
    Nothing,
    /// None was found.
    Unknown,
}

/// One way, and who hears of it.
struct Way<'w, 'a> {
    program: &'a Program,
    domain: &'a Domain,
    inputs: &'w Inputs<'a>,
    gatherer: &'w mut dyn Gatherer,
}

impl Way<'_, '_> {
    /// Offers a case of the space.
    fn offer(&mut self, space: &mut Space, at: Option<Span>) -> Offered {
        let point = match space.point() {
            Found::Point(point) => point,
            Found::None => return Offered::Nothing,
            Found::Unknown => return Offered::Unknown,
        };
        let (case, on) = self.inputs.case_at(self.program, &point, false);
        if !self.gatherer.wants(&Witness { case, on, other: None }, at) {
            return Offered::Case;
        }
        match ordinary(self.program, self.domain, self.inputs, space, false, None) {
            Sought::Case(witness) => {
                self.gatherer.take(*witness, at);
                Offered::Case
            }
            Sought::None(_) => Offered::Nothing,
            Sought::Unknown(_) => Offered::Unknown,
        }
    }

    /// Offers a case at each bound of this way where one is of use, or else the nearest to it.
    fn at_bounds(&mut self, explorer: &mut Explorer, gone: &mut Gone) {
        for bound in explorer.bounds.clone().unwrap_or_default() {
            if !self.gatherer.at_bound(bound.about) {
                continue;
            }
            let mark = explorer.space.mark();
            let offered = match nearest(&mut explorer.space, &bound.form) {
                Ok(form) => self.at(explorer, &form, bound.about),
                Err(offered) => offered,
            };
            explorer.space.undo_to(mark);
            gone.bounds &= offered != Offered::Unknown;
        }
    }

    /// Offers a case where the form is zero: on the very day, or at the very amount, if there is
    /// one.
    fn at(&mut self, explorer: &mut Explorer, form: &Form, about: Span) -> Offered {
        let exact = exactly(explorer, form);
        let space = &mut explorer.space;
        if space.assert(&Constraint::Zero(form.clone())).is_err() {
            return Offered::Nothing;
        }
        let mark = space.mark();
        for exact in exact {
            let held = space.assert(&Constraint::Zero(exact)).is_ok() && space.sound();
            if held && self.offer(space, Some(about)) == Offered::Case {
                return Offered::Case;
            }
            space.undo_to(mark);
        }
        self.offer(space, Some(about))
    }
}

/// How far from a bound the nearest case is looked for, in steps of the form.
const FAR_FROM_BOUND: i128 = 1 << 40;

/// The form that is zero in the cases that are nearest to the bound, where `form` is zero.
fn nearest(space: &mut Space, form: &Form) -> Result<Form, Offered> {
    let least = space.range_of(form).high.min(0).saturating_neg();
    let mut found = |distance: i128, exactly: bool| {
        let shifted = form.shifted(distance)?;
        let mark = space.mark();
        let held = if exactly {
            Constraint::Zero(shifted.clone())
        } else {
            Constraint::AtMostZero(shifted.times(-1)?)
        };
        let point = space.assert(&held).map_or(Found::None, |()| space.point());
        space.undo_to(mark);
        Some((point, shifted))
    };
    // By bounds alone it is mostly known how near a case can come.
    if let Some((Found::Point(_), at)) = found(least, true) {
        return Ok(at);
    }
    // No case is this near, or nearer; one is as near as that.
    let (mut none, mut some) = (least.saturating_sub(1), least.max(1));
    loop {
        match found(some, false) {
            Some((Found::Point(_), _)) => break,
            Some((Found::None, _)) if some < FAR_FROM_BOUND => {
                (none, some) = (some, some.saturating_mul(2));
            }
            _ => return Err(Offered::Unknown),
        }
    }
    while none.saturating_add(1) < some {
        let middle = none + (some - none) / 2;
        match found(middle, false) {
            Some((Found::Point(_), _)) => some = middle,
            Some((Found::None, _)) => none = middle,
            _ => return Err(Offered::Unknown),
        }
    }
    form.shifted(some).ok_or(Offered::Unknown)
}

/// At a bound on a number of whole years, months or steps: the form that is zero on the very day,
/// or at the very amount, at which it is reached, or else the nearest ones.
fn exactly(explorer: &Explorer, bound: &Form) -> Vec<Form> {
    let mut forms = Vec::new();
    for (var, of, by) in explorer.floors_in(bound) {
        let rises = bound.terms.iter().any(|(term, coefficient)| *term == var && *coefficient > 0);
        let whole = Form::of(var).times(by);
        let Some(rest) = whole.and_then(|whole| of.plus(&whole, -1)) else { continue };
        // Just below the next whole number, in a calendar in which not every month has 31 days.
        let offsets = if rises { vec![1 - by, 2 - by, 3 - by, 4 - by] } else { vec![0] };
        forms.extend(offsets.into_iter().filter_map(|offset| rest.shifted(offset)));
    }
    forms
}
