//! Two versions of a bill, before and after a nota van wijziging or an amendment of a committee, and
//! what each makes of the law.

use crate::Ruleset;
use crate::amendment::Drafts;
use crate::ruleset::tried;
use crate::world::World;
use enact_diff::Touched;
use enact_diff::proposal::{Amendment, AmendmentPair, amendments, between};
use enact_graph::RuleGraph;
use enact_source::{Diagnostic, Language, Provision, Source, Sources};
use enact_syntax::tree::{Bill, Operation};

/// Two versions of a bill on one law, both carried out.
#[derive(Debug, Clone)]
pub struct Proposal {
    drafts: Drafts,
    /// Which amendment of the one is which of the other.
    pub(crate) amendments: Vec<AmendmentPair>,
    /// With the version before: the law as it is, where there is none.
    pub before: Enacted,
    /// With the version after.
    pub after: Enacted,
}

/// The law with one version of the bill.
#[derive(Debug, Clone)]
pub struct Enacted {
    /// The law as it reads then.
    pub ruleset: Ruleset,
    /// The file of the bill; `None` for the law as it is.
    pub file: Option<String>,
    pub(crate) bill: Bill,
    /// What the bill touched.
    pub(crate) touched: Vec<Touched>,
    /// The short names of the laws, by their place in [`Touched::law`].
    pub(crate) laws: Vec<String>,
}

/// Why a version of the bill makes no law.
#[derive(Debug, Clone)]
pub struct NoLaw {
    /// What is wrong, in the bill or in the law with it.
    pub findings: Vec<Diagnostic>,
    /// The texts in which the findings point.
    pub sources: Sources,
    /// Their language.
    pub language: Language,
}

impl Proposal {
    /// The law of `world` with both versions of a bill; without a version before, the law as it is
    /// stands in its place.
    ///
    /// # Errors
    /// What is wrong with a version, or with the law that it makes.
    pub fn of(
        world: &dyn World,
        before: Option<Source>,
        after: Source,
    ) -> Result<Self, Box<NoLaw>> {
        let mut drafts = Drafts::on(world);
        let first = before.as_ref().map(|source| source.name.clone());
        let last = after.name.clone();
        let earlier = before.map(|source| drafts.add(source));
        let later = drafts.add(after);
        let earlier = earlier.unwrap_or_else(|| Bill {
            instructions: Vec::new(),
            commencement: None,
            ..later.clone()
        });
        Ok(Self {
            amendments: amendments(&earlier, &later),
            before: enacted(&drafts, earlier, first)?,
            after: enacted(&drafts, later, Some(last))?,
            drafts,
        })
    }

    /// The texts of the bills, and of the laws that they amend.
    pub(crate) fn sources(&self) -> &Sources {
        &self.drafts.sources
    }

    /// The law with some amendments as they are in the version after, and the others as they were;
    /// `None` when that is no law.
    pub(crate) fn law_with(&self, later: &dyn Fn(usize) -> bool) -> Option<RuleGraph> {
        let bill = between((&self.before.bill, &self.after.bill), &self.amendments, later);
        let carried_out = self.drafts.carried_out(&[bill], true);
        if carried_out.has_errors() {
            return None;
        }
        tried(&carried_out.files)
    }
}

impl Enacted {
    /// What an amendment of this version touched.
    pub(crate) fn touched(&self, amendment: Option<Amendment>) -> impl Iterator<Item = &Touched> {
        self.touched
            .iter()
            .filter(move |one| amendment == Some(Amendment::Instruction(one.instruction)))
    }

    /// The number in this version of what the other version repeals.
    pub(crate) fn number(&self, repealed: &Touched) -> Provision {
        let moves = self.touched.iter().filter(|one| one.law == repealed.law);
        let moves = moves.filter(|one| self.renumbers(one));
        moves.fold(repealed.provision.clone(), |at, one| one.moves(&at))
    }

    /// Whether it only gave what it touched another number.
    pub(crate) fn renumbers(&self, touched: &Touched) -> bool {
        let instruction = self.bill.instructions.get(touched.instruction);
        instruction.is_some_and(|one| matches!(one.operation, Operation::Renumber(_)))
    }
}

fn enacted(drafts: &Drafts, bill: Bill, file: Option<String>) -> Result<Enacted, Box<NoLaw>> {
    let carried_out = drafts.carried_out(std::slice::from_ref(&bill), true);
    if carried_out.has_errors() {
        let (findings, sources) = (carried_out.findings, carried_out.sources);
        return Err(Box::new(NoLaw { findings, sources, language: carried_out.language }));
    }
    let loaded = Ruleset::load(&carried_out.files);
    let Some(ruleset) = loaded.ruleset else {
        let (findings, sources) = (loaded.findings, loaded.sources);
        return Err(Box::new(NoLaw { findings, sources, language: loaded.language }));
    };
    let (touched, laws) = (carried_out.touched, carried_out.laws);
    Ok(Enacted { ruleset, file, bill, touched, laws })
}
