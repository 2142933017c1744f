//! Which rule precedes which: `notwithstanding`, and within a law the denying rule.
//!
//! Start at [`Checker::weigh`]: it orders the rules of a group so that those that precede
//! others come first, and closes precedence over chains.

use crate::check::{Checker, Reported};
use crate::cite::Cited;
use crate::codes;
use crate::draft::Draft;
use crate::expression::{Siblings, hull};
use crate::program::{Group, Member, Scale, Type};
use crate::rule::common_denominator;
use crate::table::{GroupId, Id, RuleId, TermId};
use enact_source::{Citation, Diagnostic};
use std::collections::BTreeSet;

impl Checker {
    /// The provisions a rule stands apart from, with findings for those that do not exist or
    /// have nothing to except.
    pub(crate) fn exceptions(&mut self, siblings: Siblings<'_>) -> Vec<Citation> {
        let draft = siblings.draft;
        let mut citations = Vec::new();
        for cited in draft.notwithstanding {
            match self.cite_anywhere(cited, draft.law, draft.provision) {
                Err(Reported) => {}
                Ok(Cited::Outside(citation)) => {
                    self.report(
                        Diagnostic::new(codes::EXCEPTION_TO_TEXT, cited.span)
                            .with("provision", citation.clone())
                            .within(draft.ground.clone()),
                    );
                    citations.push(citation);
                }
                Ok(Cited::Inside(_, citation)) => {
                    let own = &siblings.of_term[draft.term.index()];
                    let excepts = own.iter().any(|index| {
                        let other = &siblings.drafts[*index];
                        !std::ptr::eq(other, draft) && within(&citation, other)
                    });
                    if !excepts && self.unread.is_empty() {
                        let finding = self.nothing_to_except(cited, &citation, siblings);
                        self.report(finding);
                    }
                    citations.push(citation);
                }
            }
        }
        citations
    }

    fn nothing_to_except(
        &self,
        cited: &enact_syntax::tree::CitedProvision,
        citation: &Citation,
        siblings: Siblings<'_>,
    ) -> Diagnostic {
        let name = &self.terms[siblings.draft.term.index()].name;
        let finding = Diagnostic::new(codes::NOTHING_TO_EXCEPT, cited.span)
            .with("provision", citation.clone())
            .with("name", name.as_str())
            .within(siblings.draft.ground.clone());
        let there: BTreeSet<&str> = siblings
            .drafts
            .iter()
            .filter(|draft| within(citation, draft))
            .map(|draft| self.terms[draft.term.index()].name.as_str())
            .collect();
        if there.is_empty() {
            return finding;
        }
        let there: Vec<String> = there.into_iter().map(|name| format!("`{name}`")).collect();
        finding.with("there", there.join(", ")).advising("help-others")
    }

