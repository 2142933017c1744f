//! A checked ruleset: every name resolved, every type and denominator known.
//!
//! A [`Program`] is made by [`check`](crate::check) only, and only from laws without errors. All
//! numbers in it are whole units over a denominator that the expression states ([`Scale`]):
//! whoever computes adds, multiplies and compares integers, and never has to ask again.

mod list;

use crate::bands::{Band, Banding, Brackets};
use crate::table::{
    ChoiceId, EntityId, FactId, GroupId, JudgementId, LawId, ParameterId, RuleId, Table, TermId,
};
use enact_source::{Citation, Language, Sources, Span};
use enact_syntax::tree::{Calendar, Comparison, Counted, Legal, Outlined, TextKind};
use enact_value::{CalendarRules, Currency, Date, Range, Rate, Rounding, Step, Unit, Value};
use std::sync::Arc;

pub use list::{Fold, Listing};

/// A checked ruleset.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// The laws, in the order they were loaded.
    pub laws: Table<LawId, Law>,
    /// Kinds of subjects.
    pub entities: Table<EntityId, Entity>,
    /// What facts, claims, decisions and parameters of type `one of (…)` may hold.
    pub choices: Table<ChoiceId, Choice>,
    /// What is known about them.
    pub facts: Table<FactId, Fact>,
    /// Values fixed by law.
    pub parameters: Table<ParameterId, Parameter>,
    /// Values given by rules.
    pub terms: Table<TermId, Term>,
    /// The terms in an order in which each comes after every term that it reads.
    pub order: Vec<TermId>,
    /// All rules, in order of the text.
    pub rules: Table<RuleId, Rule>,
    /// Which rules are weighed against each other, and which precede which.
    pub groups: Table<GroupId, Group>,
    /// Open norms.
    pub judgements: Table<JudgementId, Judgement>,
    /// What the outside world guarantees.
    pub assumptions: Vec<Assumption>,
    /// Why provisions may use protected facts.
    pub justifications: Vec<Justification>,
    /// Promises about every case; not yet proved.
    pub safeguards: Vec<Safeguard>,
    /// Worked cases in the law.
    pub examples: Vec<Example>,
    /// The texts, for showing the words at a place.
    pub sources: Sources,
}

/// One law.
#[derive(Debug, Clone)]
pub struct Law {
    /// The name it is cited by.
    pub short: String,
    /// The official title.
    pub title: String,
    /// BWB, ELI or CELEX number.
    pub id: Option<String>,
    /// The language of its code.
    pub language: Language,
    /// The first day of this version.
    pub in_force: Option<Date>,
    /// The day on which this version has ended.
    pub until: Option<Date>,
    /// What its prose is.
    pub text: TextKind,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Its month-end and leap-day rules.
    pub calendar: CalendarRules,
    /// Its provisions in order.
    pub outline: Vec<Outlined>,
    /// Its front matter.
    pub span: Span,
}

/// A kind of subject.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// Its facts in order; a fact's [`slot`](Fact::slot) is its place here.
    pub facts: Vec<FactId>,
    /// The judgements about it; likewise.
    pub judgements: Vec<JudgementId>,
    /// Where it is declared.
    pub span: Span,
}

/// An enumeration: names, one of which a value is.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The fact, claim, decision or parameter that declares it.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// The options in order, each once.
    pub options: Vec<Arc<str>>,
    /// The enumeration of the fact whose options these are: then that one stands for both.
    pub same_as: Option<ChoiceId>,
    /// Whether a fact declares it.
    pub of_fact: bool,
}

impl Choice {
    /// Whether `name` is one of the options.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.options.iter().any(|option| **option == *name)
    }

    /// All options, as they are listed in a message.
    #[must_use]
    pub fn listed(&self) -> String {
        let names: Vec<String> = self.options.iter().map(|option| format!("`{option}`")).collect();
        names.join(", ")
    }
}

