//! The value of an expression, as code.
//!
//! What evaluation does with a lack of any kind, the code does too: it branches to the handler
//! of the place that settles it.

use crate::arithmetic::fraction;
use crate::body::{Handler, Local};
use crate::compiler::Key;
use crate::helper::Helper;
use crate::lack;
use crate::number::{Number, TooWide};
use crate::swift::Told;
use crate::term::Operation::{And, Equal, Unequal};
use crate::term::word;
use crate::writer::{Val, Writer};
use enact_model::program::{Expr, ExprKind, Scale, Type};
use enact_value::{Range, Value};
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::I32;

impl Writer<'_, '_> {
    /// The value of `expr` about `subject`.
    pub fn evaluate(&mut self, expr: &Expr, subject: Local, handler: Handler) -> Val {
        let value = self.part(expr, subject, handler);
        match (value, expr.scale) {
            (Val::Number(number), Scale::Fixed { range, .. }) => {
                Val::Number(self.guarded(number, range, handler))
            }
            (value, _) => value,
        }
    }

    /// A number that the check expects in `range`: it may have counted on an assumption that the
    /// case does not keep to, and then this is left to evaluation.
    pub fn guarded(&mut self, number: Number, range: Range, handler: Handler) -> Number {
        if let Some(within) = self.within(number, range) {
            self.body.put(within.not().code());
            self.body.open_if();
            self.give_up(handler);
            self.body.close();
        }
        number.known_in(range)
    }

    fn part(&mut self, expr: &Expr, subject: Local, handler: Handler) -> Val {
        match &expr.kind {
            ExprKind::Literal(value) => self.literal(value),
            ExprKind::ReferenceDate => Val::Word(self.on),
            ExprKind::Read(reference) => self.read(reference, subject, handler),
            ExprKind::Exists { of, absent } => self.exists(of, *absent, subject, handler),
            ExprKind::OrIfAbsent { value, default } => {
                self.or_if_absent(expr, value, default, subject, handler)
            }
            ExprKind::Under(group) => self.group(*group, subject, handler),
            ExprKind::Applies(rule) if self.swift() => self.swift_applies(*rule, subject, handler),
            ExprKind::Applies(rule) => {
                let key = Key::Applies(*rule, self.fictions());
                self.of_law(key, Type::YesNo, subject, handler)
            }
            ExprKind::Rescale { value, factor } => {
                let value = self.evaluate(value, subject, handler);
                self.scaled(value, *factor, handler)
            }
            ExprKind::Reciprocal(parameter) => self.reciprocal(*parameter, expr, handler),
            ExprKind::Through { value, scale, banding } => {
                self.through(value, *scale, banding, expr, subject, handler)
            }
            ExprKind::Arithmetic { .. } => self.arithmetic(expr, subject, handler),
            ExprKind::Negative(value) => {
                let value = self.evaluate(value, subject, handler);
                self.scaled(value, -1, handler)
            }
            ExprKind::Extreme { highest, of } => self.extreme(expr, *highest, of, subject, handler),
            ExprKind::Round { value, rounding, step } => {
                let inner = self.evaluate(value, subject, handler);
                let (above, below) = fraction(inner, value);
                self.rounded(above, below, *rounding, *step)
                    .map_or_else(|TooWide| self.give_up(handler), Val::Number)
            }
            ExprKind::Compare { comparison, left, right } => {
                let (first, second) = self.both(left, right, subject, handler);
                self.compare(*comparison, (first, left), (second, right), handler)
            }
            ExprKind::And(parts) => self.several(parts, 0, subject, handler),
            ExprKind::Or(parts) => self.several(parts, 1, subject, handler),
            ExprKind::Not(condition) => {
                self.condition(condition, subject, handler);
                self.body.put([I::I32Eqz]);
                Val::Word(self.body.keep(I32))
            }
            ExprKind::Shift { date, period, back, calendar } => {
                self.shift((date, period), *back, *calendar, subject, handler)
            }
            ExprKind::Between { counted, from, to, calendar } => {
                self.between(expr, *counted, (from, to), *calendar, subject, handler)
            }
            ExprKind::FirstDay { unit, after, date } => {
                self.first_day(*unit, *after, date, subject, handler)
            }
            ExprKind::Over { fold, list, filter, value } => {
                let (filter, value) = (filter.as_deref(), value.as_deref());
                let over = crate::list::Over { fold: *fold, list, filter, value, whole: expr };
                self.over(over, subject, handler)
            }
            ExprKind::Rank { list, key, by_entry } => {
                self.rank(list, key, *by_entry, subject, handler)
            }
            ExprKind::AsIf { .. } | ExprKind::FirstDayOn { .. } if self.swift() => {
                self.give_up(handler)
            }
            ExprKind::On { value, date } => self.on_date(value, date, subject, handler),
            ExprKind::SumOverMonths { value, year } => {
                self.sum_over_months(value, year, subject, handler)
            }
            ExprKind::AsIf { value, of, supposed } => {
                self.as_if(value, of, supposed.as_deref(), subject, handler)
            }
            ExprKind::FirstDayOn { condition, from } => {
                self.first_day_on(condition, from, subject, handler)
            }
        }
    }

