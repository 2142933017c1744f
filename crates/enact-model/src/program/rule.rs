//! Values and the rules that give them, weighed against each other.

use super::{Expr, Scale, Type};
use crate::table::{EntityId, FactId, GroupId, LawId, RuleId, TermId};
use enact_source::{Citation, Span};
use enact_syntax::tree::Legal;
use enact_value::Date;

/// A named value that rules give.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its name.
    pub name: String,
    /// The law it belongs to.
    pub law: LawId,
    /// Whose value it is.
    pub entity: EntityId,
    /// What kind of answer.
    pub kind: TermKind,
    /// What it holds.
    pub ty: Type,
    /// Numbers: the denominator and range of every answer.
    pub scale: Scale,
    /// What can be done against it, when it is a decision.
    pub legal: Legal,
    /// All its rules, weighed.
    pub group: GroupId,
    /// Where it is declared or first ruled.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// What kind of answer a term is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// A value; a case without an answer is a gap.
    Value,
    /// A yes/no; no ground means no.
    YesNo,
    /// A claim: a value, or none with its ground.
    Entitlement,
    /// An outcome with legal effect.
    Decision {
        /// Who decides.
        by: Option<String>,
    },
}

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// For which term.
    pub term: TermId,
    /// In which law.
    pub law: LawId,
    /// The provision it stands in.
    pub ground: Citation,
    /// The time in which it applies.
    pub in_force: InForce,
    /// When it applies; always when absent.
    pub when: Option<Expr>,
    /// Its exception in the same sentence.
    pub unless: Option<Expr>,
    /// What it gives.
    pub gives: Gives,
    /// Numbers: the denominator and range of what it gives, common to its limbs.
    pub scale: Scale,
    /// The provisions it stands apart from, as cited: for drawings and motivations.
    pub notwithstanding: Vec<Citation>,
    /// What else its law says of it.
    pub clauses: Clauses,
    /// The rule it repeats with other names, when its provision applies another.
    pub applied: Option<Applied>,
    /// The declaration.
    pub span: Span,
}

/// A time, from the first day to the day before `until`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct InForce {
    /// The first day; `None` from the beginning.
    pub from: Option<Date>,
    /// The day after the last; `None` while it lasts.
    pub until: Option<Date>,
}

impl InForce {
    /// Whether `day` lies in it.
    #[must_use]
    pub fn covers(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// What a law says of a rule beside its content.
#[derive(Debug, Clone, Default)]
pub struct Clauses {
    /// When its provision applies at all; always when absent.
    pub within: Option<Expr>,
    /// The provisions it is subject to, as cited: their rules precede it.
    pub subject_to: Vec<Citation>,
    /// The provisions it is without prejudice to, as cited: their rules apply beside it.
    pub without_prejudice: Vec<Citation>,
    /// The lettered points that all have to hold: it rests on each of them.
    pub points: Vec<Citation>,
    /// The sentence of which it is one of the alternatives, each a lettered point.
    pub alternative: Option<Span>,
    /// How its text is understood, where it can be read in two ways.
    pub reading: Option<Reading>,
}

/// The reading of a text that a rule follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The one that is followed.
    pub chosen: String,
    /// The one that is not.
    pub rejected: String,
}

/// A rule of another provision, applied mutatis mutandis.
#[derive(Debug, Clone)]
pub struct Applied {
    /// Where that rule stands.
    pub from: Citation,
    /// The names in it, each with the name that is read here.
    pub names: Vec<(String, String)>,
}

/// What a rule gives. Values are over the rule's own denominator ([`Rule::scale`]).
#[derive(Debug, Clone)]
pub enum Gives {
    /// One value.
    Value(Expr),
    /// The value of the limb that holds.
    Cases {
        /// Take the first that holds; otherwise no two may hold and differ.
        ordered: bool,
        /// The limbs.
        limbs: Vec<Limb>,
        /// When no limb holds.
        otherwise: Option<Expr>,
    },
    /// Yes, or no for a negative ground.
    Answer(bool),
    /// There is no entitlement.
    NoEntitlement,
    /// Nothing: it only silences the rules of these provisions for the term.
    Silence {
        /// The provisions, as cited.
        provisions: Vec<Citation>,
        /// Only those of their rules that precede others: the exceptions.
        exceptions: bool,
    },
}

impl Gives {
    /// Whether it grants nothing and only silences other rules.
    #[must_use]
    pub const fn silences(&self) -> bool {
        matches!(self, Self::Silence { .. })
    }
}

/// A limb of a case distinction.
#[derive(Debug, Clone)]
pub struct Limb {
    /// When.
    pub condition: Expr,
    /// What.
    pub value: Expr,
    /// Whether it is a row of a decision table.
    pub row: bool,
    /// Where.
    pub span: Span,
}

/// Rules for one term that are weighed against each other.
#[derive(Debug, Clone)]
pub struct Group {
    /// The term.
    pub term: TermId,
    /// Numbers: the denominator and range of every answer of the group. For a term's main group
    /// these are the term's.
    pub scale: Scale,
    /// Its members, those that precede others first.
    pub members: Vec<Member>,
}

/// A rule in a group.
#[derive(Debug, Clone)]
pub struct Member {
    /// The rule.
    pub rule: RuleId,
    /// Brings the rule's number to the group's denominator: units times `factor`. 1 for all else.
    pub factor: i128,
    /// The places in [`Group::members`] of the rules that precede it, directly or through a
    /// chain, and of those that silence it; each smaller than its own place. Silence does not
    /// go through a chain: what a silenced rule displaced, speaks again.
    pub preceded_by: Vec<usize>,
}

/// Why the rules of a provision, and of those below it, may use a protected fact.
#[derive(Debug, Clone)]
pub struct Justification {
    /// The fact: a protected ground, or what stands in for one.
    pub fact: FactId,
    /// In which law.
    pub law: LawId,
    /// Why, in the words of the law.
    pub why: String,
    /// Under which rule of law, as the law cites it.
    pub basis: String,
    /// The provision.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}
