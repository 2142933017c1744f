//! The case and the outcome of a decision as types of programming languages.
//!
//! Start at [`Types::of`]: from the [`Schema`] of a decision it makes the same as
//! TypeScript and as Java. All names of properties and fields stay those of the law where the
//! language allows it; amounts and other numbers are exact, decimal strings in TypeScript and
//! `BigDecimal` in Java.

mod java;
mod names;
mod typescript;

use crate::Ruleset;
use crate::schema::Schema;
use enact_model::table::TermId;
use enact_source::Language;
use serde_json::Value;

/// The types of one decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Types {
    /// The name of the decision, as a type has it: `HealthcareAllowance`.
    pub name: String,
    schema: Value,
}

impl Types {
    /// The types of `decision`, described in `language`.
    #[must_use]
    pub fn of(ruleset: &Ruleset, decision: TermId, language: Language) -> Self {
        let name = names::pascal(&ruleset.program().terms[decision].name);
        Self { name, schema: Schema::of(ruleset, decision, language).both() }
    }

    /// The JSON Schema of an object with a `case` and an `outcome`.
    #[must_use]
    pub fn schema(&self) -> &Value {
        &self.schema
    }

    /// A TypeScript declaration file.
    #[must_use]
    pub fn typescript(&self) -> String {
        typescript::file(&self.name, &self.schema)
    }

    /// A Java source file, for the class that bears the name of the decision.
    #[must_use]
    pub fn java(&self) -> String {
        java::file(&self.name, &self.schema)
    }
}
