//! Which rule precedes which: `notwithstanding`, `subject to`, `does not apply`, and within a
//! law the denying rule.
//!
//! Start at [`Checker::weigh`]: it orders the rules of a group so that those that precede
//! others come first, and closes precedence over chains.

use crate::applied::Instance;
use crate::check::{Checker, Reported};
use crate::codes;
use crate::draft::{Content, Draft};
use crate::expression::hull;
use crate::program::{Gives, Group, Member, Scale, Type};
use crate::rule::common_denominator;
use crate::table::{GroupId, Id, RuleId, TermId};
use enact_source::{Argument, Citation, Diagnostic, Language};
use std::collections::VecDeque;

impl Checker {
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
        let Weighed { before, order } = precedes;
        let mut places = vec![0; order.len()];
        for (place, member) in order.iter().enumerate() {
            places[*member] = place;
        }
        let ordered = order.iter().map(|member| {
            let mut preceded_by: Vec<usize> =
                before.those_before(*member).map(|other| places[other]).collect();
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
    ) -> Result<Weighed, Reported> {
        let rule = |member: usize| &drafts[members[member]];
        let mut direct = self.said(members, drafts);
        let mut explicit = direct.clone();
        explicit.close();
        let mut precedes = explicit.clone();
        for first in (0..members.len()).filter(|member| rule(*member).denies()) {
            let yields = |second: &usize| !rule(*second).denies() && !rule(*second).silences();
            for second in (0..members.len()).filter(yields) {
                if rule(first).law == rule(second).law && !explicit.has(second, first) {
                    direct.add(first, second);
                    precedes.add(first, second);
                }
            }
        }
        precedes.close();
        let silences = self.silences(members, drafts, &precedes);
        let mut order = precedes.with(&silences);
        let before = order.clone();
        order.close();
        if order.mutual() {
            let round = direct.with(&silences).round();
            let round: Vec<&Draft<'_>> = round.into_iter().map(rule).collect();
            return Err(self.circular(term, &round));
        }
        self.no_prejudice(term, members, drafts, &explicit.with(&silences));
        Ok(Weighed { before, order: order.preceding_first() })
    }

    /// Provisions of which each precedes the next, and the last the first.
    fn circular(&mut self, term: TermId, round: &[&Draft<'_>]) -> Reported {
        let Some((first, others)) = round.split_first() else { return Reported };
        let place = |draft: &Draft<'_>, language: Language| {
            draft.ground.cite_within(&first.ground.law, language)
        };
        let steps = |language: Language| {
            let steps = round.iter().chain([first]).map(|draft| place(draft, language));
            steps.collect::<Vec<_>>().join(" → ")
        };
        let next = |at: usize| {
            let next = round.get(at + 1).unwrap_or(first);
            ("next", Argument::from((place(next, Language::Dutch), place(next, Language::English))))
        };
        let (key, second) = next(0);
        let mut finding = Diagnostic::new(codes::MUTUAL_PRECEDENCE, first.span)
            .with("name", self.terms[term.index()].name.as_str())
            .with("round", (steps(Language::Dutch), steps(Language::English)))
            .with(key, second)
            .within(first.ground.clone());
        for (at, draft) in (1..).zip(others) {
            finding = finding.and_at_with(draft.span, "label-step", vec![next(at)]);
        }
        self.report(finding)
    }

    /// Who precedes whom as the law says, directly.
    fn said(&self, members: &[usize], drafts: &[Draft<'_>]) -> Precedence {
        let rule = |member: usize| &drafts[members[member]];
        let mut precedes = Precedence::none(members.len());
        for first in 0..members.len() {
            if matches!(rule(first).content, Content::OutOfScope(_)) {
                (0..members.len()).filter(|other| *other != first).for_each(|other| {
                    precedes.add(other, first);
                });
            }
            let Some(checked) = &self.rules[members[first]] else { continue };
            let others = |place: &Citation| {
                let there = (0..members.len()).filter(|second| within(place, rule(*second)));
                let other = |second: &usize| {
                    *second != first && !rule(*second).is_alternative_to(rule(first))
                };
                there.filter(other).collect::<Vec<_>>()
            };
            for second in checked.notwithstanding.iter().flat_map(others) {
                precedes.add(first, second);
            }
            for second in checked.clauses.subject_to.iter().flat_map(others) {
                precedes.add(second, first);
            }
        }
        self.carried_precedence(members, drafts, &mut precedes);
        precedes
    }

    /// Who silences whom; not closed: what a silenced rule displaced, speaks again.
    fn silences(
        &self,
        members: &[usize],
        drafts: &[Draft<'_>],
        precedes: &Precedence,
    ) -> Precedence {
        let mut silences = Precedence::none(members.len());
        for first in 0..members.len() {
            let gives = self.rules[members[first]].as_ref().map(|rule| &rule.gives);
            let Some(Gives::Silence { provisions, exceptions }) = gives else { continue };
            for second in (0..members.len()).filter(|second| *second != first) {
                let there = provisions.iter().any(|place| within(place, &drafts[members[second]]));
                let excepts = || (0..members.len()).any(|other| precedes.has(second, other));
                if there && (!exceptions || excepts()) {
                    silences.add(first, second);
                }
            }
        }
        silences
    }

    /// Rules that say that both apply, and of which one yields to the other.
    fn no_prejudice(
        &mut self,
        term: TermId,
        members: &[usize],
        drafts: &[Draft<'_>],
        precedes: &Precedence,
    ) {
        for first in 0..members.len() {
            let Some(checked) = &self.rules[members[first]] else { continue };
            let one = &drafts[members[first]];
            let yielding = (0..members.len()).find(|second| {
                let other = &drafts[members[*second]];
                let cited = &checked.clauses.without_prejudice;
                cited.iter().any(|place| within(place, other))
                    && (precedes.has(first, *second) || precedes.has(*second, first))
            });
            let Some(second) = yielding else { continue };
            let other = &drafts[members[second]];
            let (wins, yields) = match precedes.has(first, second) {
                true => (one, other),
                false => (other, one),
            };
            let finding = Diagnostic::new(codes::PREJUDICE, one.span)
                .with("name", self.terms[term.index()].name.as_str())
                .with("provision", other.ground.clone())
                .with("wins", wins.ground.clone())
                .with("yields", yields.ground.clone())
                .and_at(other.span, "label-other")
                .within(one.ground.clone());
            self.report(finding);
        }
    }

    /// Rules that are applied together precede each other as they do where they stand.
    fn carried_precedence(
        &self,
        members: &[usize],
        drafts: &[Draft<'_>],
        precedes: &mut Precedence,
    ) {
        for (first, index) in members.iter().enumerate() {
            let Some(instance) = drafts[*index].applied else { continue };
            for (second, other) in members.iter().enumerate().filter(|(at, _)| *at != first) {
                let other = &drafts[*other];
                if other.is_alternative_to(&drafts[*index]) {
                    continue;
                }
                let stands = |cited: &Citation| match other.applied {
                    None => within(cited, other),
                    Some(other) => {
                        other.application == instance.application && stands_in(other, cited)
                    }
                };
                if instance.notwithstanding.iter().any(stands) {
                    precedes.add(first, second);
                }
                if instance.subject_to.iter().any(stands) {
                    precedes.add(second, first);
                }
            }
        }
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

/// Whether an applied rule itself stands in the cited provision.
fn stands_in(instance: &Instance, cited: &Citation) -> bool {
    cited.law == instance.origin.law
        && match (&cited.provision, &instance.origin.provision) {
            (Some(cited), Some(place)) => cited.contains(place),
            _ => false,
        }
}

/// Whether a rule stands in the cited provision.
pub(crate) fn within(citation: &Citation, rule: &Draft<'_>) -> bool {
    citation.law == rule.ground.law
        && match (&citation.provision, rule.provision) {
            (Some(cited), Some(place)) => cited.contains(place),
            _ => false,
        }
}

/// The members of a group against each other.
struct Weighed {
    /// Who precedes or silences whom.
    before: Precedence,
    /// The members, those that precede or silence others first.
    order: Vec<usize>,
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

    /// Both.
    fn with(&self, other: &Self) -> Self {
        let pairs = self.matrix.iter().zip(&other.matrix).map(|(one, two)| *one || *two);
        Self { matrix: pairs.collect(), members: self.members, any: self.any || other.any }
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

    /// Whether, once closed, two each precede the other.
    fn mutual(&self) -> bool {
        (0..self.members).any(|member| self.has(member, member))
    }

    /// The shortest way from the first member on a circle back to itself, each step direct.
    fn round(&self) -> Vec<usize> {
        (0..self.members).find_map(|start| self.way_back(start)).unwrap_or_default()
    }

    fn way_back(&self, start: usize) -> Option<Vec<usize>> {
        let mut came_from = vec![None; self.members];
        let mut waiting = VecDeque::from([start]);
        while let Some(member) = waiting.pop_front() {
            if self.has(member, start) {
                let before = |at: &usize| came_from[*at].filter(|_| *at != start);
                let mut round: Vec<usize> = std::iter::successors(Some(member), before).collect();
                round.reverse();
                return Some(round);
            }
            for next in (0..self.members).filter(|next| self.has(member, *next)) {
                if next != start && came_from[next].is_none() {
                    came_from[next] = Some(member);
                    waiting.push_back(next);
                }
            }
        }
        None
    }

    /// Those that precede others first, otherwise in order of the text: in a closed precedence
    /// whoever yields to more comes later.
    fn preceding_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.members).collect();
        order.sort_by_cached_key(|member| (self.those_before(*member).count(), *member));
        order
    }
}
