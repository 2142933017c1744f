//! Assumptions that leave nobody.

use super::Verifier;
use crate::explore::Explorer;
use crate::machine::{Lack, Machine};
use crate::space::Found;

impl Verifier<'_> {
    /// Assumptions that no case can meet together with the others about the same subjects.
    pub(super) fn exclusive(&mut self) {
        let program = self.graph.program();
        for entity in program.entities.ids() {
            let about = |number: &usize| program.assumptions[*number].entity == entity;
            let numbers: Vec<usize> = (0..program.assumptions.len()).filter(about).collect();
            let possible = |count: usize| {
                let domain = self.domain.assuming(&numbers[..count]);
                let mut explorer = Explorer::new(self.patience.choices);
                let mut found = false;
                let complete = explorer.all(|explorer| {
                    let mut machine = Machine::new(program, explorer, &self.settled, &domain);
                    let subject = machine.inputs.add(entity);
                    let kept = numbers[..count].iter().all(|number| {
                        let condition = &program.assumptions[*number].condition;
                        !matches!(machine.holds(condition, subject), Ok(false) | Err(Lack::Halt))
                    });
                    found |= kept && machine.explorer.space.point() != Found::None;
                    machine.explorer.impatient |= found;
                });
                found || !complete
            };
            if possible(numbers.len()) {
                continue;
            }
            let first = (1..=numbers.len()).find(|count| !possible(*count));
            self.report.exclusive.extend(first.and_then(|count| numbers.get(count - 1)));
        }
    }
}