/// A fact about a subject.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// About which kind of subject.
    pub entity: EntityId,
    /// Its place among the facts of that kind.
    pub slot: usize,
    /// What it holds.
    pub ty: Type,
    /// Numbers: the denominator and the range accepted on input.
    pub scale: Scale,
    /// Digits after the decimal sign that input may have (of the percentage, for a percentage).
    pub decimals: u32,
    /// Whether a subject may be without it.
    pub optional: bool,
    /// Of a list: who stands in it.
    pub list: Option<Listing>,
    /// Whether it holds the subject whose list this subject stands in: filled by that list, never
    /// stated.
    pub way_back: bool,
    /// The register it comes from.
    pub source: Option<String>,
    /// How sensitive it is.
    pub privacy: Privacy,
    /// Where it is declared.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// How sensitive a fact is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privacy {
    /// Whether it is about a natural person.
    pub class: PrivacyClass,
    /// The protected ground that it is.
    pub protected: Option<String>,
    /// The protected ground that it stands in for.
    pub proxy_for: Option<String>,
}

impl Privacy {
    /// The protected ground that the fact is or stands in for.
    #[must_use]
    pub fn ground(&self) -> Option<&str> {
        self.protected.as_deref().or(self.proxy_for.as_deref())
    }
}

/// The classes of data of the GDPR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrivacyClass {
    /// Not about a natural person.
    NotPersonal,
    /// About a natural person.
    Personal,
    /// A special category, art. 9 GDPR.
    Special,
    /// Convictions and offences, art. 10 GDPR.
    Criminal,
}

/// A value fixed by law, through time.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// What it holds.
    pub ty: Type,
    /// The denominator and range common to all periods.
    pub scale: Scale,
    /// Its values in order of time, without overlap.
    pub periods: Vec<Period>,
    /// What the bands of a progressive scale have in common, once a period is fixed.
    pub brackets: Option<Brackets>,
    /// One over each period's value, where something is divided by this parameter.
    pub reciprocal: Option<Reciprocal>,
    /// The act that has to fix it, when this law leaves it to another.
    pub delegated: Option<String>,
    /// Where it is declared.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// One value of a parameter, from the first day to the day before `until`.
#[derive(Debug, Clone)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The day after the last; `None` while it lasts.
    pub until: Option<Date>,
    /// The value, over the parameter's denominator.
    pub value: Value,
    /// The bands of a progressive scale; the value then holds the words.
    pub bands: Vec<Band>,
    /// Why it is an assumption, when it has no source.
    pub assumed: Option<String>,
    /// The provision that fixes it.
    pub ground: Citation,
    /// Where.
    pub span: Span,
}

