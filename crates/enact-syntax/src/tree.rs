//! What a drafter wrote, as one tree for both languages.
//!
//! The tree keeps the drafter's order and places, and nothing of the words: after this crate
//! nobody can tell `indien` from `when`. Names are not resolved and nothing has a type yet.
//! A declaration that could not be read is [`DeclarationKind::Broken`]; its neighbours stand.

mod list;

use enact_source::{FileId, Language, Level, Provision, Span};
use enact_value::{Currency, Date, Decimal, LeapDay, MonthEnd, Rate, Rounding};
pub use list::{Fold, ListRow, ListTable, ListType, Over, Rank};

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

/// The front matter of a law.
#[derive(Debug, Clone)]
pub struct Header {
    /// The official title.
    pub title: String,
    /// The name other laws cite it by; the title when none is given.
    pub short: String,
    /// BWB, ELI or CELEX number.
    pub id: Option<String>,
    /// The language of its code blocks.
    pub language: Language,
    /// The first day of this version of the text.
    pub in_force: Option<Date>,
    /// The day on which this version has ended.
    pub until: Option<Date>,
    /// What the prose is.
    pub text: TextKind,
    /// The currency of amounts.
    pub currency: Currency,
    /// What a month added to the 31st means.
    pub month_end: MonthEnd,
    /// When somebody born on 29 February has a birthday in a common year.
    pub leap_day: LeapDay,
    /// The laws whose names this one uses.
    pub uses: Vec<Name>,
    /// The front matter itself.
    pub span: Span,
}

/// What the prose of a law is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// The text of the law itself, verbatim.
    Official,
    /// A bill being written.
    Draft,
    /// Our own wording of a law in force; never shown as the law.
    Restated,
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

/// What is known about a subject.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Its name.
    pub name: Name,
    /// Of which kind of subject; the kind declared last when left out.
    pub entity: Option<Name>,
    /// Its type.
    pub ty: TypeName,
    /// Whether a subject may be without it.
    pub optional: bool,
    /// The register it comes from.
    pub source: Option<Quoted>,
    /// What the law says of its sensitivity.
    pub privacy: Vec<Privacy>,
}

/// How sensitive a fact is; personal when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Privacy {
    /// Not about a natural person.
    NotPersonal,
    /// Health, religion and the other categories of art. 9 GDPR.
    Special,
    /// Criminal convictions and offences, art. 10 GDPR.
    Criminal,
    /// A protected ground: no decision may rest on it without justification.
    Protected(Quoted),
    /// A stand-in for a protected ground.
    ProxyFor(Quoted),
}

/// A type as written.
#[derive(Debug, Clone)]
pub struct TypeName {
    /// Which.
    pub kind: TypeKind,
    /// Where.
    pub span: Span,
}

/// The types a drafter can write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeKind {
    /// `ja/nee`, `yes/no`.
    YesNo,
    /// `getal [met n decimalen] [per …]`.
    Number {
        /// Digits after the decimal sign.
        decimals: u32,
        /// Per which time.
        rate: Option<Rate>,
    },
    /// `percentage [met n decimalen]`; two decimals when nothing is said.
    Percentage {
        /// Digits after the decimal sign of the percentage.
        decimals: u32,
    },
    /// `bedrag [per …]`, `bedrag over NAAM`.
    Money {
        /// Per which time.
        rate: Option<Rate>,
        /// The named year it runs over; then it is no rate.
        over: Option<Name>,
    },
    /// `datum`, `date`.
    Date,
    /// `periode in maanden`, `period in months`.
    Months,
    /// `periode in dagen`, `period in days`.
    Days,
    /// `tekst`, `text`: identity only.
    Text,
    /// `een van (alleenstaand, gehuwd)`: its options.
    Choice(Vec<Name>),
    /// `schijven`, `brackets`: a progressive scale.
    Brackets,
    /// A kind of subject.
    Entity(Name),
    /// `lijst van persoon, ten hoogste 20`.
    List(ListType),
}

/// A value fixed by law, through time.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeName,
    /// Who fixes it.
    pub body: ParameterBody,
}

