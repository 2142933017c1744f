//! What an expression means, in words that do not depend on how or where it is written.
//!
//! Two expressions of two versions mean the same when their words are equal: names stand for
//! themselves, numbers are fractions in lowest terms, and neither the place in the text nor the
//! numbering of a cited provision counts. The reverse does not hold: what is said in another way
//! may come to the same, and only a proof tells.

use enact_model::Program;
use enact_model::program::{
    Assumption, Clauses, Expr, ExprKind, Gives, InForce, Promise, Reference, Rule, Safeguard,
    Target, Type,
};
use enact_model::table::{EntityId, FactId, GroupId, RuleId};
use enact_value::{Rounding, Step, Value, gcd};
use std::borrow::Borrow;
use std::fmt::Write as _;

/// Puts meanings of one version into words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meanings<'a>(pub &'a Program);

impl Meanings<'_> {
    /// Of an expression.
    pub fn expr(self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Literal(value) => self.value(value, expr.ty, expr.scale.denominator()),
            ExprKind::Read(reference) => self.reference(reference),
            ExprKind::ReferenceDate => "today".to_owned(),
            ExprKind::Exists { of, absent: false } => format!("(exists {})", self.reference(of)),
            ExprKind::Exists { of, absent: true } => format!("(absent {})", self.reference(of)),
            ExprKind::OrIfAbsent { value, default } => self.form("or-if-absent", [value, default]),
            ExprKind::Under(group) => self.under(*group),
            ExprKind::Applies(rule) => format!("(applies {})", self.conditions(*rule)),
            ExprKind::Rescale { value, .. } => self.expr(value),
            ExprKind::Reciprocal(parameter) => {
                format!("(÷ {})", self.0.parameters[*parameter].name)
            }
            ExprKind::Through { value, scale, banding } => {
                let rounded = banding.rounded.map(|(rounding, step)| round(rounding, step));
                let scale = &self.0.parameters[*scale].name;
                format!("(through {scale} {} {})", rounded.unwrap_or_default(), self.expr(value))
            }
            ExprKind::Arithmetic { operator, left, right } => {
                self.form(&format!("{operator:?}"), [left, right])
            }
            ExprKind::Negative(value) => self.form("−", [value]),
            ExprKind::Extreme { highest, of } => {
                self.form(if *highest { "highest" } else { "lowest" }, of)
            }
            ExprKind::Round { value, rounding, step } => {
                format!("({} {})", round(*rounding, *step), self.expr(value))
            }
            ExprKind::Compare { comparison, left, right } => {
                self.form(&format!("{comparison:?}"), [left, right])
            }
            ExprKind::And(parts) => self.form("and", parts),
            ExprKind::Or(parts) => self.form("or", parts),
            ExprKind::Not(of) => self.form("not", [of]),
            ExprKind::Shift { date, period, back, calendar } => {
                let how = format!("shift {back} {calendar:?}");
                self.form(&how, [date, period])
            }
            ExprKind::Between { counted, from, to, calendar } => {
                self.form(&format!("between {counted:?} {calendar:?}"), [from, to])
            }
            ExprKind::On { value, date } => self.form("on", [value, date]),
            ExprKind::AsIf { value, of, supposed } => {
                let how = format!("as-if {}", self.reference(of));
                self.form(&how, std::iter::once(value).chain(supposed))
            }
            ExprKind::SumOverMonths { value, year } => self.form("months", [value, year]),
            ExprKind::FirstDayOn { condition, from } => {
                self.form("first-day-on", [condition, from])
            }
            ExprKind::Over { fold, list, filter, value } => {
                let part = |part: &Option<Box<Expr>>| {
                    part.as_ref().map_or_else(|| "all".to_owned(), |part| self.expr(part))
                };
                let (filter, value) = (part(filter), part(value));
                format!("({fold:?} {} {filter} {value})", self.reference(list))
            }
            ExprKind::Rank { list, key, by_entry } => {
                self.form(&format!("rank {by_entry} {}", self.reference(list)), [key])
            }
            ExprKind::FirstDay { unit, after, date } => {
                self.form(&format!("first-day {unit:?} {after}"), [date])
            }
        }
    }

    fn form<'e>(
        self,
        head: &str,
        parts: impl IntoIterator<Item = &'e (impl Borrow<Expr> + 'e)>,
    ) -> String {
        let mut words = format!("({head}");
        for part in parts {
            let _ = write!(words, " {}", self.expr(part.borrow()));
        }
        words + ")"
    }

    /// Of a value over `denominator`.
    pub fn value(self, value: &Value, ty: Type, denominator: i128) -> String {
        match value {
            Value::Number(units) => format!("{} {}", fraction(*units, denominator), self.ty(ty)),
            Value::Quotient(units, divisor) => fraction(*units, *divisor),
            Value::YesNo(yes) => yes.to_string(),
            Value::Date(day) => day.to_string(),
            Value::Text(text) => format!("{text:?}"),
            Value::Subject(subject) => format!("#{subject}"),
            Value::Subjects(subjects) => format!("{subjects:?}"),
            Value::Absent => "absent".to_owned(),
        }
    }

    /// Of a type.
    pub fn ty(self, ty: Type) -> String {
        match ty {
            Type::Choice(choice) => self.0.choices[choice].options.join(" | "),
            Type::Subject(entity) => self.entity(entity),
            Type::List(entity) => format!("list of {}", self.entity(entity)),
            other => format!("{other:?}"),
        }
    }

    /// Of a kind of subject.
    pub fn entity(self, entity: EntityId) -> String {
        self.0.entities[entity].name.clone()
    }

    /// Of a fact.
    pub fn fact(self, fact: FactId) -> String {
        let fact = &self.0.facts[fact];
        format!("{} of {}", fact.name, self.entity(fact.entity))
    }

    fn reference(self, reference: &Reference) -> String {
        let mut words = "^".repeat(reference.up);
        for fact in &reference.path {
            let _ = write!(words, "{}/", self.fact(*fact));
        }
        words
            + &match reference.target {
                Target::Fact(fact) => self.fact(fact),
                Target::Parameter(parameter) => self.0.parameters[parameter].name.clone(),
                Target::Term(term) => self.0.terms[term].name.clone(),
                Target::Judgement(judgement) => self.0.judgements[judgement].name.clone(),
            }
    }

    /// The value under a provision: what its rules say, wherever they stand.
    fn under(self, group: GroupId) -> String {
        let group = &self.0.groups[group];
        let rules: Vec<String> =
            group.members.iter().map(|member| self.rule(&self.0.rules[member.rule])).collect();
        format!("(under {} {})", self.0.terms[group.term].name, rules.join(" "))
    }

    fn conditions(self, rule: RuleId) -> String {
        let Rule { when, unless, clauses: Clauses { within, .. }, .. } = &self.0.rules[rule];
        let conditions = [within, when, unless];
        let words =
            conditions.map(|one| one.as_ref().map_or_else(String::new, |one| self.expr(one)));
        words.join(" / ")
    }

    /// Of a whole rule, but for the rules that precede it.
    pub fn rule(self, rule: &Rule) -> String {
        let part =
            |part: &Option<Expr>| part.as_ref().map_or_else(String::new, |part| self.expr(part));
        let Rule { in_force, when, unless, clauses, .. } = rule;
        let conditions = [&clauses.within, when, unless].map(part).join(" / ");
        let name = &self.0.terms[rule.term].name;
        format!("{name} {} {conditions} {}", in_force_words(*in_force), self.gives(&rule.gives))
    }

    /// Of what a rule gives.
    pub fn gives(self, gives: &Gives) -> String {
        match gives {
            Gives::Value(value) => self.expr(value),
            Gives::Cases { ordered, limbs, otherwise } => {
                let mut words = format!("cases {ordered}");
                for limb in limbs {
                    let (condition, value) = (self.expr(&limb.condition), self.expr(&limb.value));
                    let _ = write!(words, " [{condition} : {value}]");
                }
                if let Some(otherwise) = otherwise {
                    let _ = write!(words, " [: {}]", self.expr(otherwise));
                }
                words
            }
            Gives::Answer(answer) => answer.to_string(),
            Gives::NoEntitlement => "nothing".to_owned(),
            Gives::Silence { exceptions, .. } => format!("silence {exceptions}"),
        }
    }

    /// Of an assumption.
    pub fn assumption(self, assumption: &Assumption) -> String {
        format!("{} {}", self.entity(assumption.entity), self.expr(&assumption.condition))
    }

    /// Of a promise, and of whom it speaks.
    pub fn safeguard(self, safeguard: &Safeguard) -> String {
        let name = |term| self.0.terms[term].name.as_str();
        let promise = match &safeguard.promise {
            Promise::Always { entity, condition } => {
                format!("always {} {}", self.entity(*entity), self.expr(condition))
            }
            Promise::Monotone { term, never_up, fact, fact_up } => {
                format!("{} never up {never_up} by {} up {fact_up}", name(*term), self.fact(*fact))
            }
            Promise::Bounded { term, by, fact, step } => {
                let (by, step) = (self.expr(by), self.expr(step));
                format!("{} at most {by} by {} {step}", name(*term), self.fact(*fact))
            }
            Promise::Independent { term, fact } => {
                format!("{} apart from {}", name(*term), self.fact(*fact))
            }
            Promise::NoEntitlement { term, when } => {
                format!("no {} when {}", name(*term), self.expr(when))
            }
            Promise::Symmetric { term, other } => {
                format!("{} either order {}", name(*term), self.fact(*other))
            }
        };
        let group = safeguard.group.as_ref().map(|group| self.expr(group));
        let kept = if safeguard.denied { "not kept " } else { "" };
        format!("{kept}{} : {promise}", group.unwrap_or_default())
    }
}

/// Of a time.
pub(crate) fn in_force_words(time: InForce) -> String {
    let day =
        |day: Option<enact_value::Date>| day.map_or_else(|| "…".to_owned(), |day| day.to_string());
    format!("[{}, {})", day(time.from), day(time.until))
}

fn fraction(units: i128, denominator: i128) -> String {
    let common = gcd(units, denominator).max(1);
    match (units / common, denominator / common) {
        (units, 1) => units.to_string(),
        (units, denominator) => format!("{units}/{denominator}"),
    }
}

fn round(rounding: Rounding, step: Step) -> String {
    format!("round {rounding:?} {}", fraction(step.numerator, step.denominator))
}
