//! Places in a case, and what stands there.

use enact_model::Program;
use enact_model::program::{Fact, ThroughTime};
use enact_model::table::{EntityId, FactId, Id};
use enact_value::Date;

pub use enact_model::case::{Case, Judged, Subject};

/// The place of the value that holds on `day`; `None` before the first.
pub(crate) fn value_on(values: &ThroughTime, day: Date) -> Option<usize> {
    values.partition_point(|(from, _)| *from <= day).checked_sub(1)
}

/// A place in a list, as the list counts.
pub(crate) fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// The place of row `row` of a table.
pub(crate) fn place(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

/// The facts of an entity with their ids, by slot.
pub(crate) fn facts_of(
    program: &Program,
    entity: EntityId,
) -> impl Iterator<Item = (FactId, &Fact)> {
    let kind = program.entities.rows().get(entity.index());
    let facts = kind.map_or(&[][..], |kind| &kind.facts);
    facts.iter().map(|fact| (*fact, &program.facts[*fact]))
}
