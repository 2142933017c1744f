//! Comparisons that come out the same in every case: their ranges leave no other answer.
//!
//! The ranges come from types, assumptions, the periods of parameters and the conditions that
//! hold at this place. Only what is certain is said. A bound that a delegated act may move does
//! not count, nor does what is known because an earlier alternative failed: `< 18`, and then
//! `≥ 18`, is how a law covers all cases.

use crate::check::Checker;
use crate::codes;
use crate::expression::Scope;
use crate::known::Weight;
use crate::program::{Expr, ExprKind, Rule, Target, Type};
use crate::table::{Id, ParameterId};
use enact_source::{Diagnostic, Language, Span};
use enact_syntax::tree::Comparison;
use enact_value::format;

/// How the two sides of a comparison lie, in every case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lie {
    /// The first below the second.
    Below,
    /// The first below the second, or equal to it.
    NotAbove,
    /// Equal.
    Same,
    /// The first above the second, or equal to it.
    NotBelow,
    /// The first above the second.
    Above,
}

impl Checker {
    /// Warns when a comparison of a rule, whose sign stands `at`, is always or never true.
    pub(crate) fn foregone(&mut self, condition: &Expr, at: Span, scope: &Scope<'_>) {
        let ExprKind::Compare { comparison, left, right } = &condition.kind else { return };
        let Some(lie) = lie(left, right) else { return };
        let Some(answer) = answer(*comparison, lie) else { return };
        // A cell of a table has no sign of its own. It tells its whole range, so that an end of it
        // may follow from elsewhere.
        let cell = at == condition.span;
        if scope.rule.is_none() || (cell && answer) || !self.certain(answer, left, right, scope) {
            return;
        }
        let words = |language: Language| {
            let below = matches!(lie, Lie::Below | Lie::NotAbove);
            let sides = [(left, below), (right, !below)];
            let bounds = sides.into_iter().filter_map(|(side, high)| {
                let exactly = lie == Lie::Same;
                self.bound_words(side, (!exactly).then_some(high), scope, language)
            });
            let joined: Vec<String> = bounds.collect();
            joined.join(language.pick(", en ", ", and "))
        };
        let why = (words(Language::Dutch), words(Language::English));
        let answer =
            if answer { ("altijd waar", "always true") } else { ("nooit waar", "never true") };
        let applied = scope.rule.and_then(|own| own.draft.applied.map(|_| own.draft.span));
        let finding = Diagnostic::new(codes::FOREGONE, applied.unwrap_or(condition.span))
            .with("what", self.plain_words(condition.span, scope))
            .with("answer", answer)
            .with("why", why)
            .within(scope.ground.clone());
        let finding = match applied {
            Some(_) => finding.and_at(condition.span, "label-applied").advising("help-applied"),
            None => finding,
        };
        self.report(finding);
    }

    /// Whether nothing but certain knowledge went into the ranges.
    fn certain(&self, answer: bool, left: &Expr, right: &Expr, scope: &Scope<'_>) -> bool {
        let mut certain = true;
        let mut see = |part: &Expr| {
            certain &= !self.reads_movable(part);
            let Some(reference) = part.reference() else { return };
            certain &= match scope.known.weight(reference) {
                Weight::Certain => true,
                Weight::Passed => !answer,
                Weight::Alternative => false,
            };
            // A claim may not exist, and then nothing is true of it.
            certain &= !answer || !matches!(reference.target, Target::Term(_));
        };
        left.visit(&mut see);
        right.visit(&mut see);
        certain
    }

    /// Whether the range of what rules (places among all rules) give may be moved by a delegated
    /// act.
    pub(crate) fn is_movable(&self, rules: &[usize]) -> bool {
        let rules = rules.iter().filter_map(|index| self.rules[*index].as_ref());
        let mut movable = false;
        for expr in rules.flat_map(Rule::expressions) {
            expr.visit(&mut |part| movable |= self.reads_movable(part));
        }
        movable
    }

