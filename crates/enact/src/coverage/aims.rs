//! What examples can show of a rule, a parameter or a judgement, and whether they do.

use super::seen::Seen;
use super::{Measure, Missing, Share};
use crate::Ruleset;
use crate::goals::{Goal, Goals};
use enact_model::Program;
use enact_model::program::{InForce, Law, Period, Rule};
use enact_model::table::{JudgementId, ParameterId, RuleId, TermId};
use enact_source::messages::phrase;
use enact_source::{Argument, Citation, Language, Span};
use enact_value::{Date, format};
use std::collections::BTreeSet;

/// Something that an example can show.
#[derive(Debug, Clone)]
pub(super) struct Aim {
    /// What kind of thing.
    pub measure: Measure,
    /// What it is about.
    pub span: Span,
    /// The line on which that begins.
    pub line: usize,
    /// What to say when no example shows it.
    pub told: String,
    /// Whether one does.
    pub shown: bool,
    /// Whether a case can: not when it is proved that none does.
    pub possible: bool,
    /// Whether it goes without saying when something greater is missing.
    pub follows: bool,
}

/// What it takes to tell.
pub(super) struct Aims<'s> {
    /// The ruleset.
    pub ruleset: &'s Ruleset,
    /// What can be shown of its rules.
    pub goals: &'s Goals<'s>,
    /// What has been.
    pub seen: &'s Seen<'s, 's>,
    /// What no case can show.
    pub never: &'s BTreeSet<Goal>,
    /// In which words.
    pub language: Language,
}