/// Where a parameter's values stand.
#[derive(Debug, Clone)]
pub enum ParameterBody {
    /// In this law: `vanaf … : …`.
    Periods(Vec<Period>),
    /// In this law, for all time: `is …`.
    Constant(Period),
    /// In a delegated act: `vast te stellen bij "…"`.
    Delegated(Quoted),
}

/// One value of a parameter for a time.
#[derive(Debug, Clone)]
pub struct Period {
    /// The first day; `None` for all time.
    pub from: Option<Date>,
    /// The day after the last.
    pub until: Option<Date>,
    /// A literal, or the name of an option.
    pub value: Expr,
    /// Why it is an assumption, when it has no source: `aangenomen "…"`.
    pub assumed: Option<Quoted>,
    /// Where.
    pub span: Span,
}

/// A delegated act that fixes another law's parameter.
#[derive(Debug, Clone)]
pub struct Set {
    /// The parameter, with the law it belongs to.
    pub parameter: Name,
    /// Its values.
    pub periods: Vec<Period>,
}

/// A rule for a value or a yes/no.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The value it gives.
    pub name: Name,
    /// `regel niet X indien …`: a ground for no.
    pub negative: bool,
    /// Whose value; the only kind of subject when left out.
    pub subject: Option<Name>,
    /// What it gives, and when.
    pub body: Body,
}

/// What a rule gives, and when.
#[derive(Debug, Clone)]
pub enum Body {
    /// One value under one condition.
    Value {
        /// The value.
        value: Expr,
        /// The condition.
        condition: Condition,
    },
    /// Limbs that exclude each other, or are tried in order.
    Cases {
        /// `in volgorde`: the first that holds.
        ordered: bool,
        /// The limbs.
        limbs: Vec<Limb>,
        /// `in de overige gevallen : …`.
        otherwise: Option<Expr>,
    },
    /// A ground for yes, or for no when the rule is negative.
    Ground(Condition),
}

/// One limb of a case distinction.
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

/// `indien C tenzij D`.
#[derive(Debug, Clone)]
pub struct Condition {
    /// When it applies.
    pub when: When,
    /// Its exception in the same sentence.
    pub unless: Option<Expr>,
}

/// The positive part of a condition.
#[derive(Debug, Clone)]
pub enum When {
    /// No condition was written.
    Always,
    /// `indien …`.
    If(Expr),
    /// `in de overige gevallen`: when no other rule of the provision for this value applies.
    Otherwise(Span),
}

/// The time in which the rules of a block apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The first day.
    pub from: Option<Date>,
    /// The day after the last.
    pub until: Option<Date>,
}

/// A claim that a subject may have.
#[derive(Debug, Clone)]
pub struct Entitlement {
    /// Its name.
    pub name: Name,
    /// Who may have it.
    pub subject: Option<Name>,
    /// What it is worth.
    pub ty: TypeName,
}

/// A ground on which a claim does not exist.
#[derive(Debug, Clone)]
pub struct NoEntitlement {
    /// The claim.
    pub name: Name,
    /// When.
    pub condition: Condition,
}

/// The reading of the text that a rule follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The one that is followed.
    pub chosen: Quoted,
    /// The one that is not.
    pub rejected: Quoted,
}

/// Silences other rules for a value, and grants nothing.
#[derive(Debug, Clone)]
pub struct NotApplicable {
    /// Only the exceptions that those provisions make: `de afwijking in …`.
    pub exceptions: bool,
    /// Where those rules stand.
    pub provisions: Vec<CitedProvision>,
    /// For which value.
    pub name: Name,
    /// When.
    pub condition: Condition,
}

/// The rules of other provisions, applied here with other names in them.
#[derive(Debug, Clone)]
pub struct Applied {
    /// Where the rules stand.
    pub cited: Vec<CitedProvision>,
    /// The value that they give here.
    pub to: Option<Name>,
    /// Which names take the place of which.
    pub substitutions: Vec<Substitution>,
}

/// `A in plaats van B`, `A for B`.
#[derive(Debug, Clone)]
pub struct Substitution {
    /// The name that is read here.
    pub new: Name,
    /// The name in the applied rules.
    pub old: Name,
}

