//! The value of an expression about one subject.
//!
//! Start at [`Evaluator::evaluate`]. Nothing is worked out before it is asked for, and a step is
//! worked out once. How deep steps may call each other is bounded: beyond [`DEPTH_PAUSE`] the
//! evaluation pauses, works out the deeper step first, and starts the waiting one anew. So a
//! chain of any length needs the same small stack.

use crate::case::{Case, index};
use crate::context::{Context, Supposed};
use crate::list::Over;
use crate::number;
use crate::outcome::Fault;
use crate::record::{Record, Recording};
use enact_model::Program;
use enact_model::program::{Expr, ExprKind};
use enact_model::table::{GroupId, Id, TermId};
use enact_value::{Date, Value};

/// Parts within parts, over all steps under way, at which a further step is worked out apart.
const DEPTH_PAUSE: u32 = 150;

/// Why an expression has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lack {
    /// It reads a term to which there is no entitlement. That absorbs the whole expression.
    NoEntitlement,
    /// It reads an optional fact that is absent; `or … if absent` settles it.
    Absent,
    /// It reads something unknown, which stands in the notes.
    Open,
    /// It has a defect.
    Fault(Fault),
    /// A step must be worked out first; every step under way starts anew after it.
    Paused,
}

/// A value, or why there is none.
pub(crate) type Answer = Result<Value, Lack>;

/// One case under one law on one day.
pub(crate) struct Evaluator<'a, R> {
    pub program: &'a Program,
    pub case: &'a Case,
    pub on: Date,
    pub record: Record<R>,
    /// The contexts that were come to; the case's own is the first.
    pub contexts: Vec<Context>,
    /// What is supposed in any of them.
    pub fictions: Vec<Supposed>,
    /// The place of the context at hand.
    pub context: u32,
    /// Per context, subject and group: one more than the place of its step; 0 while there is none.
    pub ended: Vec<u32>,
    /// How many of those a context has.
    pub steps_max: usize,
    /// How the members of the groups under way stand.
    pub standings: Vec<crate::weigh::Standing>,
    /// The long sums under way, unfolded.
    pub spine: Vec<&'a Expr>,
    /// Within lists: the subjects around the one at hand, the nearest last.
    pub outer: Vec<u32>,
    pub depth: u32,
    /// How many searches in time are under way, one within the other.
    pub searches: u32,
    /// Whether the condition of a promise is evaluated, and not a rule below it.
    pub promised: bool,
    paused: Option<Waiting>,
}

/// A step to work out: of which rules, about whom, in which context.
type Waiting = (GroupId, u32, u32);

impl<'a, R: Recording> Evaluator<'a, R> {
    pub fn new(program: &'a Program, case: &'a Case, on: Date) -> Self {
        let steps_max = case.subjects.len().saturating_mul(program.groups.len());
        Self {
            program,
            case,
            on,
            record: Record::with_room(),
            contexts: vec![Context { on, supposed: Vec::new() }],
            fictions: Vec::new(),
            context: 0,
            ended: vec![0; steps_max],
            steps_max,
            standings: Vec::with_capacity(16),
            spine: Vec::with_capacity(8),
            outer: Vec::new(),
            depth: 0,
            searches: 0,
            promised: false,
            paused: None,
        }
    }

    /// Works out `term` for the first subject and gives the place of its step.
    pub fn conclude(&mut self, term: TermId) -> usize {
        let group = self.program.terms[term].group;
        // The answer itself stands in the record.
        let _ = self.unpaused(|evaluator| evaluator.group(group, 0));
        self.record.steps.len().saturating_sub(1)
    }

    /// Evaluates one expression that no step asks for.
    pub fn alone(&mut self, expr: &'a Expr, subject: u32) -> Answer {
        let answer = self.unpaused(|evaluator| evaluator.evaluate(expr, subject));
        self.record.notes.clear();
        answer
    }

    /// Evaluates a condition of a promise about the first subject: in it, a claim that does not
    /// exist counts as zero.
    pub fn promised(&mut self, condition: &'a Expr) -> Answer {
        let answer = self.unpaused(|evaluator| {
            evaluator.promised = true;
            evaluator.evaluate(condition, 0)
        });
        self.promised = false;
        answer
    }

