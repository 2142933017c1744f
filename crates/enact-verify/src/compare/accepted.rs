//! Cases that only one of two laws accepts.
//!
//! Such a case lies outside what the other law lets a fact be, or breaks an assumption that the
//! other law has. The first is read off the declarations; for the second a case is looked for.

use super::told::OnlyOne;
use super::{Means, Versions};
use crate::confirm::Replayed;
use crate::domain::Domain;
use crate::explore::Explorer;
use crate::machine::Machine;
use crate::witness::{Sought, Witness, ordinary};
use enact_model::Program;
use enact_model::program::{Fact, Scale, Type};
use enact_model::table::{FactId, TermId};

impl Versions<'_> {
    /// What only one of the laws accepts: values of facts that both have, and cases that break an
    /// assumption of the other.
    #[must_use]
    pub fn accepted_by_one(&self, means: Means<'_>) -> Vec<OnlyOne> {
        let facts = self.facts_of_both().into_iter().flat_map(|(before, after)| {
            let (earlier, later) = (self.before.graph().program(), self.after.program());
            let more = [
                accepts_more((earlier, &earlier.facts[before]), (later, &later.facts[after])),
                accepts_more((later, &later.facts[after]), (earlier, &earlier.facts[before])),
            ];
            let wider = [false, true].into_iter().zip(more).filter(|(_, more)| *more);
            wider.map(move |(later, _)| OnlyOne::Fact { before, after, later })
        });
        let assumed = self.joint.assumed_by_one.iter().filter_map(|(place, side, own)| {
            let (case, on) = self.broken(*place, *side, means)?;
            Some(OnlyOne::Case { assumption: *own, later: *side == 0, case, on })
        });
        facts.chain(assumed).collect()
    }

    /// Facts of both laws, as each has it.
    fn facts_of_both(&self) -> Vec<(FactId, FactId)> {
        let [earlier, later] = &self.joint.sides;
        let both = earlier.facts.iter().filter_map(|(joint, (before, _))| {
            later.facts.get(joint).map(|(after, _)| (*before, *after))
        });
        both.collect()
    }

    /// A case that breaks an assumption of this side, and that the other side accepts.
    fn broken(
        &self,
        place: usize,
        side: usize,
        means: Means<'_>,
    ) -> Option<(enact_model::case::Case, enact_value::Date)> {
        let mut program = self.joint.program.clone();
        let assumption = program.assumptions.remove(place);
        let domain = Domain::of(&program, means.patience.list_most);
        let mut found: Option<Witness> = None;
        Explorer::new(means.patience.choices).all(|explorer| {
            if found.is_some() {
                explorer.impatient = true;
                return;
            }
            let mut machine = Machine::new(&program, explorer, &self.joint.settled, &domain);
            let subject = machine.inputs.add(assumption.entity);
            let broken = machine.holds(&assumption.condition, subject) == Ok(false);
            if !broken || machine.keep_to_assumptions().is_err() {
                return;
            }
            let Machine { inputs, explorer, .. } = machine;
            let space = &mut explorer.space;
            if let Sought::Case(case) =
                ordinary(&program, &domain, &inputs, space, false, means.solver)
            {
                found = Some(*case);
            }
        });
        let witness = found?;
        let graphs = [self.before.graph(), self.after];
        let told = |side: usize| {
            self.joint.sides[side].case(&self.joint.program, graphs[side].program(), &witness.case)
        };
        let refused = |side: usize| {
            let term: TermId = graphs[side].program().terms.ids().next()?;
            let found = means.replay.decide(graphs[side], term, &told(side), witness.on);
            Some(found == Replayed::Refused)
        };
        let shown = refused(side)? && !refused(1 - side)?;
        shown.then(|| (told(1 - side), witness.on))
    }
}

/// Whether the one fact can be something that the other cannot.
fn accepts_more((one, first): (&Program, &Fact), (other, second): (&Program, &Fact)) -> bool {
    let numbers = match (first.scale, second.scale) {
        (
            Scale::Fixed { denominator, range },
            Scale::Fixed { denominator: below, range: narrow },
        ) => {
            let scaled = |range: enact_value::Range, by: i128| range.scale(by);
            match (scaled(range, below), scaled(narrow, denominator)) {
                (Some(wide), Some(narrow)) => wide.low < narrow.low || narrow.high < wide.high,
                _ => false,
            }
        }
        _ => false,
    };
    let options = match (first.ty, second.ty) {
        (Type::Choice(first), Type::Choice(second)) => {
            let known = &other.choices[second].options;
            one.choices[first].options.iter().any(|option| !known.contains(option))
        }
        _ => false,
    };
    let longer = match (first.list, second.list) {
        (Some(first), Some(second)) => first.most > second.most,
        _ => false,
    };
    numbers
        || options
        || longer
        || (first.optional && !second.optional)
        || first.decimals > second.decimals
}
