//! Days on which the calendar leaves a choice that the law does not make.
//!
//! Where 29 February, or the last day of a month, comes round in a year or month without that
//! day, a law can go two ways. Its front matter says which; when it does not, and it counts from
//! such a day, it is told once, with a day on which that shows.

use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Gives, Law, Rule, Target, Type};
use enact_model::table::{LawId, RuleId};
use enact_source::{Argument, Code, Diagnostic, Language};
use enact_syntax::tree::Counted;
use enact_value::{
    CalendarRules, Date, LeapDay, MonthEnd, Value, format, months_between, years_between,
};

/// What each law leaves unsaid about the calendar, and counts with.
pub(super) fn unsaid(program: &Program) -> Vec<Diagnostic> {
    let laws = program.laws.iter();
    laws.flat_map(|(id, law)| {
        let missing =
            [(Choice::LeapDay, law.says.leap_day), (Choice::MonthEnd, law.says.month_end)];
        let missing = missing.into_iter().filter(|(_, said)| !said);
        missing.filter_map(move |(choice, _)| first(program, id, choice)).collect::<Vec<_>>()
    })
    .collect()
}

/// A choice about the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    LeapDay,
    MonthEnd,
}

/// The first place in the law where the choice makes a difference.
fn first(program: &Program, law: LawId, choice: Choice) -> Option<Diagnostic> {
    let rules = program.rules.rows().iter().filter(|rule| rule.law == law);
    let mut found = None;
    for rule in rules {
        for expr in rule.expressions() {
            expr.visit(&mut |part: &Expr| {
                if found.is_none() {
                    found = told(program, rule, part, choice);
                }
            });
        }
    }
    found
}

/// What the choice changes at this place, when it changes something.
fn told(program: &Program, rule: &Rule, part: &Expr, choice: Choice) -> Option<Diagnostic> {
    let law = &program.laws[rule.law];
    let counts = Counts::of(program, part)?;
    let shown = counts.shown(law, choice)?;
    let (key, values) = choice.words(law.calendar);
    Some(
        Diagnostic::new(Code("N0712"), part.span)
            .with("what", shown)
            .with("key", key)
            .with("here", values.0)
            .with("other", values.1)
            .within(rule.ground.clone()),
    )
}

impl Choice {
    /// The rules with the other choice.
    fn other(self, rules: CalendarRules) -> CalendarRules {
        match self {
            Self::LeapDay => CalendarRules {
                leap_day: match rules.leap_day {
                    LeapDay::FirstOfMarch => LeapDay::LastOfFebruary,
                    LeapDay::LastOfFebruary => LeapDay::FirstOfMarch,
                },
                ..rules
            },
            Self::MonthEnd => CalendarRules {
                month_end: match rules.month_end {
                    MonthEnd::LastDay => MonthEnd::Overflow,
                    MonthEnd::Overflow => MonthEnd::LastDay,
                },
                ..rules
            },
        }
    }

    /// The key of the front matter, its value here and the other.
    fn words(self, rules: CalendarRules) -> (Argument, (Argument, Argument)) {
        let leap = |day: LeapDay| match day {
            LeapDay::FirstOfMarch => ("1 maart", "1 March"),
            LeapDay::LastOfFebruary => ("28 februari", "28 February"),
        };
        let end = |end: MonthEnd| match end {
            MonthEnd::LastDay => ("laatste dag", "last day"),
            MonthEnd::Overflow => ("doortellen", "count on"),
        };
        let other = self.other(rules);
        match self {
            Self::LeapDay => (
                ("schrikkeldag", "leap-day").into(),
                (leap(rules.leap_day).into(), leap(other.leap_day).into()),
            ),
            Self::MonthEnd => (
                ("maandeinde", "month-end").into(),
                (end(rules.month_end).into(), end(other.month_end).into()),
            ),
        }
    }
}

/// What an expression counts from a day that only the case knows.
enum Counts {
    /// So many months on.
    On(i32),
    /// The whole years from one to another.
    Years,
    /// The whole months.
    Months,
}

