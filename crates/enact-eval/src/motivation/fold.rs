//! Steps that differ in their day only are told once: the equal months of a year.

use crate::decide::Decision;
use crate::record::{Source, Step};

/// For each step the place of the first that differs from it in its day only; its own place when
/// there is none. A step of the case's own day stands for itself.
pub(super) fn folded(decision: &Decision<'_>) -> Vec<usize> {
    let mut folded: Vec<usize> = Vec::with_capacity(decision.steps.len());
    for (place, step) in decision.steps.iter().enumerate() {
        let first = (0..place).find(|earlier| {
            folded[*earlier] == *earlier
                && alike(decision, &folded, &decision.steps[*earlier], step)
        });
        folded.push(first.filter(|_| elsewhen(decision, step)).unwrap_or(place));
    }
    folded
}

/// Whether the step belongs to another day than the case.
fn elsewhen(decision: &Decision<'_>, step: &Step) -> bool {
    step.context != 0
        && crate::case::index(step.context) < decision.contexts.len()
        && decision.contexts[crate::case::index(step.context)].on != decision.on
}

fn alike(decision: &Decision<'_>, folded: &[usize], one: &Step, other: &Step) -> bool {
    let supposed = |step: &Step| {
        decision.contexts.get(crate::case::index(step.context)).map(|context| &context.supposed)
    };
    let reads = |step: &Step| {
        let reads = decision.reads_of(step).iter().map(|read| match read.source {
            Source::Step(place) => {
                let place = crate::case::index(place);
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
        && elsewhen(decision, one)
        && supposed(one) == supposed(other)
        && decision.spoke(one) == decision.spoke(other)
        && decision.displaced(one) == decision.displaced(other)
        && decision.failed(one) == decision.failed(other)
        && decision.banded(one) == decision.banded(other)
        && reads(one) == reads(other)
}
