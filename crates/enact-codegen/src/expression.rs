//! The value of an expression, as code.
//!
//! What evaluation does with a lack of any kind, the code does too: it branches to the handler
//! of the place that settles it.

use crate::body::{Handler, Local};
use crate::calendar::{NO_DAY, choices};
use crate::compiler::Key;
use crate::helper::Helper;
use crate::lack::{self, Defect};
use crate::number::{At, Number, TooWide, operation};
use crate::term::Operation::{And, Equal, Unequal};
use crate::term::word;
use crate::writer::{Val, Writer};
use enact_model::program::{Arithmetic, Expr, ExprKind, Scale, Type};
use enact_syntax::tree::{Calendar, Comparison, Counted};
use enact_value::{CalendarRules, Range, Rounding, Step, Value, gcd};
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
    fn guarded(&mut self, number: Number, range: Range, handler: Handler) -> Number {
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
        let stated = self.evaluate(value, subject, attempt.handler);
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
        if never_lacks(right) || never_lacks(left) {
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
    fn beside(&mut self, expr: &Expr, subject: Local, open: Local, handler: Handler) -> Val {
        let attempt = self.body.attempt();
        let value = self.evaluate(expr, subject, attempt.handler);
        let lack = self.body.lacking(attempt);
        self.note_beside(open, lack, handler);
        self.body.close();
        value
    }

    /// Adds `lack` to what is `open`; what is not open at all goes to `handler`.
    pub fn note_beside(&mut self, open: Local, lack: Local, handler: Handler) {
        self.body.get(open);
        self.body.get(lack);
        self.call(Key::Helper(Helper::Beside));
        self.body.set(open);
        self.body.put(word(open).with(And, lack::OPEN).is(Equal, 0).code());
        self.body.open_if();
        self.body.fail_with(handler, open);
        self.body.close();
    }

    /// A sum or product, its left sides unfolded.
    fn arithmetic(&mut self, expr: &Expr, subject: Local, handler: Handler) -> Val {
        let mut spine = Vec::new();
        let mut leftmost = expr;
        while let ExprKind::Arithmetic { left, .. } = &leftmost.kind {
            spine.push(leftmost);
            leftmost = left;
        }
        let rights = || {
            spine.iter().filter_map(|whole| match &whole.kind {
                ExprKind::Arithmetic { right, .. } => Some(&**right),
                _ => None,
            })
        };
        let lacking = rights().chain([leftmost]).filter(|part| !never_lacks(part)).count();
        let open = (lacking > 1).then(|| self.nothing_open());
        let mut value = self.operand(leftmost, subject, open, handler);
        while let Some(whole) = spine.pop() {
            let ExprKind::Arithmetic { operator, left, right } = &whole.kind else { continue };
            let second = self.operand(right, subject, open, handler);
            if *operator == Arithmetic::Divide
                && let Some(open) = open
            {
                self.body.fail_with(handler, open);
            }
            value = self.joined_with(*operator, (value, left), (second, right), whole, handler);
        }
        if let Some(open) = open {
            self.body.fail_with(handler, open);
        }
        value
    }

    fn operand(
        &mut self,
        expr: &Expr,
        subject: Local,
        open: Option<Local>,
        handler: Handler,
    ) -> Val {
        match open {
            Some(open) if !never_lacks(expr) => self.beside(expr, subject, open, handler),
            _ => self.evaluate(expr, subject, handler),
        }
    }

    fn joined_with(
        &mut self,
        operator: Arithmetic,
        left: (Val, &Expr),
        right: (Val, &Expr),
        whole: &Expr,
        handler: Handler,
    ) -> Val {
        let value = match (left.0, right.0, whole.scale) {
            (Val::Number(first), Val::Number(second), Scale::Fixed { range, .. }) => {
                let result = match operator {
                    Arithmetic::Add => self.add(first, second),
                    Arithmetic::Subtract => self.subtract(first, second),
                    Arithmetic::Multiply => self.multiply(first, second),
                    Arithmetic::Divide => Err(TooWide),
                };
                result.map(|number| Val::Number(self.guarded(number, range, handler)))
            }
            _ => {
                let (first, second) = (fraction(left.0, left.1), fraction(right.0, right.1));
                self.quotient(operator, first, second, handler)
            }
        };
        value.unwrap_or_else(|TooWide| self.give_up(handler))
    }

    fn quotient(
        &mut self,
        operator: Arithmetic,
        (above, below): (Number, Number),
        (other_above, other_below): (Number, Number),
        handler: Handler,
    ) -> Result<Val, TooWide> {
        Ok(match operator {
            Arithmetic::Add | Arithmetic::Subtract => {
                let left = self.multiply(above, other_below)?;
                let right = self.multiply(other_above, below)?;
                let sum = match operator {
                    Arithmetic::Add => self.add(left, right)?,
                    _ => self.subtract(left, right)?,
                };
                Val::Quotient(sum, self.multiply(below, other_below)?)
            }
            Arithmetic::Multiply => Val::Quotient(
                self.multiply(above, other_above)?,
                self.multiply(below, other_below)?,
            ),
            Arithmetic::Divide => {
                let zero = self.number_compare(Comparison::Equal, other_above, Number::constant(0));
                self.body.put(zero.code());
                self.body.fail_if(handler, Defect::DivisionByZero.code());
                let numerator = self.multiply(above, other_below)?;
                let divisor = self.multiply(below, other_above)?;
                self.positive_divisor(numerator, divisor)?
            }
        })
    }

    /// The same quotient over a divisor without sign.
    fn positive_divisor(&mut self, numerator: Number, divisor: Number) -> Result<Val, TooWide> {
        if divisor.range.low > 0 {
            return Ok(Val::Quotient(numerator, divisor));
        }
        let (minus_numerator, minus_divisor) = (self.negative(numerator)?, self.negative(divisor)?);
        let negative = self.number_compare(Comparison::Less, divisor, Number::constant(0));
        let negative = crate::wide::let_word(&mut self.body, negative);
        let numerator = self.chosen(minus_numerator, numerator, negative);
        let mut divisor = self.chosen(minus_divisor, divisor, negative);
        divisor.range.low = 1;
        divisor.range.high = divisor.range.high.max(1);
        Ok(Val::Quotient(numerator, divisor))
    }

    /// One number when `first` is not zero, otherwise the other.
    pub fn chosen(&mut self, one: Number, other: Number, first: Local) -> Number {
        let range = one.range.hull(other.range);
        let at = if range.fits_i64() {
            let chosen = one.long().select(other.long(), word(first));
            At::Long(crate::wide::let_long(&mut self.body, chosen))
        } else {
            let (one, other) = (self.wide(one), self.wide(other));
            let mut half = |one, other| {
                let chosen = crate::term::long(one).select(crate::term::long(other), word(first));
                crate::wide::let_long(&mut self.body, chosen)
            };
            At::Wide(crate::wide::Pair(half(one.0, other.0), half(one.1, other.1)))
        };
        Number { at, range }
    }

    /// A number or quotient times a whole factor.
    pub fn scaled(&mut self, value: Val, factor: i128, handler: Handler) -> Val {
        let factor = Number::constant(factor);
        let scaled = match value {
            Val::Number(number) => self.multiply(number, factor).map(Val::Number),
            Val::Quotient(above, below) => {
                self.multiply(above, factor).map(|above| Val::Quotient(above, below))
            }
            other => Ok(other),
        };
        scaled.unwrap_or_else(|TooWide| self.give_up(handler))
    }

    /// Units over a divisor, to a multiple of `step`, over the step's denominator.
    pub fn rounded(
        &mut self,
        above: Number,
        below: Number,
        rounding: Rounding,
        step: Step,
    ) -> Result<Number, TooWide> {
        let mut factors = (step.denominator, step.numerator);
        if let At::Constant(divisor) = below.at {
            let divisor = divisor.checked_mul(step.numerator).ok_or(TooWide)?;
            let common = gcd(step.denominator, divisor).max(1);
            factors = (step.denominator / common, divisor / common);
        }
        let numerator = self.multiply(above, Number::constant(factors.0))?;
        let divisor = match below.at {
            At::Constant(_) => Number::constant(factors.1),
            _ => self.multiply(below, Number::constant(factors.1))?,
        };
        let steps = self.divide(numerator, divisor, rounding)?;
        self.multiply(steps, Number::constant(step.numerator))
    }

    /// Whether two values stand to each other as `comparison` says.
    fn compare(
        &mut self,
        comparison: Comparison,
        left: (Val, &Expr),
        right: (Val, &Expr),
        handler: Handler,
    ) -> Val {
        let holds = match (left.0, right.0) {
            (Val::Word(first), Val::Word(second)) => {
                Ok(word(first).is(operation(comparison), word(second)))
            }
            _ => self
                .crosswise(left, right)
                .map(|(first, second)| self.number_compare(comparison, first, second)),
        };
        match holds {
            Ok(holds) => Val::Word(crate::wide::let_word(&mut self.body, holds)),
            Err(TooWide) => self.give_up(handler),
        }
    }

    /// Two numbers over one denominator.
    pub fn crosswise(
        &mut self,
        left: (Val, &Expr),
        right: (Val, &Expr),
    ) -> Result<(Number, Number), TooWide> {
        let same = left.1.scale.denominator() == right.1.scale.denominator();
        if let (Val::Number(first), Val::Number(second), true) = (left.0, right.0, same) {
            return Ok((first, second));
        }
        let (first, second) = (fraction(left.0, left.1), fraction(right.0, right.1));
        Ok((self.multiply(first.0, second.1)?, self.multiply(second.0, first.1)?))
    }

    /// The highest or lowest of numbers or dates.
    fn extreme(
        &mut self,
        whole: &Expr,
        highest: bool,
        of: &[Expr],
        subject: Local,
        handler: Handler,
    ) -> Val {
        let open = self.nothing_open();
        let mut best: Option<(Val, &Expr)> = None;
        for expr in of {
            let mut value = if never_lacks(expr) {
                self.evaluate(expr, subject, handler)
            } else {
                self.beside(expr, subject, open, handler)
            };
            if let Scale::Quotient { .. } = whole.scale {
                let (above, below) = fraction(value, expr);
                value = Val::Quotient(above, below);
            }
            best = Some(match best {
                None => (value, expr),
                Some(top) => match self.better((value, expr), top, highest) {
                    Ok(better) => (better, whole),
                    Err(TooWide) => return self.give_up(handler),
                },
            });
        }
        self.body.fail_with(handler, open);
        best.map_or_else(|| self.give_up(handler), |(value, _)| value)
    }

    /// The higher or lower of two; the second of equals.
    pub fn better(
        &mut self,
        next: (Val, &Expr),
        top: (Val, &Expr),
        highest: bool,
    ) -> Result<Val, TooWide> {
        let comparison = if highest { Comparison::More } else { Comparison::Less };
        if let (Val::Word(next), Val::Word(top)) = (next.0, top.0) {
            let better = word(next).is(operation(comparison), word(top));
            let chosen = word(next).select(word(top), better);
            return Ok(Val::Word(crate::wide::let_word(&mut self.body, chosen)));
        }
        let (first, second) = self.crosswise(next, top)?;
        let better = self.number_compare(comparison, first, second);
        let better = crate::wide::let_word(&mut self.body, better);
        if let (Val::Number(next), Val::Number(top)) = (next.0, top.0) {
            let range = if highest {
                Range::new(next.range.low.max(top.range.low), next.range.high.max(top.range.high))
            } else {
                Range::new(next.range.low.min(top.range.low), next.range.high.min(top.range.high))
            };
            return Ok(Val::Number(self.chosen(next, top, better).known_in(range)));
        }
        let (next, top) = (fraction(next.0, next.1), fraction(top.0, top.1));
        Ok(Val::Quotient(self.chosen(next.0, top.0, better), self.chosen(next.1, top.1, better)))
    }

    fn shift(
        &mut self,
        (date, period): (&Expr, &Expr),
        back: bool,
        calendar: CalendarRules,
        subject: Local,
        handler: Handler,
    ) -> Val {
        let (from, length) = self.both(date, period, subject, handler);
        let (Val::Word(from), Val::Number(length)) = (from, length) else {
            return self.give_up(handler);
        };
        let whole = match self.whole(length, period, back) {
            // The calendar has fewer days than these.
            Ok(whole) => whole.known_in(whole.range),
            Err(TooWide) => return self.give_up(handler),
        };
        let far = Range::new(-4_000_000, 4_000_000);
        if let Some(near) = self.within(whole, far) {
            self.body.put(near.not().code());
            self.body.fail_if(handler, Defect::CalendarLimit.code());
        }
        let units = whole.known_in(far);
        self.body.get(from);
        self.body.put(units.long().low().code());
        if period.ty == Type::Months {
            self.body.put(choices(calendar));
            self.call(Key::Helper(Helper::AddMonths));
        } else {
            self.body.put([I::I32Add]);
            let day = self.body.keep(I32);
            let (first, last) = (enact_value::Date::MIN.days(), enact_value::Date::MAX.days());
            let fits = word(day)
                .is(crate::term::Operation::AtLeast, first)
                .with(And, word(day).is(crate::term::Operation::AtMost, last));
            self.body.put(word(day).select(NO_DAY, fits).code());
        }
        self.day_on_stack(handler)
    }

    /// A number of whole units, such as days in a period of days.
    fn whole(&mut self, number: Number, expr: &Expr, back: bool) -> Result<Number, TooWide> {
        let units =
            self.divide(number, Number::constant(expr.scale.denominator()), Rounding::Down)?;
        if back { self.negative(units) } else { Ok(units) }
    }

    /// The day on the stack; none is a defect.
    fn day_on_stack(&mut self, handler: Handler) -> Val {
        let day = self.body.keep(I32);
        self.body.put(word(day).is(Equal, NO_DAY).code());
        self.body.fail_if(handler, Defect::CalendarLimit.code());
        Val::Word(day)
    }

    fn between(
        &mut self,
        whole: &Expr,
        counted: Counted,
        (from, to): (&Expr, &Expr),
        calendar: CalendarRules,
        subject: Local,
        handler: Handler,
    ) -> Val {
        let (first, last) = self.both(from, to, subject, handler);
        let (Val::Word(first), Val::Word(last)) = (first, last) else {
            return self.give_up(handler);
        };
        let months = match counted {
            Counted::Years => Some(12),
            Counted::Months => Some(1),
            Counted::Days => None,
        };
        if let Some(months) = months {
            self.body.get(first);
            self.body.get(last);
            self.body.put([I::I32Const(months)]);
            self.body.put(choices(calendar));
            self.call(Key::Helper(Helper::WholePeriods));
        } else {
            self.body.put((word(last) - word(first)).code());
        }
        self.body.put([I::I64ExtendI32S]);
        let count = self.body.keep(wasm_encoder::ValType::I64);
        let range = Range::new(-3_652_059, 3_652_059);
        let count = Val::Number(Number { at: At::Long(count), range });
        self.scaled(count, whole.scale.denominator(), handler)
    }

    fn first_day(
        &mut self,
        unit: Calendar,
        after: bool,
        date: &Expr,
        subject: Local,
        handler: Handler,
    ) -> Val {
        self.condition(date, subject, handler);
        self.body.put([I::I32Const(i32::from(after))]);
        self.call(Key::Helper(match unit {
            Calendar::Month => Helper::FirstOfMonth,
            Calendar::Year => Helper::FirstOfYear,
        }));
        self.day_on_stack(handler)
    }
}

/// A value as a number over another.
pub(crate) fn fraction(value: Val, expr: &Expr) -> (Number, Number) {
    match value {
        Val::Quotient(above, below) => (above, below),
        Val::Number(number) => (number, Number::constant(expr.scale.denominator())),
        Val::Word(_) | Val::List(..) => (Number::constant(0), Number::constant(1)),
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