impl Counts {
    fn of(program: &Program, part: &Expr) -> Option<Self> {
        match &part.kind {
            ExprKind::Shift { date, period, back, .. } if period.ty == Type::Months => {
                let months = i32::try_from(months(period)?).ok()?;
                any_day(program, date, 0).then_some(Self::On(if *back { -months } else { months }))
            }
            ExprKind::Between { counted, from, to, .. } => {
                let free = any_day(program, from, 0) && any_day(program, to, 0);
                match counted {
                    Counted::Years if free => Some(Self::Years),
                    Counted::Months if free => Some(Self::Months),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A day on which the choice shows, in words; `None` where it never does.
    fn shown(&self, law: &Law, choice: Choice) -> Option<Argument> {
        let (rules, other) = (law.calendar, choice.other(law.calendar));
        let year = law.in_force.unwrap_or(Date::from_ymd(2025, 1, 1)?).ymd().0;
        match self {
            Self::On(months) => {
                let (day, here, there) = ends_of_months(year).find_map(|day| {
                    let (here, there) =
                        (day.add_months(*months, rules)?, day.add_months(*months, other)?);
                    let leaps = day.is_leap_day() && months % 12 == 0;
                    let meant = leaps == (choice == Choice::LeapDay);
                    (meant && here != there).then_some((day, here, there))
                })?;
                Some(both(|language| {
                    let date = |day| format::date(day, language);
                    let (day, here, there) = (date(day), date(here), date(there));
                    match language {
                        Language::Dutch => {
                            format!("vanaf {day} is dat hier {here}, en niet {there}")
                        }
                        Language::English => {
                            format!("from {day} that is {here} here, and not {there}")
                        }
                    }
                }))
            }
            Self::Years | Self::Months => {
                let count =
                    if matches!(self, Self::Years) { years_between } else { months_between };
                let (from, to, here, there) =
                    pairs(year, choice).into_iter().find_map(|(from, to)| {
                        let (here, there) = (count(from, to, rules), count(from, to, other));
                        (here != there).then_some((from, to, here, there))
                    })?;
                Some(both(|language| {
                    let date = |day| format::date(day, language);
                    let (from, to, unit) = (date(from), date(to), self.unit(language));
                    match language {
                        Language::Dutch => {
                            format!("van {from} tot {to} is hier {here} {unit}, en niet {there}")
                        }
                        Language::English => {
                            format!("from {from} to {to} is {here} {unit} here, and not {there}")
                        }
                    }
                }))
            }
        }
    }

    fn unit(&self, language: Language) -> &'static str {
        match self {
            Self::Years => language.pick("jaar", "years"),
            Self::On(_) | Self::Months => language.pick("maand(en)", "month(s)"),
        }
    }
}

fn both(words: impl Fn(Language) -> String) -> Argument {
    Argument::Words(words(Language::Dutch), words(Language::English))
}

/// Days between which a choice can show: from 29 February on, or from the end of a month.
fn pairs(year: i32, choice: Choice) -> Vec<(Date, Date)> {
    let mut found = Vec::new();
    for year in year..year + 4 {
        let day = |year: i32, month: u32, day: u32| Date::from_ymd(year, month, day);
        let (from, to) = match choice {
            Choice::LeapDay => {
                let leap = (18..26).find_map(|ago| day(year - ago, 2, 29));
                (leap, day(year, 2, 28))
            }
            Choice::MonthEnd => (day(year, 1, 31), day(year, 2, 28)),
        };
        found.extend(from.zip(to));
    }
    found
}

/// The last days of the months of these years, and of those before in which there is a 29 February.
fn ends_of_months(year: i32) -> impl Iterator<Item = Date> {
    let years = (year..year + 2).chain((year - 4..year).rev());
    let months = years.flat_map(|year| (1..=12).map(move |month| (year, month)));
    months.filter_map(|(year, month)| Date::from_ymd(year, month, 1).map(Date::last_of_month))
}

/// A whole number of months that the law names.
fn months(period: &Expr) -> Option<i128> {
    match &period.kind {
        ExprKind::Literal(Value::Number(units)) => Some(*units),
        ExprKind::Rescale { value, .. } => months(value),
        _ => None,
    }
}

/// How deep it is followed where a day comes from.
const DEPTH_MAX: u32 = 6;

/// Whether an expression may come to any day of a month.
fn any_day(program: &Program, date: &Expr, depth: u32) -> bool {
    match &date.kind {
        ExprKind::Literal(_) | ExprKind::FirstDay { .. } | ExprKind::FirstDayOn { .. } => false,
        ExprKind::Shift { date, period, .. } => {
            period.ty != Type::Months || any_day(program, date, depth)
        }
        ExprKind::Extreme { of, .. } => of.iter().any(|one| any_day(program, one, depth)),
        ExprKind::Read(reference) => match reference.target {
            Target::Parameter(_) => false,
            Target::Term(term) if depth < DEPTH_MAX => {
                let members = &program.groups[program.terms[term].group].members;
                members.iter().any(|member| given_any_day(program, member.rule, depth + 1))
            }
            Target::Fact(_) | Target::Term(_) | Target::Judgement(_) => true,
        },
        _ => true,
    }
}

fn given_any_day(program: &Program, rule: RuleId, depth: u32) -> bool {
    match &program.rules[rule].gives {
        Gives::Value(value) => any_day(program, value, depth),
        Gives::Cases { limbs, otherwise, .. } => {
            let values = limbs.iter().map(|limb| &limb.value).chain(otherwise);
            values.into_iter().any(|value| any_day(program, value, depth))
        }
        Gives::Answer(_) | Gives::NoEntitlement | Gives::Silence { .. } => false,
    }
}
