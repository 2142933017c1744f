//! The space as a script in SMT-LIB 2, for a solver outside this program.
//!
//! Whole numbers as the mathematics has them, never words of bits. Finite choices are left out:
//! nothing else depends on them, and none is empty. A day is a year, a month and a day of the
//! month ([`calendar`]), so that a calendar map is exact arithmetic. Work is limited by counting
//! it, not by a clock, so that the same space always gets the same answer.
//!
//! Start at [`Space::point_by`]. A solver is not trusted with a case: what it gives is checked.

mod calendar;

#[cfg(test)]
mod tests;

use super::{Constraint, FAR, Found, Options, Pick, Point, Relation, Said, Space, Var};
use crate::solver::{Solver, SolverAnswer};
use enact_value::Range;
use std::collections::BTreeMap;
use std::fmt::Write;

impl Space {
    /// A case of the space; where the search does not tell, by the solver, on whose word it then
    /// is that there is none.
    pub fn point_or(&mut self, solver: Option<&dyn Solver>) -> (Found, Option<&'static str>) {
        match (self.point(), solver) {
            (Found::Unknown, Some(solver)) => (self.point_by(solver), Some(solver.name())),
            (found, _) => (found, None),
        }
    }

    /// A case of the space, by a solver: its `None` is its own word.
    pub fn point_by(&self, solver: &dyn Solver) -> Found {
        match solver.answer(&self.script(solver.effort())) {
            SolverAnswer::Clashes => Found::None,
            SolverAnswer::Unknown => Found::Unknown,
            SolverAnswer::Holds(values) => {
                let value = |place: usize| values.get(&format!("x{place}")).copied();
                let numbers = (0..self.variables.len()).map(value).collect::<Option<Vec<i128>>>();
                match numbers {
                    Some(numbers) if self.keeps(&numbers) => {
                        Found::Point(Point { numbers, options: self.first_options() })
                    }
                    _ => Found::Unknown,
                }
            }
        }
    }

    /// The script: whether anything is left, and what.
    pub fn script(&self, effort: u32) -> String {
        let mut script = self.beginning(effort);
        for (place, known) in self.variables.iter().enumerate() {
            script.declare(&format!("x{place}"));
            script.within(&format!("x{place}"), known.range);
            if known.day {
                script.is_day(place);
            }
        }
        for row in &self.rows {
            script.within(&sum(&row.terms), row.range);
        }
        for relation in &self.relations {
            self.print(*relation, &mut script);
        }
        script.ask(self.variables.len());
        script.0
    }

    /// The same as a script of what was said, nothing of it narrowed or worked out here.
    pub fn script_as_said(&self, effort: u32) -> String {
        let mut script = self.beginning(effort);
        let mut options: BTreeMap<Pick, Options> = BTreeMap::new();
        let mut variables = 0;
        for said in self.said.iter().flatten() {
            match said {
                Said::Variable(range, day) => {
                    script.declare(&format!("x{variables}"));
                    script.within(&format!("x{variables}"), *range);
                    if *day {
                        script.is_day(variables);
                    }
                    variables += 1;
                }
                Said::Held(Constraint::AtMostZero(form)) => {
                    let constant = number(form.constant);
                    script.hold(&format!("(<= (+ {} {constant}) 0)", sum(&form.terms)));
                }
                Said::Held(Constraint::Zero(form)) => {
                    let constant = number(form.constant);
                    script.hold(&format!("(= (+ {} {constant}) 0)", sum(&form.terms)));
                }
                Said::Held(Constraint::Among(pick, among)) => {
                    *options.entry(*pick).or_insert(Options::MAX) &= among;
                }
                Said::Related(relation) => self.print(*relation, &mut script),
            }
        }
        // How many options there were to begin with is not said: bits beyond them are none.
        if options.iter().any(|(pick, left)| left & self.options_at_first(*pick) == 0) {
            script.hold("false");
        }
        script.ask(variables);
        script.0
    }

    fn beginning(&self, effort: u32) -> Script {
        let products = |relation: &Relation| matches!(relation, Relation::Product { .. });
        let logic = if self.relations.iter().any(products) { "QF_NIA" } else { "QF_LIA" };
        Script(format!(
            "(set-option :print-success false)\n\
             (set-option :produce-models true)\n\
             (set-option :reproducible-resource-limit {effort})\n\
             (set-logic {logic})\n\
             (push 1)\n"
        ))
    }

    fn print(&self, relation: Relation, script: &mut Script) {
        match relation {
            Relation::Product { of: (one, other), is } => {
                script.hold(&format!("(= {} (* {} {}))", name(is), name(one), name(other)));
            }
            Relation::Mapped { map, of, is } => {
                // Without both days the map is left out: the solver then knows less, not more.
                if self.is_day(of) && (!map.makes_days() || self.is_day(is)) {
                    script.is_mapped(map, of, is);
                }
            }
        }
    }

    fn is_day(&self, var: Var) -> bool {
        self.variables.get(var.index()).is_some_and(|known| known.day)
    }
}

/// A script under way.
struct Script(String);

impl Script {
    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn declare(&mut self, name: &str) {
        self.line(&format!("(declare-const {name} Int)"));
    }

    fn hold(&mut self, condition: &str) {
        self.line(&format!("(assert {condition})"));
    }

    fn within(&mut self, what: &str, range: Range) {
        let (low, high) = (number(range.low), number(range.high));
        match (range.low > -FAR, range.high < FAR) {
            (true, true) if range.low == range.high => self.hold(&format!("(= {what} {low})")),
            (true, true) => self.hold(&format!("(<= {low} {what} {high})")),
            (true, false) => self.hold(&format!("(<= {low} {what})")),
            (false, true) => self.hold(&format!("(<= {what} {high})")),
            (false, false) => {}
        }
    }

    fn ask(&mut self, variables: usize) {
        self.line("(check-sat)");
        if variables == 0 {
            return;
        }
        let mut asked = String::from("(get-value (");
        for place in 0..variables {
            // Writing to a text does not fail.
            let _ = write!(asked, "{}x{place}", if place == 0 { "" } else { " " });
        }
        self.line(&format!("{asked}))"));
    }
}

fn name(var: Var) -> String {
    format!("x{}", var.index())
}

/// SMT-LIB has no negative numbers, only the negation of one.
fn number(number: i128) -> String {
    if number < 0 { format!("(- {})", number.unsigned_abs()) } else { number.to_string() }
}

fn sum(terms: &[(Var, i128)]) -> String {
    let mut parts = terms.iter().map(|(var, coefficient)| match coefficient {
        1 => name(*var),
        _ => format!("(* {} {})", number(*coefficient), name(*var)),
    });
    match (parts.next(), terms.len()) {
        (Some(only), 1) => only,
        (Some(first), _) => parts.fold(format!("(+ {first}"), |sum, part| sum + " " + &part) + ")",
        (None, _) => number(0),
    }
}
