//! What no example shows, in the drafter's words.

use super::aims::Aims;
use crate::goals::Goal;
use crate::written;
use enact_model::bands::Brackets;
use enact_model::program::{Expr, ExprKind, Gives, Reference, Scale, Target, Type};
use enact_source::{Argument, Span};
use enact_syntax::tree::Comparison;
use enact_value::{Range, Value};

/// More signs than this of a condition are not repeated.
const WORDS_MAX: usize = 160;

impl Aims<'_> {
    /// What to say when no example shows `goal`.
    pub(super) fn told(&self, goal: Goal) -> String {
        let quoted = || [("words", Argument::from(self.words(goal, goal.span(self.goals))))];
        match goal {
            Goal::Speaks(rule) => {
                let name = [("name", Argument::from(self.named(self.program().rules[rule].term)))];
                match self.program().rules[rule].gives {
                    Gives::NoEntitlement => self.say("coverage-missing-refuses", &name),
                    Gives::Answer(_)
                    | Gives::Value(_)
                    | Gives::Cases { .. }
                    | Gives::Silence { .. } => self.say("coverage-missing-speaks", &name),
                }
            }
            Goal::Limb(rule, number) => match &self.program().rules[rule].gives {
                Gives::Cases { limbs, .. } => match limbs.get(number) {
                    Some(limb) if limb.row => self.say("coverage-missing-row", &quoted()),
                    Some(_) => self.say("coverage-missing-limb", &quoted()),
                    None => self.say("coverage-missing-otherwise", &quoted()),
                },
                _ => self.say("coverage-missing-limb", &quoted()),
            },
            Goal::Turns(_, true) => self.say("coverage-missing-holds", &quoted()),
            Goal::Turns(_, false) => self.say("coverage-missing-fails", &quoted()),
            Goal::Decides(..) => self.say("coverage-missing-decides", &quoted()),
            Goal::Edge(condition, part, holds) => {
                self.edge(goal, self.goals.conditions[condition].parts[part], holds)
            }
        }
    }

    /// The limit of a comparison, from the side on which it holds, or does not.
    fn edge(&self, goal: Goal, part: &Expr, holds: bool) -> String {
        let ExprKind::Compare { comparison, left, right } = &part.kind else {
            return String::new();
        };
        let (comparison, left, right) = match fixed(left) && !fixed(right) {
            true => (mirrored(*comparison), right, left),
            false => (*comparison, left, right),
        };
        let words = |expr: &Expr| self.words(goal, expr.span);
        let (of, limit) = (words(left), words(right));
        let told_apart = !of.is_empty()
            && !limit.is_empty()
            && of != limit
            && left.span != part.span
            && right.span != part.span;
        if !told_apart {
            let id =
                if holds { "coverage-missing-just-holds" } else { "coverage-missing-just-fails" };
            return self.say(id, &[("words", self.words(goal, part.span).into())]);
        }
        let days = left.ty == Type::Date;
        let id = match (side(comparison, holds), days) {
            (Side::At, false) => "coverage-missing-at",
            (Side::Below, false) => "coverage-missing-below",
            (Side::Above, false) => "coverage-missing-above",
            (Side::Beside, false) => "coverage-missing-beside",
            (Side::At, true) => "coverage-missing-day",
            (Side::Below, true) => "coverage-missing-day-before",
            (Side::Above, true) => "coverage-missing-day-after",
            (Side::Beside, true) => "coverage-missing-day-beside",
        };
        self.say(id, &[("left", of.into()), ("right", limit.into())])
    }

    /// The drafter's words at `span`, as the rule of `goal` reads them.
    fn words(&self, goal: Goal, span: Span) -> String {
        let words = self.program().sources.slice(span);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let applied = self.rule(goal).applied.as_ref();
        let words = applied.map_or(words.clone(), |applied| applied.words(&words));
        if words.chars().count() <= WORDS_MAX {
            return words;
        }
        let kept: String = words.chars().take(WORDS_MAX).collect();
        let kept = kept.rsplit_once(' ').map_or(kept.as_str(), |(kept, _)| kept);
        format!("{kept} …")
    }

    /// A band of a scale, by its upper bound, or of the last its lower one.
    pub(super) fn band(&self, floor: i128, up_to: Option<i128>, brackets: &Brackets) -> String {
        let bound = [("bound", self.amount(up_to.unwrap_or(floor), brackets).into())];
        match up_to {
            Some(_) => self.say("coverage-band-up-to", &bound),
            None => self.say("coverage-band-above", &bound),
        }
    }

    pub(super) fn amount(&self, units: i128, brackets: &Brackets) -> String {
        let scale = Scale::Fixed { denominator: brackets.bounds, range: Range::exactly(units) };
        written::words(&Value::Number(units), brackets.ty, scale, self.language)
    }
}

/// Where one side of a comparison stands to the other.
enum Side {
    At,
    Below,
    Above,
    Beside,
}

/// The nearest place at which a comparison holds, or does not.
const fn side(comparison: Comparison, holds: bool) -> Side {
    match (comparison, holds) {
        (Comparison::AtMost | Comparison::AtLeast | Comparison::Equal, true)
        | (Comparison::Less | Comparison::More | Comparison::Unequal, false) => Side::At,
        (Comparison::Less, true) | (Comparison::AtLeast, false) => Side::Below,
        (Comparison::More, true) | (Comparison::AtMost, false) => Side::Above,
        (Comparison::Equal, false) | (Comparison::Unequal, true) => Side::Beside,
    }
}

const fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::Equal => Comparison::Equal,
        Comparison::Unequal => Comparison::Unequal,
    }
}

/// Whether the law fixes it: a limit, rather than what is held against one.
fn fixed(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::Read(Reference { target: Target::Parameter(_), .. }) => {
            true
        }
        ExprKind::Rescale { value, .. } => fixed(value),
        _ => false,
    }
}
