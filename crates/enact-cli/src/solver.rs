//! The SMT solver that is asked what a proof leaves open.

use crate::answer::{Refusal, finding, spoken};
use crate::arguments::SolverChoice;
use enact_solver::{Installed, Kind};
use enact_source::Language;

/// The solver to ask, if any.
///
/// # Errors
/// That the one that is asked for by name is not installed.
pub fn chosen(choice: SolverChoice, lang: Option<Language>) -> Result<Option<Installed>, Refusal> {
    let named = match choice {
        SolverChoice::None => return Ok(None),
        SolverChoice::Auto => {
            return Ok(Kind::ALL.into_iter().find_map(|kind| kind.installed(None)));
        }
        SolverChoice::Z3 => Kind::Z3,
        SolverChoice::Cvc5 => Kind::Cvc5,
    };
    let missing = || finding("E0630").with("solver", named.name());
    named.installed(None).map(Some).ok_or_else(|| Refusal::command(&missing(), spoken(lang)))
}
