//! What a group of rules means: equal for groups that say the same of the same things, whatever
//! they are called and wherever they stand.
//!
//! A meaning is a list of marks, and groups with equal lists are of one class; of what a group
//! reads, the class stands in its list. So a group is only of the class of another when all that
//! it rests on is as well.

use enact_model::Program;
use enact_model::bands::{Band, Banding};
use enact_model::program::{
    Arithmetic, Expr, ExprKind, Fold, Gives, InForce, Limb, Reference, Scale, Target, TermKind,
    Type,
};
use enact_model::table::{EntityId, FactId, GroupId, Id, JudgementId, ParameterId, RuleId};
use enact_syntax::tree::{Calendar, Comparison, Counted};
use enact_value::{CalendarRules, Date, Rounding, Step, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A part of a meaning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// What kind of part begins.
    Part(&'static str),
    Number(i128),
    Count(usize),
    Value(Value),
    Day(Option<Date>),
    InForce(InForce),
    Type(Type),
    Fact(FactId),
    Entity(EntityId),
    Judgement(JudgementId),
    Class(usize),
    Named(String),
    Arithmetic(Arithmetic),
    Comparison(Comparison),
    Fold(Fold),
    Rounding(Rounding, Step),
    Banding(Banding),
    Band(Band),
    Calendar(CalendarRules),
    Unit(Calendar),
    Counted(Counted),
}

/// The classes of the groups seen so far.
pub(super) struct Meanings<'a> {
    classes: BTreeMap<Vec<Mark>, usize>,
    groups: BTreeMap<GroupId, usize>,
    parameters: Vec<usize>,
    /// Where the laws have fictions, the names of terms that they replace: these are themselves as
    /// well as what they mean.
    supposed: Option<&'a BTreeSet<String>>,
}

impl<'a> Meanings<'a> {
    pub fn new(program: &Program, supposed: Option<&'a BTreeSet<String>>) -> Self {
        let mut meanings = Self {
            classes: BTreeMap::new(),
            groups: BTreeMap::new(),
            parameters: Vec::new(),
            supposed,
        };
        for id in program.parameters.ids() {
            let class = meanings.class(parameter(program, id));
            meanings.parameters.push(class);
        }
        meanings
    }

    fn class(&mut self, marks: Vec<Mark>) -> usize {
        let next = self.classes.len();
        *self.classes.entry(marks).or_insert(next)
    }

    /// The class of a group; those of all that it reads are known already.
    pub fn group(&mut self, program: &Program, id: GroupId) -> usize {
        let group = &program.groups[id];
        let term = &program.terms[group.term];
        let mut marks = Marks { program, meanings: self, list: Vec::new() };
        marks.part("group");
        marks.list.extend([
            Mark::Entity(term.entity),
            Mark::Type(term.ty),
            Mark::Count(usize::from(term.kind == TermKind::YesNo)),
            Mark::Number(group.scale.denominator()),
        ]);
        if marks.is_supposed(&term.name) {
            let law = program.laws.rows().get(term.law.index()).map(|law| law.short.clone());
            marks
                .list
                .extend([Mark::Named(law.unwrap_or_default()), Mark::Named(term.name.clone())]);
        }
        if let (true, Scale::Fixed { range, .. }) = (marks.meanings.supposed.is_some(), group.scale)
        {
            // Only under a fiction a number can leave its range.
            marks.list.extend([Mark::Number(range.low), Mark::Number(range.high)]);
        }
        for member in &group.members {
            marks.part("member");
            marks.list.push(Mark::Number(member.factor));
            marks.list.extend(member.preceded_by.iter().map(|place| Mark::Count(*place)));
            marks.rule(member.rule);
        }
        let list = marks.list;
        let class = self.class(list);
        self.groups.insert(id, class);
        class
    }

    /// The class of a condition on a kind of subject.
    pub fn condition(&mut self, program: &Program, entity: EntityId, condition: &Expr) -> usize {
        let mut marks = Marks { program, meanings: self, list: Vec::new() };
        marks.part("condition");
        marks.list.push(Mark::Entity(entity));
        marks.expression(condition);
        let list = marks.list;
        self.class(list)
    }
}

fn parameter(program: &Program, id: ParameterId) -> Vec<Mark> {
    let parameter = &program.parameters[id];
    let mut list = vec![
        Mark::Part("parameter"),
        Mark::Type(parameter.ty),
        Mark::Number(parameter.scale.denominator()),
    ];
    for period in &parameter.periods {
        list.extend([
            Mark::Day(Some(period.from)),
            Mark::Day(period.until),
            Mark::Value(period.value.clone()),
        ]);
        list.extend(period.bands.iter().map(|band| Mark::Band(*band)));
    }
    if let Some(reciprocal) = &parameter.reciprocal {
        list.push(Mark::Number(reciprocal.denominator));
        list.extend(reciprocal.units.iter().map(|units| Mark::Number(*units)));
    }
    list
}

/// A meaning under way.
struct Marks<'m, 'a> {
    program: &'m Program,
    meanings: &'m Meanings<'a>,
    list: Vec<Mark>,
}

impl Marks<'_, '_> {
    fn is_supposed(&self, name: &str) -> bool {
        self.meanings.supposed.is_some_and(|names| names.contains(name))
    }

    fn part(&mut self, name: &'static str) {
        self.list.push(Mark::Part(name));
    }