    /// Repeats `work` until nothing it needs has to be worked out first.
    pub fn unpaused(&mut self, mut work: impl FnMut(&mut Self) -> Answer) -> Answer {
        let mut waiting: Vec<Waiting> = Vec::new();
        loop {
            let answer = match waiting.last() {
                Some(&(group, subject, context)) => {
                    self.within(context, |evaluator| evaluator.group(group, subject))
                }
                None => work(self),
            };
            if let Some(first) = self.paused.take() {
                self.standings.clear();
                self.spine.clear();
                self.record.notes.clear();
                waiting.push(first);
                self.depth = 0;
            } else if waiting.pop().is_none() {
                return answer;
            } else {
                self.record.notes.clear();
            }
        }
    }

    /// The step that weighs `group` for `subject`, when it has ended.
    pub fn step_of(&mut self, group: GroupId, subject: u32) -> Option<&mut u32> {
        let row = self.row(self.context, group, subject)?;
        self.ended.get_mut(row)
    }

    /// The place of the step of `group` for `subject` in `context`.
    pub fn row(&self, context: u32, group: GroupId, subject: u32) -> Option<usize> {
        if index(subject) >= self.case.subjects.len() {
            return None;
        }
        let row = index(subject).checked_mul(self.program.groups.len())?;
        let context = index(context).checked_mul(self.steps_max)?;
        context.checked_add(row)?.checked_add(group.index())
    }

    /// Leaves the step for later when too many are under way.
    pub fn pause_if_deep(&mut self, group: GroupId, subject: u32) -> Result<(), Lack> {
        if self.depth < DEPTH_PAUSE {
            return Ok(());
        }
        self.paused = Some((group, subject, self.context));
        Err(Lack::Paused)
    }

    /// The value of `expr` about `subject`.
    pub fn evaluate(&mut self, expr: &'a Expr, subject: u32) -> Answer {
        if let ExprKind::Literal(value) = &expr.kind {
            return Ok(value.clone());
        }
        if self.depth >= Fault::DEPTH_MAX {
            return Err(Lack::Fault(Fault::TooDeep { span: expr.span }));
        }
        let mark = self.record.notes.opens.len();
        self.depth += 1;
        let answer = self.part(expr, subject);
        self.weighed(expr, subject, &answer);
        self.depth = self.depth.saturating_sub(1);
        if !matches!(answer, Err(Lack::Open)) {
            self.record.notes.opens.truncate(mark);
        }
        answer
    }

    fn part(&mut self, expr: &'a Expr, subject: u32) -> Answer {
        match &expr.kind {
            ExprKind::Literal(value) => Ok(value.clone()),
            ExprKind::ReferenceDate => Ok(Value::Date(self.on)),
            ExprKind::Read(reference) => self.read(reference, subject),
            ExprKind::Exists { of, absent } => self.exists(of, *absent, subject),
            ExprKind::OrIfAbsent { value, default } => match self.evaluate(value, subject) {
                Err(Lack::Absent) => self.evaluate(default, subject),
                settled => settled,
            },
            ExprKind::Under(group) => self.group(*group, subject),
            ExprKind::Applies(rule) => self.applies(*rule, subject),
            ExprKind::Rescale { value, factor } => {
                let value = self.evaluate(value, subject)?;
                number::scaled(value, *factor, expr.span)
            }
            ExprKind::Reciprocal(parameter) => self.reciprocal(*parameter, expr.span),
            ExprKind::Through { value, scale, banding } => {
                self.through(value, *scale, banding, subject, expr)
            }
            ExprKind::Arithmetic { .. } => self.arithmetic(expr, subject),
            ExprKind::Negative(value) => {
                let value = self.evaluate(value, subject)?;
                number::scaled(value, -1, expr.span)
            }
            ExprKind::Extreme { highest, of } => self.extreme(*highest, of, subject, expr),
            ExprKind::Round { value, rounding, step } => {
                let inner = self.evaluate(value, subject)?;
                number::rounded(&inner, value, *rounding, *step, expr.span)
            }
            ExprKind::Compare { comparison, left, right } => {
                let (first, second) = self.both(left, right, subject)?;
                let sides = [(&first, left.as_ref()), (&second, right.as_ref())];
                let holds = number::compare(*comparison, sides[0], sides[1])
                    .map_err(|fault| fault.at(expr.span))?;
                self.compared(expr, subject, sides, holds);
                Ok(Value::YesNo(holds))
            }
            ExprKind::And(parts) => self.joined(parts, false, subject),
            ExprKind::Or(parts) => self.joined(parts, true, subject),
            ExprKind::Not(condition) => {
                self.holds(condition, subject).map(|yes| Value::YesNo(!yes))
            }
            ExprKind::Shift { date, period, back, calendar } => {
                self.shift(expr, (date, period), *back, *calendar, subject)
            }
            ExprKind::Between { counted, from, to, calendar } => {
                self.between(expr, *counted, (from, to), *calendar, subject)
            }
            ExprKind::Over { fold, list, filter, value } => {
                let (filter, value) = (filter.as_deref(), value.as_deref());
                self.over(Over { fold: *fold, list, filter, value, whole: expr }, subject)
            }
            ExprKind::Rank { list, key, by_entry } => {
                self.rank(list, key, *by_entry, expr, subject)
            }
            ExprKind::FirstDay { unit, after, date } => {
                self.first_day(expr, *unit, *after, date, subject)
            }
            ExprKind::On { value, date } => self.on_date(value, date, subject),
            ExprKind::SumOverMonths { value, year } => {
                self.sum_over_months(value, year, subject, expr)
            }
            ExprKind::AsIf { value, of, supposed } => {
                self.as_if(value, of, supposed.as_deref(), subject)
            }
            ExprKind::FirstDayOn { condition, from } => {
                self.first_day_on(condition, from, subject, expr)
            }
        }
    }