    fn literal(&mut self, value: &Value) -> Val {
        match value {
            Value::Number(units) => Val::Number(Number::constant(*units)),
            Value::Quotient(above, below) => {
                Val::Quotient(Number::constant(*above), Number::constant(*below))
            }
            Value::YesNo(yes) => self.constant_word(i32::from(*yes)),
            Value::Date(date) => self.constant_word(date.days()),
            Value::Text(text) => {
                let number = self.compiler.text(text);
                self.constant_word(number)
            }
            Value::Subject(_) | Value::Subjects(_) | Value::Absent => self.unreachable(),
        }
    }

    /// Whether `condition` holds: a word on the stack.
    pub fn condition(&mut self, condition: &Expr, subject: Local, handler: Handler) {
        match self.evaluate(condition, subject, handler) {
            Val::Word(local) => self.body.get(local),
            _ => self.body.put([I::I32Const(0)]),
        }
    }

    fn or_if_absent(
        &mut self,
        whole: &Expr,
        value: &Expr,
        default: &Expr,
        subject: Local,
        handler: Handler,
    ) -> Val {
        if let Scale::Quotient { .. } = whole.scale {
            return self.give_up(handler);
        }
        let found = self.room(whole.ty, whole.scale);
        let attempt = self.body.attempt();
        let told = Told { absent: true, ..self.told };
        let stated = self.telling(told, |writer| writer.evaluate(value, subject, attempt.handler));
        self.assign(found, stated);
        let lack = self.body.lacking(attempt);
        self.body.put(word(lack).is(Unequal, lack::ABSENT).code());
        self.body.open_if();
        self.body.fail_with(handler, lack);
        self.body.close();
        let other = self.evaluate(default, subject, handler);
        self.assign(found, other);
        self.body.close();
        found
    }

    /// Both values. Where the first is open, the second is looked into all the same.
    pub fn both(
        &mut self,
        left: &Expr,
        right: &Expr,
        subject: Local,
        handler: Handler,
    ) -> (Val, Val) {
        if self.swift() || never_lacks(right) || never_lacks(left) {
            let first = self.evaluate(left, subject, handler);
            return (first, self.evaluate(right, subject, handler));
        }
        let open = self.nothing_open();
        let first = self.beside(left, subject, open, handler);
        let second = self.beside(right, subject, open, handler);
        self.body.fail_with(handler, open);
        (first, second)
    }

    /// A local for what is found open; nothing so far.
    pub fn nothing_open(&mut self) -> Local {
        let open = self.body.word();
        self.body.assign(open, 0);
        open
    }

    /// A value; when it is open, that is kept in `open` and what follows is looked into.
    pub fn beside(&mut self, expr: &Expr, subject: Local, open: Local, handler: Handler) -> Val {
        if self.swift() {
            return self.evaluate(expr, subject, handler);
        }
        let attempt = self.body.attempt();
        let value = self.evaluate(expr, subject, attempt.handler);
        let lack = self.body.lacking(attempt);
        self.note_beside(open, lack, handler);
        self.body.close();
        value
    }

    /// Adds `lack` to what is `open`; what is not open at all goes to `handler`.
    pub fn note_beside(&mut self, open: Local, lack: Local, handler: Handler) {
        if self.swift() {
            self.body.fail_with(handler, lack);
            return;
        }
        self.body.get(open);
        self.body.get(lack);
        self.call(Key::Helper(Helper::Beside));
        self.body.set(open);
        self.body.put(word(open).with(And, lack::OPEN).is(Equal, 0).code());
        self.body.open_if();
        self.body.fail_with(handler, open);
        self.body.close();
    }
}

/// Whether an expression has its value whatever is unknown.
pub(crate) fn never_lacks(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(_) | ExprKind::ReferenceDate => true,
        ExprKind::Rescale { value, .. } | ExprKind::Negative(value) | ExprKind::Not(value) => {
            never_lacks(value)
        }
        _ => false,
    }
}