/// Why the rules of a provision may use a protected fact.
#[derive(Debug, Clone)]
pub struct Justified {
    /// The fact.
    pub fact: Name,
    /// Why.
    pub why: Quoted,
    /// Under which rule of law.
    pub basis: Quoted,
}

/// An outcome with legal effect.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Its name.
    pub name: Name,
    /// To whom.
    pub subject: Option<Name>,
    /// Who decides.
    pub by: Option<Quoted>,
    /// What it grants.
    pub ty: TypeName,
    /// What can be done against it.
    pub legal: Legal,
    /// Its content.
    pub body: Body,
}

/// What can be done against a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Legal {
    /// The remedy, and within how long.
    pub remedy: Option<(Remedy, Option<(u32, PeriodUnit)>)>,
    /// The outcome follows from the law itself.
    pub by_law: bool,
}

/// The legal remedies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// To the authority that decided.
    Objection,
    /// To another authority.
    AdministrativeAppeal,
    /// To a court.
    Appeal,
}

/// What somebody may decide.
#[derive(Debug, Clone)]
pub struct Power {
    /// Its name.
    pub name: Name,
    /// Who may.
    pub by: Quoted,
    /// About whom.
    pub subject: Option<Name>,
    /// When the law allows it.
    pub when: Expr,
}

/// An open norm that only a person decides.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Its name.
    pub name: Name,
    /// About whom.
    pub subject: Option<Name>,
    /// What is judged.
    pub ty: TypeName,
    /// Who judges.
    pub by: Option<Quoted>,
}

/// A promise about every case.
#[derive(Debug, Clone)]
pub struct Safeguard {
    /// Its title.
    pub title: Quoted,
    /// What is promised.
    pub promise: Promise,
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Increases, `stijgt`.
    Up,
    /// Decreases, `daalt`.
    Down,
}

/// What a safeguard promises.
#[derive(Debug, Clone)]
pub enum Promise {
    /// A condition that always holds.
    Always(Expr),
    /// `toeslag stijgt nooit wanneer inkomen stijgt`.
    Monotone {
        /// The value that must not move so.
        value: Name,
        /// The forbidden movement.
        never: Direction,
        /// The fact that moves.
        fact: Name,
        /// How it moves.
        moves: Direction,
    },
    /// `toeslag verandert met hoogstens € 10 wanneer inkomen verandert met € 100`.
    Bounded {
        /// The value.
        value: Name,
        /// Its largest change.
        by: Expr,
        /// The fact.
        fact: Name,
        /// The fact's change.
        step: Expr,
    },
    /// `toeslag hangt niet af van nationaliteit`.
    Independent {
        /// The value.
        value: Name,
        /// The fact.
        fact: Name,
    },
    /// `geen aanspraak op toeslag indien …`.
    NoEntitlement {
        /// The claim.
        value: Name,
        /// When.
        when: Expr,
    },
    /// `toeslag is gelijk wanneer persoon en partner van plaats wisselen`.
    Symmetric {
        /// The value.
        value: Name,
        /// One subject.
        left: Name,
        /// The other.
        right: Name,
    },
}

/// A worked case that is part of the law.
#[derive(Debug, Clone)]
pub struct Example {
    /// Its title.
    pub title: Quoted,
    /// The reference date.
    pub on: Date,
    /// The subjects and what is known of them.
    pub givens: Vec<Given>,
    /// What must follow.
    pub expectations: Vec<Expectation>,
    /// The provisions it must rest on.
    pub because: Vec<CitedProvision>,
}

/// What is known of one subject.
#[derive(Debug, Clone)]
pub struct Given {
    /// The kind of the subject decided about, or the fact of it that this subject fills; for an
    /// element of a list, the list or the kind of its elements.
    pub subject: Name,
    /// What the example calls it: `in het geval kind "Bo"`.
    pub title: Option<Quoted>,
    /// Its facts.
    pub entries: Vec<Entry>,
}

/// One known fact of an example.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The fact or judgement.
    pub name: Name,
    /// What is known.
    pub value: Known,
}