    /// Both values. When both are open, both are noted: each can be asked for.
    pub fn both(
        &mut self,
        left: &'a Expr,
        right: &'a Expr,
        subject: u32,
    ) -> Result<(Value, Value), Lack> {
        let first = self.evaluate(left, subject);
        let second = self.beside(&first, right, subject)?;
        Ok((first?, second))
    }

    /// The value next to `first`; not read where `first` already decides.
    fn beside(&mut self, first: &Answer, next: &'a Expr, subject: u32) -> Answer {
        match first {
            Ok(_) => self.evaluate(next, subject),
            Err(Lack::Open) => self.evaluate(next, subject).and(Err(Lack::Open)),
            Err(lack) => Err(lack.clone()),
        }
    }

    /// A sum or product. Its left sides are unfolded first: a sum of ten thousand amounts is
    /// no deeper than one of two.
    fn arithmetic(&mut self, expr: &'a Expr, subject: u32) -> Answer {
        let base = self.spine.len();
        let mut leftmost = expr;
        while let ExprKind::Arithmetic { left, .. } = &leftmost.kind {
            self.spine.push(leftmost);
            leftmost = left;
        }
        let mut answer = self.evaluate(leftmost, subject);
        while self.spine.len() > base {
            let Some(whole) = self.spine.pop() else { break };
            let ExprKind::Arithmetic { operator, left, right } = &whole.kind else { break };
            let second = self.beside(&answer, right, subject);
            answer = match (answer, second) {
                (Ok(first), Ok(second)) => {
                    number::arithmetic(*operator, (&first, left), (&second, right), whole)
                }
                (_, Err(lack)) | (Err(lack), _) => Err(lack),
            };
            if answer == Err(Lack::Paused) {
                return answer;
            }
        }
        answer
    }

    /// The highest or lowest of numbers or dates.
    fn extreme(&mut self, highest: bool, of: &'a [Expr], subject: u32, whole: &'a Expr) -> Answer {
        let mut best: Option<(Value, &'a Expr)> = None;
        let mut open = false;
        for expr in of {
            let value = match self.evaluate(expr, subject) {
                Ok(value) => value,
                Err(Lack::Open) => {
                    open = true;
                    continue;
                }
                Err(lack) => return Err(lack),
            };
            let better = match &best {
                None => true,
                Some((top, top_expr)) => {
                    let order = number::order((&value, expr), (top, top_expr))
                        .map_err(|fault| fault.at(whole.span))?;
                    if highest { order.is_gt() } else { order.is_lt() }
                }
            };
            if better {
                best = Some((value, expr));
            }
        }
        match best {
            _ if open => Err(Lack::Open),
            Some((value, expr)) => number::over(value, expr, whole),
            None => Err(Lack::Fault(Fault::Unsound { span: whole.span })),
        }
    }
}
