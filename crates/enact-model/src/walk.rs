//! Walking over checked expressions.

use crate::program::{Expr, ExprKind, Gives, Program, Reference, Rule, Scale, Target, Type};
use crate::table::FactId;
use enact_source::{Citation, Span};

/// The expressions directly within one, in order; `$as_ref` and `$iter` say whether to read or to change.
macro_rules! children {
    ($kind:expr, $as_ref:ident, $as_deref:ident, $iter:ident) => {
        match $kind {
            ExprKind::Literal(_)
            | ExprKind::Read(_)
            | ExprKind::ReferenceDate
            | ExprKind::Exists { .. }
            | ExprKind::Under(_)
            | ExprKind::Applies(_)
            | ExprKind::Reciprocal(_) => Vec::new(),
            ExprKind::OrIfAbsent { value, default } => vec![value, default],
            ExprKind::Through { value, .. } => vec![value],
            ExprKind::Rescale { value, .. } | ExprKind::Round { value, .. } => vec![value],
            ExprKind::Negative(value) | ExprKind::Not(value) => vec![value],
            ExprKind::FirstDay { date, .. } => vec![date],
            ExprKind::On { value, date } | ExprKind::SumOverMonths { value, year: date } => {
                vec![value, date]
            }
            ExprKind::AsIf { value, supposed, .. } => {
                std::iter::once(value.$as_ref()).chain(supposed.$as_deref()).collect()
            }
            ExprKind::FirstDayOn { condition, from } => vec![condition, from],
            ExprKind::Arithmetic { left, right, .. } | ExprKind::Compare { left, right, .. } => {
                vec![left, right]
            }
            ExprKind::Extreme { of, .. } | ExprKind::And(of) | ExprKind::Or(of) => {
                of.$iter().collect()
            }
            ExprKind::Shift { date, period, .. } => vec![date, period],
            ExprKind::Between { from, to, .. } => vec![from, to],
            ExprKind::Over { filter, value, .. } => {
                filter.$iter().chain(value).map(|part| part.$as_ref()).collect()
            }
            ExprKind::Rank { key, .. } => vec![key],
        }
    };
}

/// Every expression of a rule: its conditions, then what it gives; in the same manner.
macro_rules! expressions {
    ($gives:expr, $clauses:expr, $when:expr, $unless:expr, $iter:ident, ($($of:tt)+)) => {{
        let gives: Vec<_> = match $gives {
            Gives::Value(value) => vec![value],
            Gives::Cases { limbs, otherwise, .. } => {
                let limbs =
                    limbs.$iter().flat_map(|limb| [$($of)+ limb.condition, $($of)+ limb.value]);
                limbs.chain(otherwise).collect()
            }
            Gives::Answer(_) | Gives::NoEntitlement | Gives::Silence { .. } => Vec::new(),
        };
        $clauses.$iter().chain($when).chain($unless).chain(gives)
    }};
}

impl Expr {
    /// The expressions directly within this one, in order.
    pub fn children(&self) -> Vec<&Expr> {
        children!(&self.kind, as_ref, as_deref, iter)
    }

    /// Visits this expression and everything within it.
    pub fn visit<'e>(&'e self, see: &mut impl FnMut(&'e Expr)) {
        see(self);
        for child in self.children() {
            child.visit(see);
        }
    }

    /// The expressions directly within this one, in order, to be changed.
    pub fn children_mut(&mut self) -> Vec<&mut Expr> {
        children!(&mut self.kind, as_mut, as_deref_mut, iter_mut)
    }

    /// Changes everything within this expression, and then itself.
    pub fn change(&mut self, change: &mut impl FnMut(&mut Expr)) {
        for child in self.children_mut() {
            child.change(change);
        }
        change(self);
    }

    /// What this expression itself reads, apart from what is within it.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        match &self.kind {
            ExprKind::Read(reference)
            | ExprKind::Exists { of: reference, .. }
            | ExprKind::AsIf { of: reference, .. }
            | ExprKind::Over { list: reference, .. }
            | ExprKind::Rank { list: reference, .. } => Some(reference),
            _ => None,
        }
    }

    /// What this expression itself reads, to be changed.
    pub fn reference_mut(&mut self) -> Option<&mut Reference> {
        match &mut self.kind {
            ExprKind::Read(reference)
            | ExprKind::Exists { of: reference, .. }
            | ExprKind::AsIf { of: reference, .. }
            | ExprKind::Over { list: reference, .. }
            | ExprKind::Rank { list: reference, .. } => Some(reference),
            _ => None,
        }
    }

    /// The facts this expression itself reads, those on its way included.
    #[must_use]
    pub fn facts_read(&self) -> Vec<FactId> {
        let Some(reference) = self.reference() else { return Vec::new() };
        let target = match reference.target {
            Target::Fact(fact) => Some(fact),
            Target::Parameter(_) | Target::Term(_) | Target::Judgement(_) => None,
        };
        reference.path.iter().copied().chain(target).collect()
    }
}

impl Program {
    /// The name of what can be read, what it holds, and how its number is written down.
    #[must_use]
    pub fn held(&self, target: Target) -> (&str, Type, Scale) {
        match target {
            Target::Fact(id) => {
                let fact = &self.facts[id];
                (&fact.name, fact.ty, fact.scale)
            }
            Target::Term(id) => {
                let term = &self.terms[id];
                (&term.name, term.ty, term.scale)
            }
            Target::Judgement(id) => (&self.judgements[id].name, Type::YesNo, Scale::None),
            Target::Parameter(id) => {
                let parameter = &self.parameters[id];
                (&parameter.name, parameter.ty, parameter.scale)
            }
        }
    }
}

impl Rule {
    /// Every expression of the rule: its conditions, then what it gives.
    pub fn expressions(&self) -> impl Iterator<Item = &Expr> {
        let Self { gives, clauses, when, unless, .. } = self;
        expressions!(gives, clauses.within, when, unless, iter, (&))
    }

    /// Every expression of the rule in the same order, to be changed.
    pub fn expressions_mut(&mut self) -> impl Iterator<Item = &mut Expr> {
        let Self { gives, clauses, when, unless, .. } = self;
        expressions!(gives, clauses.within, when, unless, iter_mut, (&mut))
    }
}

impl Program {
    /// The provision of the rule in which `span` lies.
    #[must_use]
    pub fn ground_at(&self, span: Span) -> Option<&Citation> {
        let within = |rule: &&Rule| {
            rule.span.file == span.file
                && rule.span.start <= span.start
                && span.end <= rule.span.end
        };
        let reads = |rule: &&Rule| {
            rule.expressions().any(|expr| {
                let mut found = false;
                expr.visit(&mut |part| found |= part.span == span);
                found
            })
        };
        // Several rules come from a sentence with lettered points.
        let rules = || self.rules.rows().iter().filter(within);
        rules().find(reads).or_else(|| rules().next()).map(|rule| &rule.ground)
    }
}