    fn rule(&mut self, id: RuleId) {
        let rule = &self.program.rules[id];
        self.applicability(id);
        match &rule.gives {
            Gives::Value(value) => {
                self.part("gives");
                self.expression(value);
            }
            Gives::Cases { ordered, limbs, otherwise } => {
                self.part(if *ordered { "in order" } else { "cases" });
                self.list.push(Mark::Count(limbs.len()));
                for Limb { condition, value, .. } in limbs {
                    self.expression(condition);
                    self.expression(value);
                }
                self.option(otherwise.as_ref());
            }
            Gives::Answer(answer) => self.part(if *answer { "yes" } else { "no" }),
            Gives::NoEntitlement => self.part("no entitlement"),
            Gives::Silence { .. } => self.part("silence"),
        }
    }

    /// When the rule applies.
    fn applicability(&mut self, id: RuleId) {
        let rule = &self.program.rules[id];
        self.list.push(Mark::InForce(rule.in_force));
        for condition in [&rule.clauses.within, &rule.when, &rule.unless] {
            self.option(condition.as_ref());
        }
        if let Gives::Cases { limbs, otherwise: None, .. } = &rule.gives {
            self.list.push(Mark::Count(limbs.len()));
            limbs.iter().for_each(|limb| self.expression(&limb.condition));
        }
    }

    fn option(&mut self, expr: Option<&Expr>) {
        match expr {
            None => self.part("none"),
            Some(expr) => self.expression(expr),
        }
    }

    fn parameter(&mut self, id: ParameterId) {
        let class = self.meanings.parameters.get(id.index()).copied();
        self.list.push(Mark::Class(class.unwrap_or(usize::MAX)));
    }

    fn group(&mut self, id: GroupId) {
        let class = self.meanings.groups.get(&id).copied();
        self.list.push(Mark::Class(class.unwrap_or(usize::MAX)));
    }

    fn reference(&mut self, reference: &Reference) {
        self.list.push(Mark::Count(reference.up));
        self.list.push(Mark::Count(reference.path.len()));
        self.list.extend(reference.path.iter().map(|fact| Mark::Fact(*fact)));
        match reference.target {
            Target::Fact(fact) => self.list.push(Mark::Fact(fact)),
            Target::Parameter(parameter) => self.parameter(parameter),
            Target::Judgement(judgement) => self.list.push(Mark::Judgement(judgement)),
            Target::Term(term) => {
                let term = &self.program.terms[term];
                if self.is_supposed(&term.name) {
                    self.list.push(Mark::Named(term.name.clone()));
                }
                self.group(term.group);
            }
        }
    }

    /// An expression: what it says, and all within it.
    fn expression(&mut self, expr: &Expr) {
        self.list.push(Mark::Number(expr.scale.denominator()));
        match &expr.kind {
            ExprKind::Literal(value) => self.list.push(Mark::Value(value.clone())),
            ExprKind::Read(_) => self.part("read"),
            ExprKind::ReferenceDate => self.part("reference date"),
            ExprKind::Exists { absent, .. } => self.part(if *absent { "absent" } else { "exists" }),
            ExprKind::OrIfAbsent { .. } => self.part("or if absent"),
            ExprKind::Under(group) => {
                self.part("under");
                self.group(*group);
            }
            ExprKind::Applies(rule) => {
                self.part("applies");
                self.applicability(*rule);
            }
            ExprKind::Rescale { factor, .. } => {
                self.part("rescale");
                self.list.push(Mark::Number(*factor));
            }
            ExprKind::Reciprocal(parameter) => {
                self.part("reciprocal");
                self.parameter(*parameter);
            }
            ExprKind::Through { scale, banding, .. } => {
                self.part("through");
                self.parameter(*scale);
                self.list.push(Mark::Banding(**banding));
            }
            ExprKind::Arithmetic { operator, .. } => self.list.push(Mark::Arithmetic(*operator)),
            ExprKind::Negative(_) => self.part("negative"),
            ExprKind::Extreme { highest, of } => {
                self.part(if *highest { "highest" } else { "lowest" });
                self.list.push(Mark::Count(of.len()));
            }
            ExprKind::Round { rounding, step, .. } => {
                self.list.push(Mark::Rounding(*rounding, *step));
            }
            ExprKind::Compare { comparison, .. } => self.list.push(Mark::Comparison(*comparison)),
            ExprKind::And(parts) => {
                self.part("and");
                self.list.push(Mark::Count(parts.len()));
            }
            ExprKind::Or(parts) => {
                self.part("or");
                self.list.push(Mark::Count(parts.len()));
            }
            ExprKind::Not(_) => self.part("not"),
            ExprKind::Shift { back, calendar, period, .. } => {
                self.part(if *back { "earlier" } else { "later" });
                self.list.extend([Mark::Calendar(*calendar), Mark::Type(period.ty)]);
            }
            ExprKind::Between { counted, calendar, .. } => {
                self.list.extend([Mark::Counted(*counted), Mark::Calendar(*calendar)]);
            }
            ExprKind::On { .. } => self.part("on"),
            ExprKind::AsIf { supposed, .. } => {
                self.part(if supposed.is_some() { "as if" } else { "as if absent" });
            }
            ExprKind::SumOverMonths { .. } => self.part("sum over months"),
            ExprKind::FirstDayOn { .. } => self.part("first day on"),
            ExprKind::Over { fold, filter, value, .. } => {
                let (filtered, valued) = (filter.is_some(), value.is_some());
                let parts = Mark::Count(usize::from(filtered) + 2 * usize::from(valued));
                self.list.extend([Mark::Fold(*fold), parts]);
            }
            ExprKind::Rank { by_entry, .. } => {
                self.part(if *by_entry { "rank by entry" } else { "rank" });
            }
            ExprKind::FirstDay { unit, after, .. } => {
                self.part(if *after { "first day after" } else { "first day" });
                self.list.push(Mark::Unit(*unit));
            }
        }
        if let Some(reference) = expr.reference() {
            self.reference(reference);
        }
        for child in expr.children() {
            self.expression(child);
        }
    }
}
