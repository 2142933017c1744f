//! Where it shows that a value has no answer, or two: in the claims that rest on it.

use super::{Verifier, is_gap, is_of_time, is_wrong};
use crate::group::{Asked, Examined};
use crate::machine::Fault;
use crate::region::read_directly;
use crate::report::{Finding, Flaw, Unproved, is_claim};
use enact_model::Program;
use enact_model::table::{GroupId, TermId};
use std::collections::BTreeSet;

impl Verifier<'_> {
    /// The terms whose want of an answer shows when `group` is asked.
    pub(super) fn stumbling(&self, group: GroupId, found: &Examined) -> BTreeSet<TermId> {
        let program = self.graph.program();
        let mut stumbles = found.gaps.clone();
        for term in &found.stumbled {
            let groups = program.groups.iter();
            let others = groups.filter(|(id, other)| other.term == *term && *id != group);
            let known =
                others.flat_map(|(id, _)| [self.gaps.get(&id), self.gaps_elsewhere.get(&id)]);
            let known: BTreeSet<TermId> = known.flatten().flatten().copied().collect();
            // Under a fiction, it may be its own rules that say nothing.
            if known.is_empty() { _ = stumbles.insert(*term) } else { stumbles.extend(known) }
        }
        stumbles
    }

    /// Terms that may have no answer: that shows in a claim that rests on them, or in a value
    /// that nothing reads; where it shows in neither, nobody meets it.
    pub(super) fn gaps(&mut self) {
        let program = self.graph.program();
        let shown = |of: TermId, claims: bool| {
            let tops = self.gaps.iter().filter(|(group, stumbles)| {
                let term = program.groups[**group].term;
                let main = program.terms[term].group == **group;
                let counts = if claims {
                    is_claim(&program.terms[term].kind)
                } else {
                    !self.reach.is_read(**group)
                };
                main && counts && stumbles.contains(&of)
            });
            tops.map(|(group, _)| *group).collect::<Vec<_>>()
        };
        let all: BTreeSet<TermId> = self.gaps.values().flatten().copied().collect();
        let mut asked = Vec::new();
        for of in all {
            let claims = shown(of, true);
            if !claims.is_empty() {
                asked.push((of, claims));
            } else if let tops @ [_, ..] = shown(of, false).as_slice() {
                let own = program.terms[of].group;
                let here = self.gaps.get(&own).is_some_and(|known| known.contains(&of));
                asked.push((of, if here { vec![own] } else { tops.to_vec() }));
            }
        }
        for (of, tops) in asked {
            for top in tops {
                if self.gap_shown(of, top) {
                    break;
                }
            }
        }
    }

    /// Whether the want of an answer of `of` shows when `top` is asked: with all that lies between
    /// looked into, then with what that reads, and only then with everything.
    fn gap_shown(&mut self, of: TermId, top: GroupId) -> bool {
        let program = self.graph.program();
        let own = program.terms[of].group;
        let corridor = self.between(own, top);
        let told = read_directly(program, &corridor);
        let asked = Asked { group: top, about: Some(own), told: &told };
        let wider = Some(self.reach.with_neighbours(&corridor)).filter(|wider| *wider != corridor);
        for open in [Some(corridor), wider].into_iter().flatten() {
            let quick = self.ask(asked, Some(&open));
            if !quick.complete {
                break;
            }
            if !self.stumbling(top, &quick).contains(&of) {
                return false;
            }
        }
        let whole = self.ask(asked, None);
        let flaw = Flaw::Gap { term: of };
        let asked = program.groups[top].term;
        match whole.faults.iter().find(|(fault, _)| is_gap(fault)) {
            Some((fault, Some(witness))) => {
                let (witness, regions) = (witness.clone(), self.regions(&whole, fault, top));
                self.report.findings.push(Finding { flaw, asked, witness, regions });
                true
            }
            None if whole.complete => {
                self.on_word(of, &whole, is_gap);
                false
            }
            open => {
                let asked = open.and_then(|(fault, _)| whole.vain.get(fault).copied());
                self.report.unproved.push(Unproved { term: of, flaw: Some(flaw), asked });
                false
            }
        }
    }

    /// Rules that contradict each other on another day only, or under a fiction, and ties in a
    /// list: that shows where the law asks for it.
    pub(super) fn contradictions_elsewhere(&mut self) {
        let program = self.graph.program();
        for group in std::mem::take(&mut self.suspects) {
            let above = self.reach.above(group);
            let is_top = |top: &&GroupId| {
                let term = &program.terms[program.groups[**top].term];
                term.group == **top
                    && **top != group
                    && (is_claim(&term.kind) || !self.reach.is_read(**top))
            };
            let tops: Vec<GroupId> = above.iter().filter(is_top).copied().collect();
            for top in tops {
                if self.contradiction_shown(group, top) {
                    break;
                }
            }
        }
    }

    /// Whether the rules of `group` contradict each other when `top` is asked.
    fn contradiction_shown(&mut self, group: GroupId, top: GroupId) -> bool {
        let program = self.graph.program();
        let told = read_directly(program, &self.reach.above(group));
        let found = self.ask(Asked { group: top, about: Some(group), told: &told }, None);
        let asked = program.groups[top].term;
        let mut shown = false;
        for (fault, witness) in found.faults.iter().filter(|(fault, _)| is_wrong(fault)) {
            let Some(flaw) = Flaw::of(*fault) else { continue };
            match witness {
                Some(witness) => {
                    let (witness, regions) = (witness.clone(), self.regions(&found, fault, top));
                    self.report.findings.push(Finding { flaw, asked, witness, regions });
                    shown = true;
                }
                None => {
                    let (term, asked) =
                        (program.groups[group].term, found.vain.get(fault).copied());
                    self.report.unproved.push(Unproved { term, flaw: Some(flaw), asked });
                }
            }
        }
        if !found.complete && !shown {
            let term = program.groups[group].term;
            self.report.unproved.push(Unproved { term, flaw: None, asked: None });
        } else if !shown {
            self.on_word(program.groups[group].term, &found, is_wrong);
        }
        shown
    }
}

