//! The time in which the rules of a block apply: `with effect from`, `lapses on`.

use crate::check::Checker;
use crate::codes;
use crate::declare::Place;
use crate::program::InForce;
use crate::table::LawId;
use enact_source::Diagnostic;
use enact_syntax::tree::{Block, DeclarationKind, Document};

impl Checker {
    /// The time in which the rules of the block at `place` apply.
    pub(crate) fn in_force(&self, place: Place<'_>) -> InForce {
        time_of(place.block)
    }

    /// Reports what is wrong with when blocks apply.
    pub(crate) fn validities(&mut self, documents: &[Document]) {
        for (index, document) in documents.iter().enumerate() {
            for block in &document.blocks {
                self.validity(crate::table::Id::from_index(index), block);
            }
        }
    }

    fn validity(&mut self, law: LawId, block: &Block) {
        let ground = self.citation(law, block.provision.as_ref());
        let (mut time, mut begun) = (InForce::default(), false);
        for declaration in &block.declarations {
            let DeclarationKind::Validity(said) = declaration.kind else {
                begun = true;
                continue;
            };
            let again = (time.from.is_some() && said.from.is_some())
                || (time.until.is_some() && said.until.is_some());
            if begun || again {
                let finding = Diagnostic::new(codes::LATE_VALIDITY, declaration.span);
                self.report(finding.within(ground.clone()));
            }
            time.from = time.from.or(said.from);
            time.until = time.until.or(said.until);
            if let (Some(from), Some(until)) = (time.from, time.until)
                && until <= from
            {
                let finding = Diagnostic::new(codes::EMPTY_PERIOD, declaration.span);
                self.report(finding.within(ground.clone()));
            }
        }
        let said = block
            .declarations
            .iter()
            .find(|declaration| matches!(declaration.kind, DeclarationKind::Validity(_)));
        if let Some(said) = said
            && !block.declarations.iter().any(|declaration| has_time(&declaration.kind))
        {
            let finding = Diagnostic::new(codes::IDLE_VALIDITY, said.span);
            self.report(finding.within(ground));
        }
    }
}

/// Whether a declaration is a rule that the time of its block is about.
pub(crate) const fn has_time(kind: &DeclarationKind) -> bool {
    matches!(
        kind,
        DeclarationKind::Rule(_)
            | DeclarationKind::NoEntitlement(_)
            | DeclarationKind::Decision(_)
            | DeclarationKind::Broken
    )
}

/// The time in which the rules of `block` apply.
pub(crate) fn time_of(block: &Block) -> InForce {
    let mut time = InForce::default();
    for declaration in &block.declarations {
        if let DeclarationKind::Validity(said) = declaration.kind {
            time.from = time.from.or(said.from);
            time.until = time.until.or(said.until);
        }
    }
    time
}
