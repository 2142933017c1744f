//! What an SMT solver outside this program says; how it is reached is for the shells to know.
//!
//! A solver is asked only what the search of the space leaves open. A case that it gives is
//! checked row by row before it is used. That there is no case has its word alone, and a verdict
//! that rests on that says so.

use std::collections::BTreeMap;

/// A solver that reads SMT-LIB 2.
pub trait Solver {
    /// Its name, as `z3`.
    fn name(&self) -> &'static str;
    /// How much work it may put in one script, in its own measure.
    fn effort(&self) -> u32;
    /// Its answer to a script.
    fn answer(&self, script: &str) -> SolverAnswer;
}

/// What a solver answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SolverAnswer {
    /// With these numbers, by the names of the script, everything holds.
    Holds(BTreeMap<String, i128>),
    /// With no numbers.
    Clashes,
    /// It gave up, or did not answer in the way that was asked.
    Unknown,
}

impl SolverAnswer {
    /// Reads what a solver printed: `unsat`, or `sat` and a list of names with whole numbers.
    #[must_use]
    pub fn read(printed: &str) -> Self {
        let printed = printed.trim_start();
        let (said, rest) = printed.split_once(char::is_whitespace).unwrap_or((printed, ""));
        match said {
            "unsat" => Self::Clashes,
            "sat" => values(rest).map_or(Self::Unknown, Self::Holds),
            _ => Self::Unknown,
        }
    }
}

/// `((x0 5) (x1 (- 3)))`, and nothing after it.
fn values(text: &str) -> Option<BTreeMap<String, i128>> {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace();
    let mut next = || words.next();
    let mut found = BTreeMap::new();
    (next()? == "(").then_some(())?;
    loop {
        match next()? {
            ")" => break,
            "(" => {}
            _ => return None,
        }
        let name = next()?.to_owned();
        let number = match next()? {
            "(" => {
                (next()? == "-").then_some(())?;
                let number = natural(next()?)?.checked_neg();
                (next()? == ")").then_some(())?;
                number?
            }
            digits => natural(digits)?,
        };
        (next()? == ")").then_some(())?;
        found.insert(name, number);
    }
    next().is_none().then_some(found)
}

fn natural(digits: &str) -> Option<i128> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::SolverAnswer;
    use std::collections::BTreeMap;

    #[test]
    fn only_what_was_asked_for_is_read() {
        let holds = |pairs: &[(&str, i128)]| {
            let pairs = pairs.iter().map(|(name, number)| ((*name).to_owned(), *number));
            SolverAnswer::Holds(pairs.collect::<BTreeMap<_, _>>())
        };
        let read = SolverAnswer::read;
        assert_eq!(read("sat\n((x0 5)\n (x1 (- 3)))\n"), holds(&[("x0", 5), ("x1", -3)]));
        assert_eq!(read("sat\n()"), holds(&[]));
        assert_eq!(read("unsat\n(error \"no model\")\n"), SolverAnswer::Clashes);
        for other in
            ["", "unknown", "sat", "sat ((x0 5)", "sat ((x0 5.0))", "sat ((x0 -5))", "satt ()"]
        {
            assert_eq!(read(other), SolverAnswer::Unknown, "{other}");
        }
        assert_eq!(read("sat ((x0 1)) more"), SolverAnswer::Unknown);
        assert_eq!(read("(error \"line 1\")\nunsat"), SolverAnswer::Unknown);
    }
}