impl Verifier<'_> {
    /// The groups through which something in one shows in another.
    pub(super) fn between(&self, low: GroupId, top: GroupId) -> BTreeSet<GroupId> {
        let below = self.reach.below(top);
        let mut between = self.reach.above(low);
        between.retain(|group| below.contains(group));
        between
    }

    /// Searches that find no day, and norms that are asked for when they are not set: that shows in
    /// a claim that rests on them, or else in a value that nothing reads.
    pub(super) fn no_answer_in_time(&mut self) {
        let program = self.graph.program();
        for group in std::mem::take(&mut self.untimely) {
            let above = self.reach.above(group);
            let main = |top: &&GroupId| program.terms[program.groups[**top].term].group == **top;
            let kind = |top: GroupId| &program.terms[program.groups[top].term].kind;
            let tops = |counts: &dyn Fn(GroupId) -> bool| -> Vec<GroupId> {
                above.iter().filter(main).copied().filter(|top| counts(*top)).collect()
            };
            let claims = tops(&|top| is_claim(kind(top)));
            let asked =
                if claims.is_empty() { tops(&|top| !self.reach.is_read(top)) } else { claims };
            let _ = asked.into_iter().any(|top| self.no_answer_shown(group, top));
        }
    }

    /// Whether it shows when `top` is asked: with all that lies between looked into, and only then
    /// with everything.
    fn no_answer_shown(&mut self, group: GroupId, top: GroupId) -> bool {
        let program = self.graph.program();
        let between = self.between(group, top);
        let told = read_directly(program, &between);
        let asked = Asked { group: top, about: Some(group), told: &told };
        let most = self.patience.choices / 8;
        let quick = self.ask_for(asked, Some(&between), most);
        if quick.complete && !quick.faults.keys().any(is_of_time) {
            return false;
        }
        let found = self.ask_for(asked, None, most);
        let asked = program.groups[top].term;
        let mut shown = false;
        for (fault, witness) in found.faults.iter().filter(|(fault, _)| is_of_time(fault)) {
            let Some(flaw) = Flaw::of(*fault) else { continue };
            match witness {
                Some(witness) => {
                    let (witness, regions) = (witness.clone(), self.regions(&found, fault, top));
                    self.report.findings.push(Finding { flaw, asked, witness, regions });
                    shown = true;
                }
                None if matches!(flaw, Flaw::NoDay { .. }) => {
                    let term = program.groups[group].term;
                    let asked = found.vain.get(fault).copied();
                    self.report.unproved.push(Unproved { term, flaw: Some(flaw), asked });
                }
                None => {}
            }
        }
        if !shown && found.complete {
            self.on_word(program.groups[group].term, &found, is_of_time);
        }
        shown
    }
}

/// The group whose rules contradict each other.
pub(super) fn group_of(program: &Program, fault: Fault) -> Option<GroupId> {
    let term = match fault {
        Fault::Conflict { term, .. } => term,
        Fault::Limbs { rule, .. } => program.rules[rule].term,
        _ => return None,
    };
    Some(program.terms[term].group)
}
