//! Slips in declarations: a rule, a condition, a link or a period that is not there.

use super::{Change, Declared, Finder, VariantKind};
use crate::grammar::{Kind, Node};

impl Finder<'_> {
    /// The variants of one block.
    pub(super) fn block(&mut self, code: &[Declared]) {
        // Where what governs the next rule begins.
        let mut governed = None;
        for Declared { node } in code {
            match node.kind {
                Kind::Notwithstanding
                | Kind::SubjectTo
                | Kind::WithoutPrejudice
                | Kind::Reading => {
                    governed = governed.or(Some(node.start));
                    self.link(node);
                    continue;
                }
                Kind::Rule | Kind::Table | Kind::NoEntitlement | Kind::Applied => {
                    let from = governed.unwrap_or(node.start);
                    self.missing(VariantKind::Rule, node.start..node.end, from..node.end);
                }
                Kind::NotApplicable => {
                    let from = governed.unwrap_or(node.start);
                    self.missing(VariantKind::Precedence, node.start..node.end, from..node.end);
                }
                Kind::AppliesWhen => self.whole(VariantKind::Condition, node),
                Kind::Validity | Kind::Lapse => self.whole(VariantKind::Date, node),
                _ => {}
            }
            governed = None;
            self.declaration(node);
        }
    }

    fn whole(&mut self, kind: VariantKind, node: &Node) {
        self.missing(kind, node.start..node.end, node.start..node.end);
    }

    /// `notwithstanding …`: missing, or the other way round.
    fn link(&mut self, node: &Node) {
        let (word, other) = match node.kind {
            Kind::Notwithstanding => (Kind::KwNotwithstanding, Kind::KwSubjectTo),
            Kind::SubjectTo => (Kind::KwSubjectTo, Kind::KwNotwithstanding),
            // The one is checked, the other only recorded.
            _ => return,
        };
        self.whole(VariantKind::Precedence, node);
        if let (Some(word), Some(new)) = (node.get(word), self.written.phrase(other)) {
            let told = node.start..node.end;
            self.within(VariantKind::Precedence, told, word.start..word.end, new.to_owned());
        }
    }

    fn declaration(&mut self, node: &Node) {
        match node.kind {
            Kind::Rule => {
                if let Some(word) = node.get(Kind::KwNot) {
                    self.without_word(VariantKind::Negation, node, word);
                }
                self.clauses(node);
            }
            Kind::Table => {
                self.members(node, Kind::TableRow);
                self.clauses(node);
            }
            Kind::Parameter | Kind::Set => {
                self.members(node, Kind::Period);
                self.clauses(node);
            }
            Kind::NoEntitlement
            | Kind::Decision
            | Kind::TimeLimit
            | Kind::NotApplicable
            | Kind::AppliesWhen
            | Kind::Power
            | Kind::Validity
            | Kind::Lapse => self.clauses(node),
            _ => {}
        }
    }

    /// What stands within a declaration.
    fn clauses(&mut self, node: &Node) {
        for part in &node.parts {
            match part.kind {
                Kind::Ground => self.ground(part),
                Kind::Condition => self.condition(part, true),
                Kind::When if node.kind == Kind::NotApplicable => {
                    self.condition_of(part, true);
                }
                Kind::When => self.condition_of(part, false),
                Kind::Unless => self.unless(part, node.kind == Kind::NotApplicable),
                Kind::Cases => self.cases(part),
                Kind::TypeName | Kind::Remedy | Kind::Subject | Kind::Citations => {}
                _ => self.expression(part),
            }
        }
    }

    /// What makes a yes/no hold: something has to remain.
    fn ground(&mut self, node: &Node) {
        let unless = node.has(Kind::Unless);
        self.condition(node, unless);
    }

    /// A condition; whether all of its first part can be left out.
    fn condition(&mut self, node: &Node, spared: bool) {
        let first = node.parts.iter().any(|part| part.kind != Kind::Unless);
        for part in &node.parts {
            match part.kind {
                Kind::When => self.condition_of(part, spared),
                Kind::WhenPoints => self.points(part),
                Kind::Unless => self.unless(part, first || node.kind == Kind::Condition),
                _ => {}
            }
        }
    }

    /// `when …`, of one condition or several.
    fn condition_of(&mut self, node: &Node, spared: bool) {
        let Some(expression) = node.get(Kind::Expression) else { return };
        let several = expression.parts.iter().any(|part| is_join(part.kind));
        if spared && !several {
            self.whole(VariantKind::Condition, node);
        }
        self.expression(expression);
    }

    fn unless(&mut self, node: &Node, spared: bool) {
        if spared {
            self.whole(VariantKind::Exception, node);
        }
        self.expression(node);
    }

    /// Lettered points: each missing, and `and` for `or` between them.
    fn points(&mut self, node: &Node) {
        let points: Vec<&Node> = node.all(Kind::PointLimb).collect();
        if let [first, second] = points.as_slice() {
            for (gone, kept) in [(first, second), (second, first)] {
                let Some(condition) = kept.parts.last() else { continue };
                let change = Change::Missing(super::one_line(self.written.of(gone)));
                let text = self.written.of(condition).to_owned();
                let edits = vec![(first.start..second.end, text)];
                self.push(VariantKind::Condition, change, edits);
            }
        } else {
            for pair in points.windows(2) {
                let [point, next] = pair else { continue };
                let told = point.start..point.end;
                self.missing(VariantKind::Condition, told, point.start..next.start);
            }
        }
        self.joins(node);
        for point in points {
            self.expression(point);
        }
    }

    /// A distinction of cases: each missing, and those tried in order the other way round.
    fn cases(&mut self, node: &Node) {
        self.members(node, Kind::Limb);
        if let Some(otherwise) = node.get(Kind::OtherwiseLimb) {
            self.whole(VariantKind::Limb, otherwise);
        }
        let limbs: Vec<&Node> = node.all(Kind::Limb).collect();
        if node.has(Kind::KwInOrder) {
            for pair in limbs.windows(2) {
                let [first, second] = pair else { continue };
                self.swapped(first, second);
            }
        }
        for limb in node.parts.iter().flat_map(|limb| &limb.parts) {
            if limb.kind == Kind::Expression {
                self.expression(limb);
            }
        }
    }

    /// Each of several limbs, rows or periods is missing.
    pub(super) fn members(&mut self, node: &Node, kind: Kind) {
        if node.all(kind).count() > 1 {
            for member in node.all(kind) {
                self.whole(VariantKind::Limb, member);
            }
        }
    }

    /// `whole` without one of its words.
    pub(super) fn without_word(&mut self, kind: VariantKind, whole: &Node, word: &Node) {
        let behind = whole.parts.iter().find(|part| part.start >= word.end);
        let end = behind.map_or(word.end, |behind| behind.start);
        let told = whole.start..behind.map_or(word.end, |behind| behind.end);
        self.within(kind, told, word.start..end, String::new());
    }
}

/// Whether a sign or word joins two conditions.
pub(super) const fn is_join(kind: Kind) -> bool {
    matches!(kind, Kind::OpAnd | Kind::OpOr)
}
