//! The findings of the graph. Their words are in the catalogues of `enact-source`, their pages in
//! `docs/diagnostics/`.

use enact_source::Code;

/// A decision rests on a protected fact, and no provision on the way says why that is justified.
pub const PROTECTED_USE: Code = Code("E0371");
/// A justification in a provision whose rules do not use the fact on the way to a decision.
pub const IDLE_JUSTIFICATION: Code = Code("W0372");
/// A protected fact is read on the way to a decision, and provably changes it in no case.
pub const PROTECTED_IDLE: Code = Code("N0377");
