//! A decision on many cases at a time, from the columns of a table.
//!
//! A [`Plan`] says which column of a table is which fact, and holds the decision as a module; a
//! [`Worker`] has that module on a machine and decides one [`Part`] of the table after the other.
//! The cells go straight into the memory of the module, by the rules that hold for the cells of a
//! table of cases. What the module leaves open is decided by evaluation; a row that cannot be read,
//! or that the law excludes, is refused with the reason, and the others go on.
//!
//! [`Listed`] decides cases that are lists of fields instead of rows ([`crate::input`]).

mod answer;
#[cfg(feature = "arrow")]
pub mod arrow;
mod bounds;
mod cells;
mod listed;
mod load;
mod plan;
mod rows;

pub use answer::{Column, Endings, Refused, Values, status_word};
pub use cells::{Cells, Part};
pub use listed::Listed;
pub use plan::{Day, Heading, Kind, Lack, Plan, Settings};
pub use rows::Rows;

use crate::case::excluded;
use crate::{Ruleset, case};
use answer::Told;
use enact_codegen::Status;
use enact_run::columns::case_at;
use enact_run::pack::Texts;
use enact_run::{Machine, Trouble};
use enact_value::Date;
use load::Loading;

/// A plan on a machine.
#[derive(Debug)]
pub struct Worker<'p, M> {
    plan: &'p Plan<'p>,
    machine: M,
    texts: Texts,
}

impl<'p, M: Machine> Worker<'p, M> {
    /// The plan on a machine that has its module: [`Plan::wasm`].
    #[must_use]
    pub fn new(plan: &'p Plan<'p>, mut machine: M) -> Self {
        plan.lay_out(machine.memory());
        Self { plan, machine, texts: Texts::new(&plan.compiled.layout) }
    }

    /// Decides every row of `part`.
    ///
    /// # Errors
    /// [`Trouble`] when the module stops.
    pub fn decide(&mut self, part: &dyn Part) -> Result<Endings, Trouble> {
        let layout = &self.plan.compiled.layout;
        let most = usize::try_from(layout.room.cases).unwrap_or(usize::MAX);
        let mut endings = Endings::new(self.plan, part.rows());
        let mut first = 0;
        while first < part.rows() {
            let rows = first..part.rows().min(first + most);
            self.texts.forget(layout);
            let mut loading = Loading::new(self.plan, &mut self.texts, rows.len());
            loading.load(part, rows.clone(), self.machine.memory());
            let (mut refused, suspects) = loading.close();
            self.machine.decide(&self.plan.name, 0, u32::try_from(rows.len()).unwrap_or(0))?;
            let memory = self.machine.memory();
            refused.extend(self.plan.excluded(&self.texts, memory, &suspects));
            endings.add(self.plan, &self.texts, memory, rows.len());
            for (row, told) in self.plan.left(&self.texts, memory, rows.len()) {
                endings.set(first + row, told);
            }
            endings.refuse(first, refused);
            first = rows.end;
        }
        let broken = part.broken().into_iter();
        let whole = |(row, finding)| Refused { row, column: None, finding };
        endings.refuse(0, broken.map(whole).collect());
        endings.refused.sort_by_key(|refused| refused.row);
        Ok(endings)
    }
}

impl Plan<'_> {
    /// What the law excludes of the suspected rows.
    fn excluded(&self, texts: &Texts, memory: &[u8], suspects: &[usize]) -> Vec<Refused> {
        let mut refused = Vec::new();
        for row in suspects {
            let Some((case, on)) = self.case(texts, memory, *row) else { continue };
            let (program, graph) = (self.ruleset.program(), self.ruleset.graph());
            let text = case::CaseText::plain(case);
            let breaches = enact_eval::inspect(graph, &text.case, on);
            refused.extend(breaches.into_iter().map(|breach| Refused {
                row: *row,
                column: None,
                finding: excluded(program, &text, breach),
            }));
        }
        refused
    }

    /// What evaluation says of the rows that the module leaves open.
    fn left(&self, texts: &Texts, memory: &[u8], rows: usize) -> Vec<(usize, Told)> {
        let layout = &self.compiled.layout;
        let start = usize::try_from(layout.status).unwrap_or(usize::MAX);
        let statuses = memory.get(start..start.saturating_add(rows)).unwrap_or_default();
        let open = (0..).zip(statuses).filter(|(_, code)| **code == Status::Unsettled.code());
        let told = open.filter_map(|(row, _)| {
            let (case, on) = self.case(texts, memory, row)?;
            Some((row, Told::of(&self.ruleset.decide(self.term, &case, on))))
        });
        told.collect()
    }

    /// The case in a row of the memory, and its reference date.
    fn case(&self, texts: &Texts, memory: &[u8], row: usize) -> Option<(enact_eval::Case, Date)> {
        let (program, layout) = (self.ruleset.program(), &self.compiled.layout);
        let at = (program.terms[self.term].entity, u32::try_from(row).ok()?);
        let day = enact_run::columns::word(memory, layout.dates, at.1)?;
        let on = Date::from_days(day.cast_signed())?;
        Some((case_at(program, layout, texts, memory, at), on))
    }

    /// The ruleset that decides.
    #[must_use]
    pub fn ruleset(&self) -> &Ruleset {
        self.ruleset
    }
}