impl Period {
    /// Whether the value is in force on `day`.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// One over the value of each period, as units over one denominator.
#[derive(Debug, Clone)]
pub struct Reciprocal {
    /// The common denominator.
    pub denominator: i128,
    /// Per period.
    pub units: Vec<i128>,
}

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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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

/// An open norm that a person decides.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Its name.
    pub name: String,
    /// The law that declares it.
    pub law: LawId,
    /// About which kind of subject.
    pub entity: EntityId,
    /// Its place among the judgements about that kind.
    pub slot: usize,
    /// Who judges.
    pub by: Option<String>,
    /// The term of which this is the exercise, when it is not an open norm but a power.
    pub power: Option<TermId>,
    /// When the law allows a power to be exercised.
    pub precondition: Option<Expr>,
    /// Where it is declared.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// What the outside world guarantees about a subject; checked on input.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// About which kind of subject.
    pub entity: EntityId,
    /// A yes/no over its facts.
    pub condition: Expr,
    /// Where it stands.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
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

/// A promise about every case, checked in its types and not yet proved.
#[derive(Debug, Clone)]
pub struct Safeguard {
    /// Its title.
    pub title: String,
    /// What is promised.
    pub promise: Promise,
    /// Where it stands.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// What a safeguard promises.
#[derive(Debug, Clone)]
pub enum Promise {
    /// A condition about a subject that always holds.
    Always {
        /// About which kind of subject.
        entity: EntityId,
        /// The condition.
        condition: Expr,
    },
    /// The term never rises (`never_up`) or falls when the fact rises (`fact_up`) or falls.
    Monotone {
        /// The term.
        term: TermId,
        /// The forbidden movement is upward.
        never_up: bool,
        /// The fact.
        fact: FactId,
        /// The fact's movement is upward.
        fact_up: bool,
    },
    /// The term changes by at most `by` when the fact changes by `step`; literals over the
    /// term's and the fact's denominators.
    Bounded {
        /// The term.
        term: TermId,
        /// Its largest change.
        by: Expr,
        /// The fact.
        fact: FactId,
        /// The fact's change.
        step: Expr,
    },
    /// The term does not depend on the fact.
    Independent {
        /// The term.
        term: TermId,
        /// The fact.
        fact: FactId,
    },
    /// There is no entitlement when the condition holds.
    NoEntitlement {
        /// The claim.
        term: TermId,
        /// The condition.
        when: Expr,
    },
    /// The term stays the same when the subject and the one in `other` change places.
    Symmetric {
        /// The term.
        term: TermId,
        /// The fact that holds the other subject.
        other: FactId,
    },
}

/// A worked case in the law.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its title.
    pub title: String,
    /// In which law.
    pub law: LawId,
    /// The reference date.
    pub on: Date,
    /// The kind of the subject decided about.
    pub entity: EntityId,
    /// The subjects: the first is the one decided about; each further one fills a fact.
    pub givens: Vec<Given>,
    /// What must follow.
    pub expectations: Vec<Expectation>,
    /// The provisions it must rest on.
    pub because: Vec<Citation>,
    /// Where it stands.
    pub ground: Citation,
    /// The declaration.
    pub span: Span,
}

/// The values of a fact, each from its day until the next, in order of time. Before the first the
/// fact is not known.
pub type ThroughTime = Vec<(Date, Value)>;

/// What an example says of one subject.
#[derive(Debug, Clone)]
pub struct Given {
    /// Empty for the subject decided about; else the fact of it that this subject fills, or the
    /// list it stands in.
    pub fills: Option<FactId>,
    /// What the example calls it.
    pub title: Option<String>,
    /// The known facts; an absent optional fact is [`Value::Absent`].
    pub facts: Vec<(FactId, Value, Span)>,
    /// The facts that are given through time.
    pub through_time: Vec<(FactId, ThroughTime)>,
    /// The judgements made.
    pub judgements: Vec<(JudgementId, bool, Span)>,
}

/// What an example expects.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// The outcome.
    pub kind: Expected,
    /// Where.
    pub span: Span,
}

/// The outcomes an example can expect.
#[derive(Debug, Clone)]
pub enum Expected {
    /// This value, over the term's denominator.
    Value {
        /// The term.
        term: TermId,
        /// The outcome.
        value: Value,
    },
    /// No entitlement.
    NoEntitlement(TermId),
    /// Exactly these facts are needed.
    Needs {
        /// The term.
        term: TermId,
        /// The facts.
        facts: Vec<FactId>,
    },
    /// It waits for a person.
    Awaiting {
        /// The term.
        term: TermId,
        /// The judgement.
        judgement: JudgementId,
    },
    /// A norm has not been fixed.
    NotSet(TermId),
    /// The case is refused.
    InputError,
}

/// What an expression holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// Yes or no.
    YesNo,
    /// A number, per which time.
    Number(Option<Rate>),
    /// A percentage: 4.273% is 4273 over 100,000.
    Percentage,
    /// An amount, per which time.
    Money(Currency, Option<Rate>),
    /// A calendar day.
    Date,
    /// A period in months.
    Months,
    /// A period in days.
    Days,
    /// Words: identity only.
    Text,
    /// A progressive scale: of a parameter only, and gone through, never read.
    Brackets,
    /// One of the options of an enumeration, as [`Value::Text`].
    Choice(ChoiceId),
    /// A subject of this kind.
    Subject(EntityId),
    /// A list of subjects of this kind; only a fact holds one.
    List(EntityId),
}

