//! What a drafter wrote, as one tree for both languages.
//!
//! The tree keeps the drafter's order and places, and nothing of the words: after this crate
//! nobody can tell `indien` from `when`. Names are not resolved and nothing has a type yet.
//! A declaration that could not be read is [`DeclarationKind::Broken`]; its neighbours stand.

mod bill;
mod declared;
mod example;
mod expr;
mod header;
mod list;
mod promise;
mod rule;
mod walk;

use enact_source::{FileId, Provision, Span};

pub use bill::{Bill, Commencement, Instruction, NewText, Operation, Swap};
pub use declared::{
    Fact, Judgement, Parameter, ParameterBody, Period, Power, Privacy, Set, TypeKind, TypeName,
};
pub use example::{Entry, Example, Expectation, Expected, Given, Known, Since};
pub use expr::{
    Band, Calendar, CitedProvision, Comparison, Counted, Expr, ExprKind, Grain, Operator,
    PeriodUnit,
};
pub use header::{Fingerprint, Header, Official, TextKind};
pub use list::{Fold, ListRow, ListTable, ListType, Over, Rank};
pub use promise::{Direction, Promise, Safeguard};
pub use rule::{
    Applied, Body, Condition, Decision, Entitlement, Justified, Legal, Limb, NoEntitlement,
    NotApplicable, Point, Points, Reading, Remedy, Rule, Substitution, Validity, When,
};

/// One law: its header, its outline and its code.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file it was read from.
    pub file: FileId,
    /// The front matter.
    pub header: Header,
    /// Every provision of the text in order, with or without code.
    pub outline: Vec<Outlined>,
    /// The code blocks in order.
    pub blocks: Vec<Block>,
}

/// A provision as it stands in the text.
#[derive(Debug, Clone)]
pub struct Outlined {
    /// Its address.
    pub provision: Provision,
    /// Heading words or the first line of its text.
    pub caption: String,
    /// The heading or the line that opens it.
    pub span: Span,
    /// All of its own lines, text and code: up to the line that opens the next provision, or to
    /// a heading that opens none.
    pub lines: Span,
}

/// One fenced code block.
#[derive(Debug, Clone)]
pub struct Block {
    /// The provision it stands in; `None` before the first heading.
    pub provision: Option<Provision>,
    /// Its declarations in order.
    pub declarations: Vec<Declaration>,
    /// The text between the fences.
    pub span: Span,
}

/// A word or phrase that names something, as written, and the law it was said to belong to
/// (`verzekerde in de zin van Zvw`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name, with typographic hyphens made plain.
    pub text: String,
    /// The law named with it.
    pub law: Option<Box<Name>>,
    /// The name itself, without the law.
    pub span: Span,
}

/// Words between quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The words without the quotes.
    pub text: String,
    /// With the quotes.
    pub span: Span,
}

/// One declaration.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// What is declared.
    pub kind: DeclarationKind,
    /// From its keyword to its last word.
    pub span: Span,
}

/// The kinds of declaration.
#[derive(Debug, Clone)]
pub enum DeclarationKind {
    /// `soort persoon`, `entity person`.
    Entity(Name),
    /// `gegeven …`, `fact …`.
    Fact(Fact),
    /// `parameter …`.
    Parameter(Parameter),
    /// `stelt … vast`, `set …`.
    Set(Set),
    /// `regel …`, `rule …`; also `tabel …`, `table …`, of which each row is a limb.
    Rule(Rule),
    /// `aanspraak …`, `entitlement …`.
    Entitlement(Entitlement),
    /// `geen aanspraak op …`, `no entitlement to …`.
    NoEntitlement(NoEntitlement),
    /// `in afwijking van …`, `notwithstanding …`: governs the next rule of the block.
    Notwithstanding(Vec<CitedProvision>),
    /// `behoudens …`, `subject to …`: the inverse, for the next rule of the block.
    SubjectTo(Vec<CitedProvision>),
    /// `onverminderd …`, `without prejudice to …`: those rules and the next one both apply.
    WithoutPrejudice(Vec<CitedProvision>),
    /// `lezing …`, `reading …`: how the text of the next rule is understood.
    Reading(Reading),
    /// `… is niet van toepassing op …`, `… does not apply to …`.
    NotApplicable(NotApplicable),
    /// `met ingang van …`, `with effect from …`, `vervalt op …`, `lapses on …`: for the rules of
    /// the block.
    Validity(Validity),
    /// `artikel 4 is van overeenkomstige toepassing …`, `article 4 applies mutatis mutandis …`.
    Applied(Applied),
    /// `beschikking …`, `decision …`.
    Decision(Decision),
    /// `beoordeling …`, `judgement …`.
    Judgement(Judgement),
    /// `van toepassing indien …`, `applies when …`: a condition on every rule of the provision.
    Applies(Expr),
    /// `bevoegdheid …`, `power …`: what somebody may decide, when the law allows it.
    Power(Power),
    /// `aanname …`, `assume …`: what the outside world guarantees.
    Assume(Expr),
    /// `gerechtvaardigd gebruik van …`, `justified use of …`: of a protected fact, in the rules
    /// of the provision.
    Justified(Justified),
    /// `waarborg …`, `safeguard …`.
    Safeguard(Safeguard),
    /// `voorbeeld …`, `example …`.
    Example(Example),
    /// `geen code : "…"`, `no code : "…"`.
    NoCode(Quoted),
    /// Could not be read; its finding says why.
    Broken,
}