impl Aims<'_> {
    pub(super) fn program(&self) -> &Program {
        self.ruleset.program()
    }

    /// The line on which `span` begins.
    pub(super) fn line(&self, span: Span) -> usize {
        let source = self.ruleset.sources().get(span.file);
        source.map_or(0, |source| source.line_column(span.start).line)
    }

    pub(super) fn say(&self, id: &str, words: &[(&'static str, Argument)]) -> String {
        phrase(self.language, id, words)
    }

    fn aim(&self, measure: Measure, span: Span, told: String, shown: bool) -> Aim {
        let line = self.line(span);
        Aim { measure, span, line, told, shown, possible: true, follows: false }
    }

    /// What can be shown of a rule.
    pub(super) fn of_rule(&self, id: RuleId, goals: &[Goal]) -> Vec<Aim> {
        let rule = &self.program().rules[id];
        let reached = self.seen.reached.contains(&id);
        let told = self.say("coverage-missing-reached", &[]);
        let mut aims = vec![self.aim(Measure::Reached, rule.span, told, reached)];
        for goal in goals {
            let mut aim = self.aim(
                measure(*goal),
                goal.span(self.goals),
                self.told(*goal),
                self.shows(*goal),
            );
            aim.possible = !self.never.contains(goal);
            aim.follows = aim.possible && (!reached || self.follows(*goal));
            if rule.applied.is_some() {
                // Its words stand in the provision that it is applied from.
                aim.line = self.line(rule.span);
            }
            aims.push(aim);
        }
        if !goals.is_empty() && aims.iter().skip(1).all(|aim| !aim.possible) {
            aims[0].possible = false;
        }
        for (day, told) in self.bounds_of(rule.in_force) {
            let shown = self.seen.days.contains(&(rule.term, day));
            aims.push(self.aim(Measure::Limits, rule.span, told, shown));
        }
        aims
    }

    fn shows(&self, goal: Goal) -> bool {
        self.seen.tally.shows(goal)
    }

    /// Whether a case could show the goal, and none does.
    fn lacks(&self, goal: Goal) -> bool {
        !self.shows(goal) && !self.never.contains(&goal)
    }

    /// Whether another goal is not shown either, and says more.
    fn follows(&self, goal: Goal) -> bool {
        match goal {
            Goal::Speaks(rule) => {
                let rule = &self.program().rules[rule];
                let when = [&rule.clauses.within, &rule.when];
                let spans = when.into_iter().flatten().map(|condition| condition.span);
                spans.into_iter().any(|span| self.never(span, true))
            }
            Goal::Limb(..) => self.limb_never_holds(goal),
            Goal::Turns(condition, holds) => {
                let edge = Goal::Edge(condition, 0, holds);
                let single = self.goals.conditions[condition].parts.len() == 1;
                single && self.goals.all.contains(&edge) && self.lacks(edge)
            }
            Goal::Decides(condition, _) => {
                [true, false].iter().any(|holds| self.lacks(Goal::Turns(condition, *holds)))
            }
            Goal::Edge(..) => false,
        }
    }

    /// Whether the condition that stands at `span` never turned out so, and could.
    fn never(&self, span: Span, holds: bool) -> bool {
        let conditions = self.goals.conditions.iter().enumerate();
        let mut at = conditions.filter(|(_, condition)| condition.whole.span == span).peekable();
        at.peek().is_some() && at.all(|(number, _)| self.lacks(Goal::Turns(number, holds)))
    }

    fn limb_never_holds(&self, goal: Goal) -> bool {
        let Goal::Limb(rule, number) = goal else { return false };
        let enact_model::program::Gives::Cases { limbs, .. } = &self.program().rules[rule].gives
        else {
            return false;
        };
        limbs.get(number).is_some_and(|limb| self.never(limb.condition.span, true))
    }

    /// The first and last day of a time, as far as the laws are in force then.
    fn bounds_of(&self, time: InForce) -> Vec<(Date, String)> {
        let window = self.window();
        let inside = |day: &Date| window.covers(*day);
        let first = time.from.filter(|from| window.from.is_none_or(|start| start < *from));
        let last = time.until.filter(|until| window.until.is_none_or(|end| *until < end));
        let mut bounds = Vec::new();
        for (day, before, after) in [
            (first, "coverage-missing-before", "coverage-missing-first"),
            (last, "coverage-missing-last", "coverage-missing-after"),
        ] {
            let Some(day) = day else { continue };
            let eve = day.add_days(-1).filter(inside);
            bounds.extend(eve.map(|eve| (eve, self.on(before, eve))));
            bounds.extend(Some(day).filter(inside).map(|day| (day, self.on(after, day))));
        }
        bounds
    }

    fn on(&self, id: &str, day: Date) -> String {
        self.say(id, &[("on", format::date(day, self.language).into())])
    }

    /// The time in which all laws are in force.
    fn window(&self) -> InForce {
        let laws = self.program().laws.rows();
        InForce {
            from: laws.iter().filter_map(|law| law.in_force).max(),
            until: laws.iter().filter_map(|law| law.until).min(),
        }
    }

    /// What can be shown of a parameter: per period its provision, its place and the aims.
    pub(super) fn of_parameter(&self, id: ParameterId) -> Vec<(Citation, Span, Vec<Aim>)> {
        let window = self.window();
        let parameter = &self.program().parameters[id];
        let counts = |period: &Period| {
            window.until.is_none_or(|end| period.from < end)
                && window.from.is_none_or(|start| period.until.is_none_or(|until| start < until))
        };
        let several = parameter.periods.iter().filter(|period| counts(period)).count() > 1;
        let periods = parameter.periods.iter().enumerate().filter(|(_, period)| counts(period));
        periods
            .map(|(place, period)| {
                let words = [
                    ("name", parameter.name.as_str().into()),
                    ("from", format::date(period.from, self.language).into()),
                ];
                let read: BTreeSet<Date> = self.read_on(id, place).collect();
                let id_told =
                    if several { "coverage-missing-period" } else { "coverage-missing-parameter" };
                let told = self.say(id_told, &words);
                let mut aims =
                    vec![self.aim(Measure::Reached, period.span, told, !read.is_empty())];
                let time = InForce { from: Some(period.from), until: period.until };
                for (day, told) in self.bounds_of(time) {
                    if time.covers(day) {
                        aims.push(self.aim(
                            Measure::Limits,
                            period.span,
                            told,
                            read.contains(&day),
                        ));
                    }
                }
                aims.extend(self.bands(id, place));
                let missing = read.is_empty();
                aims.iter_mut().skip(1).for_each(|aim| aim.follows = missing);
                (period.ground.clone(), period.span, aims)
            })
            .collect()
    }

    fn read_on(&self, id: ParameterId, place: usize) -> impl Iterator<Item = Date> {
        let read = self.seen.periods.iter();
        read.filter(move |(of, period, _)| (*of, *period) == (id, place)).map(|(_, _, on)| *on)
    }

    /// The bands of a progressive scale, and their bounds.
    fn bands(&self, id: ParameterId, place: usize) -> Vec<Aim> {
        let parameter = &self.program().parameters[id];
        let (Some(period), Some(brackets)) = (parameter.periods.get(place), parameter.brackets)
        else {
            return Vec::new();
        };
        let units = || {
            let banded = self.seen.banded.iter();
            banded
                .filter(|(of, at, ..)| (*of, *at) == (id, place))
                .map(|(.., units, over)| (*units, *over))
        };
        // How far a number lies above a bound, in units over both denominators together.
        let above = |bound: i128, (units, over): (i128, i128)| {
            let (units, bound) = (units.checked_mul(brackets.bounds)?, bound.checked_mul(over)?);
            units.checked_sub(bound)
        };
        let mut aims = Vec::new();
        let mut floor = 0;
        for band in &period.bands {
            let reached = units().any(|number| above(floor, number).is_some_and(|rest| rest > 0));
            let told = self.say(
                "coverage-missing-band",
                &[
                    ("name", parameter.name.as_str().into()),
                    ("band", self.band(floor, band.up_to, &brackets).into()),
                ],
            );
            aims.push(self.aim(Measure::Reached, period.span, told, reached));
            let Some(bound) = band.up_to else { continue };
            let at = units().any(|number| above(bound, number) == Some(0));
            let beyond = units().any(|number| {
                above(bound, number).is_some_and(|rest| rest > 0 && rest <= number.1)
            });
            for (id, shown) in [("coverage-missing-at", at), ("coverage-missing-above", beyond)] {
                let words = [
                    (
                        "left",
                        self.say("coverage-through", &[("name", parameter.name.as_str().into())])
                            .into(),
                    ),
                    ("right", self.amount(bound, &brackets).into()),
                ];
                aims.push(self.aim(Measure::Limits, period.span, self.say(id, &words), shown));
            }
            floor = bound;
        }
        aims
    }

    /// What can be shown of a judgement: both answers.
    pub(super) fn of_judgement(&self, id: JudgementId) -> Vec<Aim> {
        let judgement = &self.program().judgements[id];
        let aim = |answer: bool| {
            let words = [
                ("name", Argument::from(judgement.name.as_str())),
                ("answer", format::yes_no(answer, self.language).into()),
            ];
            let told = self.say("coverage-missing-judged", &words);
            let shown = self.seen.judged.contains(&(id, answer));
            self.aim(Measure::Conditions, judgement.span, told, shown)
        };
        vec![aim(true), aim(false)]
    }

    /// The first and last day of this version of a law on which no example is decided.
    pub(super) fn days(&self, law: &Law) -> Vec<Missing> {
        let missing =
            self.days_of(law).into_iter().filter(|(day, _)| !self.seen.dates.contains(day));
        let line = self.line(law.span);
        let told = missing.map(|(_, told)| Missing {
            measure: Measure::Limits,
            line,
            told,
            follows: false,
        });
        told.collect()
    }

    /// Of how many such days there are examples.
    pub(super) fn days_shown(&self, law: &Law) -> Share {
        let days = self.days_of(law);
        let shown = days.iter().filter(|(day, _)| self.seen.dates.contains(day)).count();
        Share { shown, of: days.len() }
    }

    fn days_of(&self, law: &Law) -> Vec<(Date, String)> {
        let first = law.in_force.map(|day| (day, self.on("coverage-missing-law-first", day)));
        let last = law.until.and_then(|until| until.add_days(-1));
        let last = last.map(|day| (day, self.on("coverage-missing-law-last", day)));
        let window = self.window();
        first.into_iter().chain(last).filter(|(day, _)| window.covers(*day)).collect()
    }

    /// The rule that a goal is about.
    pub(super) fn rule(&self, goal: Goal) -> &Rule {
        &self.program().rules[goal.rule(self.goals)]
    }

    /// What a value is called.
    pub(super) fn named(&self, term: TermId) -> &str {
        &self.program().terms[term].name
    }
}

const fn measure(goal: Goal) -> Measure {
    match goal {
        Goal::Speaks(_) | Goal::Limb(..) => Measure::Decisive,
        Goal::Turns(..) | Goal::Decides(..) => Measure::Conditions,
        Goal::Edge(..) => Measure::Limits,
    }
}
