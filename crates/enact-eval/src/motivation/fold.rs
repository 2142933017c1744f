//! Steps that differ in their day only are told once: the equal months of a year.

use crate::case::index;
use crate::context::Context;
use crate::decide::Decision;
use crate::record::{Source, Step};

/// For each step the place of the first that differs from it in its day only; its own place when
/// there is none. A step of the case's own day stands for itself, unless that day is one of the
/// months.
pub(super) fn folded(decision: &Decision<'_>) -> Vec<usize> {
    let month = is_month(decision);
    let mut folded: Vec<usize> = Vec::with_capacity(decision.steps.len());
    for (place, step) in decision.steps.iter().enumerate() {
        let may = |step: &Step| month || elsewhen(decision, step);
        let first = (0..place).filter(|_| may(step)).find(|earlier| {
            let one = &decision.steps[*earlier];
            folded[*earlier] == *earlier && may(one) && alike(decision, &folded, one, step)
        });
        folded.push(first.unwrap_or(place));
    }
    folded
}

/// Whether the case's own day is the first of a month in whose year other months were looked at.
fn is_month(decision: &Decision<'_>) -> bool {
    let on = decision.on;
    let first = |context: &&Context| {
        context.on != on
            && context.on.first_of_month() == context.on
            && context.on.first_of_year() == on.first_of_year()
    };
    on.first_of_month() == on && decision.contexts.iter().filter(first).count() > 1
}

/// Whether the step belongs to another day than the case.
fn elsewhen(decision: &Decision<'_>, step: &Step) -> bool {
    decision.contexts.get(index(step.context)).is_some_and(|context| context.on != decision.on)
}
fn alike(decision: &Decision<'_>, folded: &[usize], one: &Step, other: &Step) -> bool {
    let supposed =
        |step: &Step| decision.contexts.get(index(step.context)).map(|context| &context.supposed);
    let reads = |step: &Step| {
        let reads = decision.reads_of(step).iter().map(|read| match read.source {
            Source::Step(place) => {
                let place = index(place);
                let first = folded.get(place).copied().unwrap_or(place);
                (read.subject, Source::Step(crate::case::place(first)))
            }
            source => (read.subject, source),
        });
        reads.collect::<Vec<_>>()
    };
    (one.term, one.group, one.subject) == (other.term, other.group, other.subject)
        && one.found == other.found
        && one.limb == other.limb
        && supposed(one) == supposed(other)
        && decision.spoke(one) == decision.spoke(other)
        && decision.displaced(one) == decision.displaced(other)
        && decision.failed(one) == decision.failed(other)
        && decision.banded(one) == decision.banded(other)
        && reads(one) == reads(other)
}