/// One value of a fact through time.
#[derive(Debug, Clone)]
pub struct Since {
    /// Its first day.
    pub from: Date,
    /// A literal.
    pub value: Expr,
    /// Where.
    pub span: Span,
}

/// What an example says of a fact.
#[derive(Debug, Clone)]
pub enum Known {
    /// A literal, or the name of an option.
    Value(Expr),
    /// `inkomen vanaf 2016-01-01 : € 10.000 vanaf …`: a fact through time.
    ThroughTime(Vec<Since>),
    /// `geen partner`: stated not to be there.
    Absent,
    /// `partner is onbekend`.
    Unknown,
    /// `kinderen zijn` with a table.
    List(ListTable),
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
    /// `dan X is V`: a literal, or the name of an option.
    Value {
        /// The value.
        name: Name,
        /// Its outcome.
        value: Expr,
    },
    /// `dan geen aanspraak op X`.
    NoEntitlement(Name),
    /// `dan X vereist a; b`: exactly these facts are still needed.
    Needs {
        /// The value.
        name: Name,
        /// The facts.
        facts: Vec<Name>,
    },
    /// `dan X wacht op hardheid`.
    Awaiting {
        /// The value.
        name: Name,
        /// The judgement.
        judgement: Name,
    },
    /// `dan X is nog niet vastgesteld`.
    NotSet(Name),
    /// `dan ongeldige invoer`.
    InputError,
}

/// A provision as cited: complete, or relative to where it stands (`lid 1`).
#[derive(Debug, Clone)]
pub struct CitedProvision {
    /// Word and label of the heading; `None` when relative.
    pub heading: Option<(Level, String)>,
    /// Paragraphs and points, outermost first.
    pub parts: Vec<String>,
    /// Of which law; this one when left out.
    pub law: Option<Name>,
    /// Where.
    pub span: Span,
}

/// An expression.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// The unit of a literal period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodUnit {
    /// `jaar`.
    Years,
    /// `maanden`.
    Months,
    /// `weken`.
    Weeks,
    /// `dagen`.
    Days,
}

/// What time between two dates is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Whole years.
    Years,
    /// Whole months.
    Months,
    /// Days.
    Days,
}

/// A calendar month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// A month.
    Month,
    /// A year.
    Year,
}

/// The operators between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Add,
    /// `−`.
    Subtract,
    /// `×`, and a literal percentage `van`.
    Multiply,
    /// `÷`.
    Divide,
    /// `voor zover boven`: what exceeds it, or nothing.
    InExcessOf,
    /// `doch ten hoogste`: the lower of the two.
    AtMost,
    /// `doch ten minste`: the higher of the two.
    AtLeast,
    /// A comparison.
    Compare(Comparison),
    /// Both.
    And,
    /// Either.
    Or,
}

/// The comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`.
    Less,
    /// `≤`.
    AtMost,
    /// `>`.
    More,
    /// `≥`.
    AtLeast,
    /// `is`.
    Equal,
    /// `is niet`.
    Unequal,
}

/// What a rounding rounds to.
#[derive(Debug, Clone)]
pub enum Grain {
    /// `centen`: two decimals of money.
    Cents,
    /// `euro's`: whole units of the currency.
    CurrencyUnits,
    /// `gehele getallen`.
    Whole,
    /// `n decimalen`.
    Decimals(u32),
    /// `een veelvoud van E`: a positive literal.
    MultipleOf(Box<Expr>),
}

/// One band of a progressive scale.
#[derive(Debug, Clone)]
pub struct Band {
    /// Its upper bound, a literal; none for what lies above the last bound.
    pub up_to: Option<Expr>,
    /// Its rate, a literal.
    pub rate: Expr,
    /// Where.
    pub span: Span,
}

