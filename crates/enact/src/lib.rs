//! Laws as programs use them: load a ruleset, read a case, decide, and keep the record.
//!
//! Start at [`Ruleset::load`] with the texts of a [`World`]. [`Ruleset::read_case`] reads JSON or
//! YAML under the law's own names, [`Ruleset::decide`] decides, and [`Record::of`] writes the
//! decision down. [`examples::run`] runs the worked cases. There is no clock, file, network or
//! environment here: a shell brings the texts and the day.

pub mod amendment;
pub mod assurance;
pub mod batch;
pub mod called;
pub mod case;
pub mod cases;
pub mod chosen;
mod citations;
mod cite;
pub mod comparison;
pub mod compiled;
pub mod conformance;
pub mod coverage;
pub mod examples;
pub mod findings;
pub mod goals;
pub mod input;
pub mod intake;
pub mod inventory;
pub mod manifest;
pub mod motivated;
pub mod mutation;
pub mod names;
pub mod official;
pub mod proposal;
pub mod record;
mod ruleset;
pub mod said;
pub mod schema;
pub mod starter;
pub mod table;
pub mod typed;
pub mod types;
pub mod undecided;
pub mod verification;
pub mod weave;
pub mod whynot;
pub mod world;
pub mod written;

pub use assurance::Assurance;
pub use citations::Citations;
pub use conformance::Conformance;
pub use coverage::Coverage;
pub use mutation::Mutation;
pub use proposal::Proposal;
pub use record::Record;
pub use ruleset::{CaseReading, Counts, Loaded, Ruleset};
pub use table::Worked;
pub use types::Types;
pub use world::{File, Memory, World};