impl Type {
    /// How a number of this type is counted and shown; `None` when it is not a number.
    #[must_use]
    pub fn unit(self) -> Option<(Unit, Option<Rate>)> {
        match self {
            Self::Number(rate) => Some((Unit::Plain, rate)),
            Self::Percentage => Some((Unit::Percentage, None)),
            Self::Money(currency, rate) => Some((Unit::Money(currency), rate)),
            Self::Months => Some((Unit::Months, None)),
            Self::Days => Some((Unit::Days, None)),
            Self::YesNo
            | Self::Date
            | Self::Text
            | Self::Brackets
            | Self::Choice(_)
            | Self::Subject(_)
            | Self::List(_) => None,
        }
    }
}

/// How the number in an expression is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Not a number.
    None,
    /// [`Value::Number`]: units over this denominator, within this range of units.
    Fixed {
        /// Greater than zero.
        denominator: i128,
        /// Closed.
        range: Range,
    },
    /// [`Value::Quotient`]: by a value known only in the case; a rounding or comparison around
    /// it settles it.
    Quotient {
        /// Of the numerator.
        numerator: Range,
        /// Of the divisor; without zero.
        divisor: Range,
    },
}

impl Scale {
    /// The fixed denominator; 1 where there is none.
    #[must_use]
    pub fn denominator(self) -> i128 {
        match self {
            Self::Fixed { denominator, .. } => denominator,
            Self::None | Self::Quotient { .. } => 1,
        }
    }
}

/// An expression with everything known about it.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// What it holds.
    pub ty: Type,
    /// How its number is written down.
    pub scale: Scale,
    /// The drafter's words.
    pub span: Span,
}

/// Where a value is read: from whom, and what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// From which subject: 0 is the one at hand, 1 the one around the list whose element that
    /// is, and so on.
    pub up: usize,
    /// The subject-valued facts to follow from the subject at hand; usually none.
    pub path: Vec<FactId>,
    /// What is read there.
    pub target: Target,
}

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A fact.
    Fact(FactId),
    /// A parameter, on the reference date.
    Parameter(ParameterId),
    /// A term.
    Term(TermId),
    /// A judgement.
    Judgement(JudgementId),
}

/// The two-sided arithmetic on numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arithmetic {
    /// Both sides over one denominator.
    Add,
    /// Both sides over one denominator.
    Subtract,
    /// The denominators multiply.
    Multiply,
    /// By a value known only in the case: gives a quotient.
    Divide,
}

