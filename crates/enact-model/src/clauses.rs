//! What stands above a rule and governs it: the provisions it excepts, yields to, silences or
//! leaves as they are, and the reading it follows.

use crate::check::{Checker, Reported};
use crate::cite::Cited;
use crate::codes;
use crate::draft::Draft;
use crate::expression::Siblings;
use crate::precedence::within;
use crate::program::{Clauses, ExprKind, Reading, Rule, Target};
use crate::table::{Id, TermId};
use enact_source::{Citation, Code, Diagnostic, Provision};
use enact_syntax::tree::{CitedProvision, NotApplicable};
use std::collections::{BTreeMap, BTreeSet};

impl Checker {
    /// The provisions a rule stands apart from, with findings for those that do not exist or
    /// have nothing to except.
    pub(crate) fn exceptions(&mut self, siblings: Siblings<'_>) -> Vec<Citation> {
        self.related(siblings.draft.clauses.notwithstanding, codes::NOTHING_TO_EXCEPT, siblings)
    }

    /// What else the law says of a rule.
    pub(crate) fn clauses(&mut self, siblings: Siblings<'_>) -> Clauses {
        let said = siblings.draft.clauses;
        let beside = said.without_prejudice.iter();
        let cited: Vec<_> = beside
            .map(|cited| self.cite_anywhere(cited, siblings.draft.law, siblings.draft.provision))
            .collect();
        let without_prejudice = cited.into_iter().flatten().map(|cited| match cited {
            Cited::Inside(_, citation) | Cited::Outside(citation) => citation,
        });
        let limbs = siblings.draft.limbs;
        let law = &siblings.draft.ground.law;
        let point =
            |place: &Provision| Citation { law: law.clone(), provision: Some(place.clone()) };
        Clauses {
            within: None,
            subject_to: self.related(said.subject_to, codes::NOTHING_FIRST, siblings),
            without_prejudice: without_prejudice.collect(),
            points: limbs.map_or_else(Vec::new, |limbs| limbs.all.iter().map(point).collect()),
            alternative: siblings.draft.alternative(),
            reading: said.reading.map(|reading| Reading {
                chosen: reading.chosen.text.clone(),
                rejected: reading.rejected.text.clone(),
            }),
        }
    }

    /// The provisions whose rules a rule silences.
    pub(crate) fn silenced(
        &mut self,
        not: &NotApplicable,
        siblings: Siblings<'_>,
    ) -> Vec<Citation> {
        let citations = self.related(&not.provisions, codes::NOTHING_TO_SILENCE, siblings);
        let own = &siblings.of_term[siblings.draft.term.index()];
        if !not.exceptions || !self.unread.is_empty() {
            return citations;
        }
        for (citation, cited) in citations.iter().zip(&not.provisions) {
            let there = || own.iter().map(|index| &siblings.drafts[*index]);
            let in_it = || there().filter(|draft| within(citation, draft));
            // Whoever is excepted by `subject to` says so himself; the cited rules need not.
            let yielded_to = there().any(|draft| !draft.clauses.subject_to.is_empty());
            let excepts =
                |draft: &Draft<'_>| draft.denies() || !draft.clauses.notwithstanding.is_empty();
            if in_it().any(|draft| !draft.silences()) && !in_it().any(excepts) && !yielded_to {
                let finding = Diagnostic::new(codes::NO_EXCEPTION, cited.span)
                    .with("provision", citation.clone())
                    .with("name", self.terms[siblings.draft.term.index()].name.as_str())
                    .within(siblings.draft.ground.clone());
                self.report(finding);
            }
        }
        citations
    }

    /// The cited provisions, with findings for those that do not exist or have no rule for the
    /// value.
    fn related(
        &mut self,
        cited: &[CitedProvision],
        nothing: Code,
        siblings: Siblings<'_>,
    ) -> Vec<Citation> {
        let draft = siblings.draft;
        let mut citations = Vec::new();
        for cited in cited {
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
                    let related = own.iter().any(|index| {
                        let other = &siblings.drafts[*index];
                        !std::ptr::eq(other, draft) && within(&citation, other)
                    });
                    if !related && self.unread.is_empty() {
                        let finding = self.nothing_there(cited, &citation, nothing, siblings);
                        self.report(finding);
                    }
                    citations.push(citation);
                }
            }
        }
        citations
    }

    fn nothing_there(
        &self,
        cited: &CitedProvision,
        citation: &Citation,
        nothing: Code,
        siblings: Siblings<'_>,
    ) -> Diagnostic {
        let name = &self.terms[siblings.draft.term.index()].name;
        let finding = Diagnostic::new(nothing, cited.span)
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

    /// Rules that are without prejudice to provisions that have nothing to do with them: no rule
    /// there gives, or works towards, anything that this rule works towards.
    pub(crate) fn prejudices(&mut self, drafts: &[Draft<'_>]) {
        if self.rules.iter().any(Option::is_none) {
            return;
        }
        let concerned = |rule: &Rule| !rule.clauses.without_prejudice.is_empty();
        if !self.rules.iter().flatten().any(concerned) {
            return;
        }
        let mut reads = Readers::new();
        for (read, by) in self.rules.iter().flatten().flat_map(|rule| self.read_by(rule)) {
            reads.entry(read).or_default().push(by);
        }
        let mut findings = Vec::new();
        let pairs = drafts.iter().zip(self.rules.iter().flatten());
        for (draft, rule) in pairs.filter(|(_, rule)| concerned(rule)) {
            let reached = reach(rule.term, &reads);
            for citation in &rule.clauses.without_prejudice {
                let mut there = drafts.iter().filter(|other| within(citation, other));
                if !there.any(|other| !reached.is_disjoint(&reach(other.term, &reads))) {
                    findings.push(
                        Diagnostic::new(codes::NO_PREJUDICE, draft.span)
                            .with("provision", citation.clone())
                            .with("name", self.terms[draft.term.index()].name.as_str())
                            .within(draft.ground.clone()),
                    );
                }
            }
        }
        findings.into_iter().for_each(|finding| {
            self.report(finding);
        });
    }

    /// Which terms `rule` reads, each with the term it gives.
    fn read_by(&self, rule: &Rule) -> Vec<(TermId, TermId)> {
        let mut read = Vec::new();
        for expr in rule.expressions() {
            expr.visit(&mut |expr| match &expr.kind {
                ExprKind::Read(reference) => {
                    if let Target::Term(term) = reference.target {
                        read.push((term, rule.term));
                    }
                }
                ExprKind::Under(group) => {
                    read.push((self.program.groups[*group].term, rule.term));
                }
                _ => {}
            });
        }
        read
    }
}

/// Per term, the terms whose rules read it.
type Readers = BTreeMap<TermId, Vec<TermId>>;

/// `term` and every term that rests on it.
fn reach(term: TermId, reads: &Readers) -> BTreeSet<TermId> {
    let mut reached = BTreeSet::from([term]);
    let mut ahead = vec![term];
    while let Some(term) = ahead.pop() {
        let next = reads.get(&term).into_iter().flatten().copied();
        ahead.extend(next.filter(|by| reached.insert(*by)));
    }
    reached
}