/// What an expression says.
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// A name, of the subject at hand.
    Name(Name),
    /// `inkomen van partner`.
    Of {
        /// The property.
        name: Name,
        /// Whose.
        owner: Box<Expr>,
    },
    /// `ja`, `nee`.
    YesNo(bool),
    /// A number.
    Number(Decimal),
    /// `36 per week`.
    Rated {
        /// How many.
        number: Decimal,
        /// Per which time.
        rate: Rate,
    },
    /// `4,273%`.
    Percentage(Decimal),
    /// `€ 2.112 per jaar`.
    Money {
        /// How much.
        amount: Decimal,
        /// Of what.
        currency: Currency,
        /// Per which time.
        rate: Option<Rate>,
    },
    /// `1 januari 2025`.
    Date(Date),
    /// `18 jaar`.
    Period {
        /// How many.
        count: u32,
        /// Of what.
        unit: PeriodUnit,
    },
    /// Words between quotes.
    Text(String),
    /// `peildatum`.
    ReferenceDate,
    /// `partner aanwezig`, `met partner`; `absent` for `zonder partner`.
    Exists {
        /// The optional fact.
        of: Box<Expr>,
        /// Asks whether it is not there.
        absent: bool,
    },
    /// `inkomen van partner of € 0 bij ontbreken`.
    OrIfAbsent {
        /// The optional value.
        value: Box<Expr>,
        /// What counts when it is not there.
        default: Box<Expr>,
    },
    /// `het bedrag volgens lid 1`.
    ValueUnder(CitedProvision),
    /// Two expressions and an operator.
    Binary {
        /// The operator.
        operator: Operator,
        /// Its place.
        at: Span,
        /// The first.
        left: Box<Expr>,
        /// The second.
        right: Box<Expr>,
    },
    /// `niet …`.
    Not(Box<Expr>),
    /// `− …`.
    Negative(Box<Expr>),
    /// `hoogste van (a; b)`, or the lowest.
    Extreme {
        /// The highest, or else the lowest.
        highest: bool,
        /// At least one.
        of: Vec<Expr>,
    },
    /// `status is een van (a; b)`.
    OneOf {
        /// What is compared.
        value: Box<Expr>,
        /// With what.
        options: Vec<Expr>,
    },
    /// `… naar beneden afgerond op euro's`.
    Rounded {
        /// What is rounded.
        value: Box<Expr>,
        /// In which direction.
        rounding: Rounding,
        /// To what.
        grain: Grain,
    },
    /// `… als per maand`.
    AsPer {
        /// The value.
        value: Box<Expr>,
        /// The new rate.
        rate: Rate,
    },
    /// `inkomen door tarief`.
    Through {
        /// What is divided over the bands.
        value: Box<Expr>,
        /// The scale.
        scale: Name,
        /// `elke schijf … afgerond op …`: each band apart.
        rounded: Option<(Rounding, Grain)>,
    },
    /// `tot en met € 100 : 10% daarboven : 20%`: only as the value of a parameter.
    Bands(Vec<Band>),
    /// `jaren tussen a en b`.
    Between {
        /// What is counted.
        counted: Counted,
        /// The first day.
        from: Box<Expr>,
        /// The last.
        to: Box<Expr>,
    },
    /// `X op d`: everything below it at another reference date.
    On {
        /// What is read there.
        value: Box<Expr>,
        /// The other reference date.
        date: Box<Expr>,
    },
    /// `X als ware (gehuwd is nee)`: a fiction for everything below it.
    AsIf {
        /// What is read under it.
        value: Box<Expr>,
        /// The fact or value that is replaced.
        of: Box<Expr>,
        /// By what; `None` for an optional fact that is taken not to be there.
        supposed: Option<Box<Expr>>,
    },
    /// `som over maanden van X voor iedere kalendermaand van d, naar de toestand op de eerste dag`.
    SumOverMonths {
        /// What is summed.
        value: Box<Expr>,
        /// A day of the calendar year.
        year: Box<Expr>,
    },
    /// `eerste dag waarop P, vanaf d`: a search in time.
    FirstDayOn {
        /// What has to hold on that day.
        condition: Box<Expr>,
        /// The first day looked at.
        from: Box<Expr>,
    },
    /// `eerste dag van de maand na d`; without `after`: of the month in which d lies.
    FirstDay {
        /// Of the month or the year.
        calendar: Calendar,
        /// Of the next one.
        after: bool,
        /// The date.
        date: Box<Expr>,
    },
    /// Something over the elements of a list.
    Over(Over),
    /// The place of an element in an order of its list.
    Rank(Rank),
}