    /// Weighs the rules `members` (places in `drafts`) of `term` against each other.
    pub(crate) fn weigh(
        &mut self,
        term: TermId,
        members: &[usize],
        drafts: &[Draft<'_>],
    ) -> Result<(GroupId, Scale), Reported> {
        if members.iter().any(|index| self.rules[*index].is_none()) {
            return Err(Reported);
        }
        let precedes = self.precedence(term, members, drafts)?;
        let scale = self.common_scale(term, members, drafts)?;
        let factor = |index: usize| match self.rules[index].as_ref().map(|rule| rule.scale) {
            Some(Scale::Fixed { denominator, .. }) => scale.denominator() / denominator,
            _ => 1,
        };
        let order = precedes.preceding_first();
        let mut places = vec![0; order.len()];
        for (place, member) in order.iter().enumerate() {
            places[*member] = place;
        }
        let ordered = order.iter().map(|member| {
            let mut preceded_by: Vec<usize> =
                precedes.those_before(*member).map(|other| places[other]).collect();
            preceded_by.sort_unstable();
            let index = members[*member];
            Member { rule: RuleId::from_index(index), factor: factor(index), preceded_by }
        });
        let group = Group { term, scale, members: ordered.collect() };
        Ok((self.program.groups.push(group), scale))
    }

    /// Who precedes whom: as the law says, and within a law the denying rule by default.
    fn precedence(
        &mut self,
        term: TermId,
        members: &[usize],
        drafts: &[Draft<'_>],
    ) -> Result<Precedence, Reported> {
        let rule = |member: usize| &drafts[members[member]];
        let mut precedes = Precedence::none(members.len());
        for first in 0..members.len() {
            let places = self.rules[members[first]].iter().flat_map(|rule| &rule.notwithstanding);
            for place in places {
                let yielding = (0..members.len()).filter(|second| within(place, rule(*second)));
                yielding.filter(|second| *second != first).for_each(|second| {
                    precedes.add(first, second);
                });
            }
        }
        precedes.close();
        let explicit = precedes.clone();
        for first in (0..members.len()).filter(|member| rule(*member).denies()) {
            for second in (0..members.len()).filter(|member| !rule(*member).denies()) {
                if rule(first).law == rule(second).law && !explicit.has(second, first) {
                    precedes.add(first, second);
                }
            }
        }
        precedes.close();
        let Some((first, second)) = precedes.mutual() else { return Ok(precedes) };
        let (one, other) = (rule(first), rule(second));
        let finding = Diagnostic::new(codes::MUTUAL_PRECEDENCE, one.span)
            .with("name", self.terms[term.index()].name.as_str())
            .with("first", one.ground.clone())
            .with("second", other.ground.clone())
            .and_at(other.span, "label-second")
            .within(one.ground.clone());
        Err(self.report(finding))
    }

    /// The denominator and range that hold every answer of the rules.
    fn common_scale(
        &mut self,
        term: TermId,
        members: &[usize],
        drafts: &[Draft<'_>],
    ) -> Result<Scale, Reported> {
        let scales: Vec<Scale> = members
            .iter()
            .filter_map(|index| self.rules[*index].as_ref().map(|rule| rule.scale))
            .filter(|scale| *scale != Scale::None)
            .collect();
        let common = common_denominator(scales.iter().copied());
        let level = |scale: Scale| match scale {
            Scale::Fixed { denominator, range } => range
                .scale(common? / denominator)
                .and_then(|range| Some(Scale::Fixed { denominator: common?, range })),
            Scale::None | Scale::Quotient { .. } => Some(scale),
        };
        let level: Option<Vec<Scale>> = scales.into_iter().map(level).collect();
        let Some(level) = level else { return Err(self.wide(term, drafts, members)) };
        // Rules that only deny give no number, but the term is one.
        let none = match self.terms[term.index()].ty.and_then(Type::unit) {
            Some(_) => Scale::whole(0, 0),
            None => Scale::None,
        };
        Ok(level.into_iter().reduce(hull).unwrap_or(none))
    }

    fn wide(&mut self, term: TermId, drafts: &[Draft<'_>], members: &[usize]) -> Reported {
        let finding = Diagnostic::new(codes::TOO_LARGE, self.terms[term.index()].span)
            .with("what", self.terms[term.index()].name.as_str());
        let ground = members.first().map(|index| drafts[*index].ground.clone());
        self.report(finding.within(ground))
    }
}

/// Whether a rule stands in the cited provision.
fn within(citation: &Citation, rule: &Draft<'_>) -> bool {
    citation.law == rule.ground.law
        && match (&citation.provision, rule.provision) {
            (Some(cited), Some(place)) => cited.contains(place),
            _ => false,
        }
}

/// Which member of a group precedes which.
#[derive(Debug, Clone)]
struct Precedence {
    /// Row by row: whether the row's member precedes the column's.
    matrix: Vec<bool>,
    members: usize,
    any: bool,
}

impl Precedence {
    fn none(members: usize) -> Self {
        Self { matrix: vec![false; members * members], members, any: false }
    }

    fn has(&self, first: usize, second: usize) -> bool {
        self.any && self.matrix[first * self.members + second]
    }

    fn add(&mut self, first: usize, second: usize) {
        self.matrix[first * self.members + second] = true;
        self.any = true;
    }

    fn those_before(&self, member: usize) -> impl Iterator<Item = usize> {
        (0..if self.any { self.members } else { 0 }).filter(move |other| self.has(*other, member))
    }

    /// Who precedes one that precedes another, precedes that other.
    fn close(&mut self) {
        if !self.any {
            return;
        }
        for middle in 0..self.members {
            for first in 0..self.members {
                if self.has(first, middle) {
                    for last in 0..self.members {
                        if self.has(middle, last) {
                            self.add(first, last);
                        }
                    }
                }
            }
        }
    }

    /// Two that each precede the other.
    fn mutual(&self) -> Option<(usize, usize)> {
        let first = (0..self.members).find(|member| self.has(*member, *member))?;
        let second = (0..self.members)
            .find(|other| *other != first && self.has(first, *other) && self.has(*other, first));
        Some((first, second.unwrap_or(first)))
    }

    /// Those that precede others first, otherwise in order of the text: in a closed precedence
    /// whoever yields to more comes later.
    fn preceding_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.members).collect();
        order.sort_by_cached_key(|member| (self.those_before(*member).count(), *member));
        order
    }
}
