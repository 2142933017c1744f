//! The solvers on this machine, for tests that compare what is found with and without one.

use crate::places;
use enact_solver::{Installed, Kind};

/// The solver, when it is on the search path or where `.ci/setup-solver` puts one.
#[must_use]
pub fn installed(kind: Kind) -> Option<Installed> {
    kind.installed(Some(&places::root().join("target/solver/bin")))
}
