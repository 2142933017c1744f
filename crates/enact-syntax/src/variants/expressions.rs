//! Slips in expressions: the wrong word between two operands, or one that is not there.

use super::clauses::is_join;
use super::comparison::{self, compared};
use super::{Change, Finder, VariantKind, one_line, words};
use crate::grammar::{Kind, Node};
use crate::lower::comparison as comparison_of;

impl<'a> Finder<'a> {
    /// Of which subjects names are read.
    pub(super) fn learn_owners(&mut self, node: &Node) {
        let passed_over = matches!(node.kind, Kind::Example | Kind::Safeguard | Kind::Fact);
        if passed_over {
            return;
        }
        if node.kind == Kind::Access {
            let names: Vec<&Node> = node.all(Kind::Reference).collect();
            if let [name, owner] = names.as_slice() {
                let (name, owner) = (self.written.of(name), self.written.of(owner));
                self.owners.entry(name).or_default().insert(owner);
            }
        }
        for part in &node.parts {
            self.learn_owners(part);
        }
    }

    /// The variants of an expression and of all within it.
    pub(super) fn expression(&mut self, node: &Node) {
        if node.kind == Kind::Expression {
            self.joins(node);
            self.conditions(node);
        }
        self.figure(node);
        match node.kind {
            Kind::Access => self.subject(node),
            Kind::OneOf => self.options(node),
            _ => {}
        }
        for place in 0..node.parts.len() {
            self.part(node, place);
        }
    }

    /// One part of an expression, by its place.
    fn part(&mut self, node: &Node, place: usize) {
        let part = &node.parts[place];
        let range = part.start..part.end;
        let before = place.checked_sub(1).and_then(|place| node.parts.get(place));
        let from = before.map_or(part.start, |before| before.end);
        match part.kind {
            Kind::OpNot => self.negation(node, place),
            Kind::OpAtMost | Kind::OpAtLeast => {
                let end = words::limit_end(&node.parts, place);
                self.missing(VariantKind::Limit, part.start..end, from..end);
            }
            Kind::Rounded => self.rounded(node, place),
            Kind::OnDate | Kind::AsIf => {
                self.missing(VariantKind::Condition, range, from..part.end)
            }
            Kind::EachBand => self.missing(VariantKind::Rounding, range, from..part.end),
            Kind::Filter => self.missing(VariantKind::Elements, range, from..part.end),
            // The type of a value and what is cited are what they are.
            Kind::TypeName | Kind::Cite => return,
            _ => {}
        }
        if let Some(comparison) = comparison_of(part.kind) {
            for (kind, other) in comparison::others(comparison) {
                let new = compared(self.written.of(part), other, self.written.language);
                self.beside(kind, node, place, new);
            }
        }
        for (kind, new) in words::others(part.kind, node.kind, &self.written) {
            self.beside(kind, node, place, new);
        }
        self.expression(part);
    }

    /// The part at `place` reads `new`, told with the operands beside it.
    fn beside(&mut self, kind: VariantKind, node: &Node, place: usize, new: String) {
        let part = &node.parts[place];
        let told = if words::is_flat(node.kind) {
            words::operands(&node.parts, place)
        } else {
            node.start..node.end
        };
        self.within(kind, told, part.start..part.end, new);
    }

    /// Every `and` between the same conditions reads `or`, and the other way round: a mixture
    /// would not be read.
    pub(super) fn joins(&mut self, node: &Node) {
        let joins: Vec<&Node> = node.parts.iter().filter(|part| is_join(part.kind)).collect();
        let Some(other) = joins.first().and_then(|join| match join.kind {
            Kind::OpAnd => self.written.phrase(Kind::OpOr),
            _ => self.written.phrase(Kind::OpAnd),
        }) else {
            return;
        };
        let mut new = String::new();
        let mut at = node.start;
        for join in &joins {
            new.push_str(self.written.words(at..join.start));
            new.push_str(other);
            at = join.end;
        }
        new.push_str(self.written.words(at..node.end));
        let change = Change::Instead { old: one_line(self.written.of(node)), new: one_line(&new) };
        let edits = joins.iter().map(|join| (join.start..join.end, other.to_owned()));
        let edits = edits.collect();
        self.push(VariantKind::Connective, change, edits);
    }

    /// Each of several joined conditions is missing.
    fn conditions(&mut self, node: &Node) {
        let conditions: Vec<&[Node]> =
            node.parts.split(|part| is_join(part.kind)).filter(|parts| !parts.is_empty()).collect();
        if conditions.len() < 2 {
            return;
        }
        let bounds: Vec<(usize, usize)> = conditions
            .iter()
            .filter_map(|parts| Some((parts.first()?.start, parts.last()?.end)))
            .collect();
        for (place, (start, end)) in bounds.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| bounds.get(place));
            let range = match (before, bounds.get(place + 1)) {
                (_, Some((next, _))) => *start..*next,
                (Some((_, before)), None) => *before..*end,
                (None, None) => continue,
            };
            self.missing(VariantKind::Condition, *start..*end, range);
        }
    }

    /// `not` is missing.
    fn negation(&mut self, node: &Node, place: usize) {
        let (word, behind) = (&node.parts[place], node.parts.get(place + 1));
        let Some(behind) = behind else { return };
        let told = word.start..behind.end;
        self.within(VariantKind::Negation, told, word.start..behind.start, String::new());
    }

    /// A rounding is missing, or covers the last operand only. In which direction it goes is a
    /// word of its own.
    fn rounded(&mut self, node: &Node, place: usize) {
        let part = &node.parts[place];
        let Some(before) = place.checked_sub(1).and_then(|place| node.parts.get(place)) else {
            return;
        };
        self.missing(VariantKind::Rounding, part.start..part.end, before.end..part.end);
        let Some(last) = words::last_operand(&node.parts, place) else { return };
        let range = last.start..part.end;
        let new = format!("({})", self.written.words(range.clone()));
        self.instead(VariantKind::Rounding, range, new);
    }

    /// One of several options is missing.
    fn options(&mut self, node: &Node) {
        let options: Vec<&Node> = node.all(Kind::Expression).collect();
        for pair in options.windows(2) {
            let [option, next] = pair else { continue };
            let told = option.start..option.end;
            self.missing(VariantKind::Limb, told, option.start..next.start);
        }
        if let [.., before, last] = options.as_slice() {
            self.missing(VariantKind::Limb, last.start..last.end, before.end..last.end);
        }
    }

    /// Whose it is: without the last owner, or that of a subject of whom it is read elsewhere.
    fn subject(&mut self, node: &Node) {
        let names: Vec<&Node> = node.all(Kind::Reference).collect();
        let whole = node.start..node.end;
        match names.as_slice() {
            [] => {}
            [name] => {
                let word = self.written.of(name);
                let Some(of) = self.written.phrase(Kind::KwOf) else { return };
                for owner in self.owners.get(word).cloned().unwrap_or_default() {
                    self.instead(
                        VariantKind::Subject,
                        whole.clone(),
                        format!("{word} {of} {owner}"),
                    );
                }
            }
            [.., before, last] => {
                self.within(VariantKind::Subject, whole, before.end..last.end, String::new());
            }
        }
    }
}
