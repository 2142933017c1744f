//! The days for which one step stands, as a citizen reads them: the months of a year by the first
//! and the last of them.

use super::wording::Wording;
use crate::record::Step;
use enact_value::Date;

/// So many first days of the month that follow each other are told by the first and the last.
const RUN_MIN: usize = 3;

impl Wording<'_> {
    /// The days of all steps that `step` stands for, where that is more than the case's own day.
    pub fn other_days(&self, step: &Step) -> Option<String> {
        let mut days = self.days(step);
        days.sort_unstable();
        days.dedup();
        let other = days.iter().any(|day| *day != self.decision.on);
        other.then(|| self.days_told(&days))
    }

    fn days_told(&self, days: &[Date]) -> String {
        let mut told = Vec::new();
        let mut rest = days;
        while let [first, ..] = rest {
            let months = months_from(rest);
            let (run, behind) = rest.split_at(if months < RUN_MIN { 1 } else { months });
            told.push(match run {
                [from, .., to] => {
                    let words =
                        [("from", self.month(*from).into()), ("to", self.month(*to).into())];
                    self.say("motivation-months", &words)
                }
                _ => self.date(*first),
            });
            rest = behind;
        }
        told.join(", ")
    }

    /// The month of the first day of one.
    fn month(&self, first: Date) -> String {
        let day = self.date(first);
        day.split_once(' ').map_or(day.clone(), |(_, month)| month.to_owned())
    }
}

/// How many of `days`, from the first on, are the first days of months that follow each other.
fn months_from(days: &[Date]) -> usize {
    let mut months = 0;
    let mut expected = days.first().map(|day| day.first_of_month());
    for day in days {
        if expected != Some(*day) {
            break;
        }
        months += 1;
        expected = day.first_of_next_month();
    }
    months
}