/// What an expression says. Operands of [`Arithmetic::Add`], [`Arithmetic::Subtract`],
/// comparisons of fixed numbers and [`ExprKind::Extreme`] are already over one denominator.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A constant, over the expression's denominator.
    Literal(Value),
    /// A fact, parameter, term or judgement.
    Read(Reference),
    /// The day the case is decided for.
    ReferenceDate,
    /// Whether an optional fact is there (or absent).
    Exists {
        /// The fact.
        of: Reference,
        /// Asks whether it is absent.
        absent: bool,
    },
    /// `value`, or `default` where an optional fact on its way is absent.
    OrIfAbsent {
        /// Reads through optional facts.
        value: Box<Expr>,
        /// Counts when one is absent.
        default: Box<Expr>,
    },
    /// The answer of a provision's own rules.
    Under(GroupId),
    /// Whether a rule's own condition holds: for `otherwise`.
    Applies(RuleId),
    /// The same number over another denominator: units times `factor`.
    Rescale {
        /// A number.
        value: Box<Expr>,
        /// Greater than zero.
        factor: i128,
    },
    /// One over a parameter.
    Reciprocal(ParameterId),
    /// A number through a progressive scale.
    Through {
        /// A fixed number.
        value: Box<Expr>,
        /// The scale.
        scale: ParameterId,
        /// The denominators, and how each band is rounded.
        banding: Box<Banding>,
    },
    /// Two numbers.
    Arithmetic {
        /// What is done.
        operator: Arithmetic,
        /// The first.
        left: Box<Expr>,
        /// The second.
        right: Box<Expr>,
    },
    /// The opposite number.
    Negative(Box<Expr>),
    /// The highest or lowest of several numbers or dates.
    Extreme {
        /// The highest, or else the lowest.
        highest: bool,
        /// At least one.
        of: Vec<Expr>,
    },
    /// To a multiple of `step`; the result is over `step.denominator`.
    Round {
        /// A fixed number or a quotient.
        value: Box<Expr>,
        /// In which direction.
        rounding: Rounding,
        /// To multiples of what.
        step: Step,
    },
    /// Numbers, dates, words, yes/no or subjects against each other.
    Compare {
        /// How.
        comparison: Comparison,
        /// The first.
        left: Box<Expr>,
        /// The second.
        right: Box<Expr>,
    },
    /// All hold.
    And(Vec<Expr>),
    /// One holds.
    Or(Vec<Expr>),
    /// Does not hold.
    Not(Box<Expr>),
    /// A date and a period.
    Shift {
        /// The date.
        date: Box<Expr>,
        /// Months or days.
        period: Box<Expr>,
        /// Back in time.
        back: bool,
        /// What a month after the 31st means.
        calendar: CalendarRules,
    },
    /// The time between two dates: years count as a number, months and days as periods.
    Between {
        /// In what.
        counted: Counted,
        /// The first day.
        from: Box<Expr>,
        /// The last.
        to: Box<Expr>,
        /// Birthdays on 29 February.
        calendar: CalendarRules,
    },
    /// A value with everything below it at another reference date.
    On {
        /// What is read there.
        value: Box<Expr>,
        /// The other reference date, as known at this one.
        date: Box<Expr>,
    },
    /// A value under a fiction: one fact, judgement or term replaced for everything below it.
    AsIf {
        /// What is read under it.
        value: Box<Expr>,
        /// What is replaced, seen from the subject at hand. Never a parameter.
        of: Reference,
        /// By what, over the denominator of what is replaced and as known outside the fiction;
        /// `None` for an optional fact that is taken not to be there.
        supposed: Option<Box<Expr>>,
    },
    /// The sum of a value over the twelve months of a calendar year, each as on its first day.
    SumOverMonths {
        /// What is summed.
        value: Box<Expr>,
        /// A day of the year.
        year: Box<Expr>,
    },
    /// The first day from a date on, on which a condition holds with that day as reference date.
    FirstDayOn {
        /// What has to hold.
        condition: Box<Expr>,
        /// The first day looked at.
        from: Box<Expr>,
    },
    /// Something over the elements of a list. `filter` and `value` are about the element.
    Over {
        /// What is made of them.
        fold: Fold,
        /// The list.
        list: Reference,
        /// Which elements count; all when absent. Never with [`Fold::Any`] and [`Fold::Every`].
        filter: Option<Box<Expr>>,
        /// What is read of each: a number or date, the condition of [`Fold::Any`] and
        /// [`Fold::Every`]; absent for [`Fold::Number`].
        value: Option<Box<Expr>>,
    },
    /// The place of the subject at hand in a list, from 1, by a key: one more than the elements
    /// with a lower key. An equal key is a fault, unless the order of entry decides.
    Rank {
        /// The list.
        list: Reference,
        /// A number or date, about the element.
        key: Box<Expr>,
        /// Whether of equals the one stated first comes first.
        by_entry: bool,
    },
    /// The first day of the month or year of a date, or of the next.
    FirstDay {
        /// Month or year.
        unit: Calendar,
        /// Of the next.
        after: bool,
        /// The date.
        date: Box<Expr>,
    },
}
