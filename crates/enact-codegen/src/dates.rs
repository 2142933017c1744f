//! The calendar in swift code: without calls, and each day is taken apart once.

use crate::body::{Handler, Local, Thing};
use crate::calendar::{civil_of, day_of, month_length_of};
use crate::lack::Defect;
use crate::number::{At, Number};
use crate::term::Operation::{And, AtLeastUnsigned, DivideUnsigned, Equal, Less, More};
use crate::term::{Term, word};
use crate::wide::let_word;
use crate::writer::{Val, Writer};
use enact_syntax::tree::Calendar;
use enact_value::{CalendarRules, Date, LeapDay, MonthEnd, Range};
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::I64;

/// The months of the years 1 up to and including 9999.
const MONTHS: i32 = 9_999 * 12;

impl Writer<'_, '_> {
    /// The year, month and day of the month of a day.
    fn civil(&mut self, date: Local) -> [Local; 3] {
        let known = |thing| self.body.known((thing, date, date));
        if let (Some(Val::List(year, month)), Some(Val::Word(day))) =
            (known(Thing::Month), known(Thing::DayOfMonth))
        {
            return [year, month, day];
        }
        let civil = civil_of(&mut self.body, date);
        self.note_civil(date, civil);
        civil
    }

    fn note_civil(&mut self, date: Local, [year, month, day]: [Local; 3]) {
        self.body.note((Thing::Month, date, date), Val::List(year, month));
        self.body.note((Thing::DayOfMonth, date, date), Val::Word(day));
    }

    /// The day so many months later.
    pub fn months_later(
        &mut self,
        from: Local,
        months: i32,
        rules: CalendarRules,
        handler: Handler,
    ) -> Val {
        let [year, month, day] = self.civil(from);
        let b = &mut self.body;
        // From January of the year 1 on.
        let count = let_word(b, word(year) * 12 + word(month) + months.saturating_sub(13));
        b.put(word(count).is(AtLeastUnsigned, MONTHS).code());
        b.fail_if(handler, Defect::CalendarLimit.code());
        let years = let_word(b, word(count).with(DivideUnsigned, 12));
        let year = let_word(b, word(years) + 1);
        let month = let_word(b, word(count) - word(years) * 12 + 1);
        let length = month_length_of(b, year, month);
        let length = let_word(b, length);
        let beyond = let_word(b, word(day).is(More, word(length)));
        // Between years only 29 February can be missing.
        let goes_on = if months % 12 == 0 {
            rules.leap_day == LeapDay::FirstOfMarch
        } else {
            rules.month_end == MonthEnd::Overflow
        };
        let (month, missing) = if goes_on {
            (let_word(b, word(month) + word(beyond)), word(day) - word(length))
        } else {
            (month, word(length))
        };
        let day = let_word(b, missing.select(word(day), word(beyond)));
        let date = day_of(b, [year, month, day]);
        let date = let_word(b, date);
        self.note_civil(date, [year, month, day]);
        Val::Word(date)
    }

    /// The first day of the month or year of a day, or of the next.
    pub fn begins(&mut self, unit: Calendar, after: bool, date: Local, handler: Handler) -> Val {
        let [year, month, _] = self.civil(date);
        let b = &mut self.body;
        let first = let_word(b, Term::from(1));
        let next = i32::from(after);
        let civil = match unit {
            Calendar::Month => [year, let_word(b, word(month) + next), first],
            Calendar::Year => [let_word(b, word(year) + next), first, first],
        };
        let date = day_of(b, civil);
        let date = let_word(b, date);
        if after {
            b.put(word(date).is(More, Date::MAX.days()).code());
            b.fail_if(handler, Defect::CalendarLimit.code());
        }
        Val::Word(date)
    }

    /// The whole years from one day to a later one.
    pub fn whole_years(
        &mut self,
        from: Local,
        to: Local,
        rules: CalendarRules,
        handler: Handler,
    ) -> Val {
        self.body.put(word(to).is(Less, word(from)).code());
        self.body.fail_if(handler, crate::lack::FAULT);
        let [since, month, day] = self.civil(from);
        let [until, last_month, last_day] = self.civil(to);
        let b = &mut self.body;
        let mut day = day;
        if rules.leap_day == LeapDay::LastOfFebruary {
            let length = month_length_of(b, until, month);
            let length = let_word(b, length);
            let february = word(month).is(Equal, 2).with(And, word(day).is(More, word(length)));
            day = let_word(b, word(length).select(word(day), february));
        }
        let of_year = |month, day| word(month) * 32 + word(day);
        let to_come = of_year(last_month, last_day).is(Less, of_year(month, day));
        b.put((word(until) - word(since) - to_come).code());
        b.put([I::I64ExtendI32S]);
        let years = b.keep(I64);
        Val::Number(Number { at: At::Long(years), range: Range::new(0, 9_999) })
    }
}