    /// Whether `part` itself reads a figure that a delegated act may move.
    fn reads_movable(&self, part: &Expr) -> bool {
        let parameter = |parameter: ParameterId| {
            let declared = &self.program.parameters[parameter];
            declared.delegated.is_some() || declared.periods.is_empty()
        };
        match &part.kind {
            ExprKind::Read(reference) => match reference.target {
                Target::Parameter(read) => parameter(read),
                Target::Term(term) => self.terms[term.index()].movable,
                Target::Fact(_) | Target::Judgement(_) => false,
            },
            ExprKind::Reciprocal(read) => parameter(*read),
            ExprKind::Under(group) => {
                let members = self.program.groups[*group].members.iter();
                let rules: Vec<usize> = members.map(|member| member.rule.index()).collect();
                self.is_movable(&rules)
            }
            _ => false,
        }
    }

    /// `inkomen` is ten minste € 10; nothing for a figure.
    fn bound_words(
        &self,
        side: &Expr,
        high: Option<bool>,
        scope: &Scope<'_>,
        language: Language,
    ) -> Option<String> {
        if matches!(side.kind, ExprKind::Literal(_)) {
            return None;
        }
        let ((denominator, range), (unit, rate)) = (side.fixed()?, side.ty.unit()?);
        let (units, relation) = match high {
            None => (range.low, ""),
            Some(true) => (range.high, language.pick("ten hoogste ", "at most ")),
            Some(false) => (range.low, language.pick("ten minste ", "at least ")),
        };
        let amount = format::amount(units, denominator, unit, rate, language);
        let name = self.plain_words(side.span, scope);
        Some(format!("`{name}` is {relation}{amount}"))
    }

    /// The drafter's words on one line, with the names that are read here.
    fn plain_words(&self, span: Span, scope: &Scope<'_>) -> String {
        let text = self.program.sources.slice(span);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match scope.rule.and_then(|own| own.draft.applied) {
            Some(instance) => instance.applied().words(&words),
            None => words,
        }
    }
}

/// How two numbers over one denominator lie; `None` when that depends on the case.
fn lie(left: &Expr, right: &Expr) -> Option<Lie> {
    let ((over, one), (same, other)) = (left.fixed()?, right.fixed()?);
    if over != same || left.ty == Type::YesNo {
        return None;
    }
    match () {
        () if one.high < other.low => Some(Lie::Below),
        () if one.low > other.high => Some(Lie::Above),
        () if one.low == one.high && one == other => Some(Lie::Same),
        () if one.high <= other.low => Some(Lie::NotAbove),
        () if one.low >= other.high => Some(Lie::NotBelow),
        () => None,
    }
}

/// What a comparison comes to when its sides lie so; `None` when that is open.
fn answer(comparison: Comparison, lie: Lie) -> Option<bool> {
    match (comparison, lie) {
        (Comparison::Less, Lie::Below)
        | (Comparison::AtMost, Lie::Below | Lie::NotAbove | Lie::Same)
        | (Comparison::More, Lie::Above)
        | (Comparison::AtLeast, Lie::Above | Lie::NotBelow | Lie::Same)
        | (Comparison::Equal, Lie::Same)
        | (Comparison::Unequal, Lie::Below | Lie::Above) => Some(true),
        (Comparison::Less, Lie::Above | Lie::NotBelow | Lie::Same)
        | (Comparison::AtMost, Lie::Above)
        | (Comparison::More, Lie::Below | Lie::NotAbove | Lie::Same)
        | (Comparison::AtLeast, Lie::Below)
        | (Comparison::Equal, Lie::Below | Lie::Above)
        | (Comparison::Unequal, Lie::Same) => Some(false),
        (Comparison::Less, Lie::NotAbove)
        | (Comparison::AtMost, Lie::NotBelow)
        | (Comparison::More, Lie::NotBelow)
        | (Comparison::AtLeast, Lie::NotAbove)
        | (Comparison::Equal | Comparison::Unequal, Lie::NotAbove | Lie::NotBelow) => None,
    }
}
