//! Dates and periods in expressions.

use crate::body::{Handler, Local};
use crate::calendar::{NO_DAY, choices};
use crate::compiler::Key;
use crate::helper::Helper;
use crate::lack::Defect;
use crate::number::{At, Number, TooWide};
use crate::term::Operation::{And, AtLeast, AtMost, Equal};
use crate::term::word;
use crate::writer::{Val, Writer};
use enact_model::program::{Expr, Type};
use enact_syntax::tree::{Calendar, Counted};
use enact_value::{CalendarRules, Date, Range, Rounding};
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::{I32, I64};

impl Writer<'_, '_> {
    pub fn shift(
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
        if self.swift()
            && period.ty == Type::Months
            && let At::Constant(months) = units.at
            && let Ok(months) = i32::try_from(months)
        {
            return self.months_later(from, months, calendar, handler);
        }
        self.body.get(from);
        self.body.put(units.long().low().code());
        if period.ty == Type::Months {
            self.body.put(choices(calendar));
            self.call(Key::Helper(Helper::AddMonths));
        } else {
            self.body.put([I::I32Add]);
            let day = self.body.keep(I32);
            let (first, last) = (Date::MIN.days(), Date::MAX.days());
            let fits = word(day).is(AtLeast, first).with(And, word(day).is(AtMost, last));
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

    pub fn between(
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
        if self.swift() && counted == Counted::Years {
            let years = self.whole_years(first, last, calendar, handler);
            return self.scaled(years, whole.scale.denominator(), handler);
        }
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
        let count = self.body.keep(I64);
        let range = Range::new(-3_652_059, 3_652_059);
        let count = Val::Number(Number { at: At::Long(count), range });
        self.scaled(count, whole.scale.denominator(), handler)
    }

    pub fn first_day(
        &mut self,
        unit: Calendar,
        after: bool,
        date: &Expr,
        subject: Local,
        handler: Handler,
    ) -> Val {
        if self.swift()
            && let Val::Word(date) = self.evaluate(date, subject, handler)
        {
            return self.begins(unit, after, date, handler);
        }
        self.condition(date, subject, handler);
        self.body.put([I::I32Const(i32::from(after))]);
        self.call(Key::Helper(match unit {
            Calendar::Month => Helper::FirstOfMonth,
            Calendar::Year => Helper::FirstOfYear,
        }));
        self.day_on_stack(handler)
    }
}
