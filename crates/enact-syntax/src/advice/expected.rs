//! What the grammar expected, in a lawyer's words.
//!
//! The grammar names up to thirty things that could stand at a place. A drafter hears at most
//! five: all operators are “an operator or comparison”, all literals “a value”.

use crate::grammar::Kind;
use crate::words;
use enact_source::{Argument, Language};
use std::collections::BTreeSet;

/// What could have stood at a place.
pub(super) struct Expected {
    language: Language,
    kinds: BTreeSet<Kind>,
    /// The words of the language among it, the most likely first.
    pub(super) phrases: Vec<&'static str>,
    /// Whether an expression could begin here.
    pub(super) value: bool,
    /// Whether an operator could stand here.
    pub(super) operator: bool,
}

impl Expected {
    pub(super) fn new(kinds: &[Kind], language: Language) -> Self {
        let kinds: BTreeSet<Kind> = kinds.iter().flat_map(|kind| expanded(*kind)).collect();
        let words = words::of(language);
        let known = words.phrases.iter().filter(|(kind, _)| kinds.contains(kind));
        let mut phrases: Vec<&'static str> = known.map(|(_, phrase)| *phrase).collect();
        if kinds.contains(&Kind::Declaration) {
            phrases.extend(words.starts);
        }
        let value = kinds.contains(&Kind::Name) && kinds.contains(&Kind::Open);
        let operator = kinds.contains(&Kind::OpAdd);
        Self { language, kinds, phrases, value, operator }
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// At most five things: `een waarde`, `` `indien` `` …
    pub(super) fn in_words(&self) -> Argument {
        let mut items: Vec<(String, String)> = Vec::new();
        let alone = self.kinds.len() == 1;
        for kind in &self.kinds {
            let item = match self.class(*kind) {
                _ if *kind == Kind::Declaration && !alone => {
                    ("de volgende declaratie".to_owned(), NEXT.to_owned())
                }
                Class::Silent => continue,
                Class::Described(dutch, english) => (dutch.to_owned(), english.to_owned()),
                Class::Word(word) => (format!("`{word}`"), format!("`{word}`")),
            };
            if !items.contains(&item) {
                items.push(item);
            }
        }
        items.sort_by_key(|(_, english)| self.rank(english));
        items.truncate(5);
        if items.is_empty() {
            return ("iets anders", "something else").into();
        }
        let (dutch, english): (Vec<String>, Vec<String>) = items.into_iter().unzip();
        (joined(&dutch, " of "), joined(&english, " or ")).into()
    }

    /// Values first, then the words of the language, then operators and what comes next.
    fn rank(&self, english: &str) -> usize {
        match english {
            OPERATOR => 2,
            NEXT => 3,
            _ if english.starts_with('`') => 1,
            _ => 0,
        }
    }

    fn class(&self, kind: Kind) -> Class {
        let noise = self.operator && is_minor(kind) || self.value && begins_value(kind);
        match kind {
            Kind::Name if self.value => Class::Described("een waarde", "a value"),
            _ if noise => Class::Silent,
            _ if is_operator(kind) => Class::Described("een bewerking of vergelijking", OPERATOR),
            _ if begins_declaration(kind) => Class::Described("de volgende declaratie", NEXT),
            Kind::Name => Class::Described("een naam", "a name"),
            Kind::Declaration => Class::Described(
                "een declaratie (zoals `regel` of `gegeven`)",
                "a declaration (such as `rule` or `fact`)",
            ),
            Kind::Text => Class::Described("tekst tussen aanhalingstekens", "words between quotes"),
            Kind::Date | Kind::DateIso | Kind::DateWords => Class::Described("een datum", "a date"),
            Kind::Amount | Kind::Number | Kind::Percentage | Kind::Yes | Kind::No => {
                Class::Described("een vaste waarde", "a fixed value")
            }
            Kind::Count
            | Kind::Day
            | Kind::Year
            | Kind::ParagraphNumber
            | Kind::PointLabel
            | Kind::Label => Class::Described("een nummer", "a number"),
            Kind::LevelArticle
            | Kind::LevelSection
            | Kind::LevelSign
            | Kind::LevelAnnex
            | Kind::KwParagraph
            | Kind::KwPoint
            | Kind::Ordinal => Class::Described(
                "een bepaling (zoals `artikel 2`)",
                "a provision (such as `article 2`)",
            ),
            _ if is_month(kind) => Class::Described("een maand", "a month"),
            _ if is_type(kind) => Class::Described(
                "een soort waarde (zoals `bedrag` of `datum`)",
                "a kind of value (such as `money` or `date`)",
            ),
            Kind::Colon => Class::Word(":"),
            Kind::Pipe => Class::Word("|"),
            Kind::Dashes => Class::Word("|---|"),
            Kind::Semicolon => Class::Word(";"),
            Kind::Open => Class::Word("("),
            Kind::Close => Class::Word(")"),
            _ => words::phrase(self.language, kind).map_or(Class::Silent, Class::Word),
        }
    }
}

const OPERATOR: &str = "an operator or comparison";
const NEXT: &str = "the next declaration";

/// How a kind is put into words.
enum Class {
    Silent,
    Described(&'static str, &'static str),
    Word(&'static str),
}

fn joined(items: &[String], or: &str) -> String {
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{}{or}{last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Whether `word` is a type: `bedrag`, `date`.
pub(super) fn is_type_word(word: &str, language: Language) -> bool {
    let words = words::of(language).phrases.iter();
    words.clone().any(|(kind, phrase)| is_type(*kind) && phrase.split(' ').next() == Some(word))
}

/// The words with which a rule of the grammar begins, where the grammar reports the whole rule.
fn expanded(kind: Kind) -> Vec<Kind> {
    match kind {
        Kind::Ground => vec![Kind::KwWhen, Kind::KwOtherwise, Kind::KwUnless],
        Kind::Condition => vec![Kind::KwWhen, Kind::KwOtherwise, Kind::KwUnless],
        Kind::When | Kind::WhenPoints => vec![Kind::KwWhen],
        Kind::Otherwise | Kind::OtherwiseLimb => vec![Kind::KwOtherwise],
        Kind::Unless => vec![Kind::KwUnless],
        Kind::Limb => vec![Kind::KwWhen, Kind::KwWith, Kind::KwWithout],
        Kind::Cases | Kind::Value | Kind::Constant => vec![Kind::KwIs],
        Kind::Subject => vec![Kind::KwOf],
        Kind::Period => vec![Kind::KwFrom],
        Kind::Delegated => vec![Kind::KwToBeSet],
        Kind::Assumed => vec![Kind::KwAssumed],
        Kind::Register => vec![Kind::KwRegister],
        Kind::Protected => vec![Kind::KwProtected],
        Kind::Proxy => vec![Kind::KwProxy],
        Kind::Authority => vec![Kind::KwBy],
        Kind::Recipient => vec![Kind::KwTo],
        Kind::Decimals => vec![Kind::KwWith],
        Kind::Over => vec![Kind::KwOver],
        Kind::Per => vec![Kind::KwPer],
        Kind::TypeName => vec![Kind::KwMoney, Kind::Name],
        Kind::TypeNumber => vec![Kind::KwNumber],
        Kind::TypePercentage => vec![Kind::KwPercentage],
        Kind::TypeMoney => vec![Kind::KwMoney],
        Kind::TypeList => vec![Kind::KwListOf],
        Kind::ListMost => vec![Kind::KwListMost],
        Kind::ListBelonging => vec![Kind::KwBelonging],
        Kind::Filter => vec![Kind::KwWith],
        Kind::Ranked => vec![Kind::KwOf],
        Kind::AmountOf | Kind::Test => vec![Kind::Name, Kind::Open],
        Kind::EntryList => vec![Kind::Name],
        Kind::ListHead | Kind::ListRow | Kind::ListRule => vec![Kind::Pipe],
        Kind::ListCell => vec![Kind::Number],
        Kind::Given => vec![Kind::KwGiven],
        Kind::Then => vec![Kind::KwThen],
        Kind::Because => vec![Kind::KwBecause],
        Kind::Rounded => {
            vec![Kind::RoundUp, Kind::RoundDown, Kind::RoundHalfUp, Kind::RoundHalfEven]
        }
        Kind::TimeLimit => vec![Kind::KwTimeLimit],
        Kind::Validity => vec![Kind::KwWithEffect],
        Kind::Lapse => vec![Kind::KwLapses],
        Kind::AsPer => vec![Kind::KwAsPer],
        Kind::AsIf => vec![Kind::KwAsIf],
        Kind::OnDate => vec![Kind::KwOnDate],
        Kind::OneOf => vec![Kind::KwIsOneOf],
        Kind::IfAbsent => vec![Kind::KwIfAbsent],
        Kind::Paragraph => vec![Kind::KwParagraph],
        Kind::Point => vec![Kind::KwPoint],
        Kind::Heading | Kind::Cite | Kind::Citations => vec![Kind::LevelArticle],
        Kind::Literal => vec![Kind::Number],
        Kind::TableHead | Kind::TableLine | Kind::TableRow => vec![Kind::Pipe],
        Kind::CellAny => vec![Kind::KwAny],
        Kind::CellRange | Kind::CellCompared => Vec::new(),
        Kind::CellValues => vec![Kind::Name, Kind::Open],
        Kind::Bands | Kind::Band => vec![Kind::KwBand],
        Kind::LastBand => vec![Kind::KwAbove],
        Kind::Through => vec![Kind::KwThrough],
        Kind::EachBand => vec![Kind::KwEachBand],
        Kind::TypeChoice => vec![Kind::KwChoice],
        // Named where an option is wanted; a name that is none says so itself.
        Kind::Option => Vec::new(),
        Kind::Reference | Kind::Law | Kind::TypeEntity => vec![Kind::Name],
        Kind::Expression | Kind::Sum | Kind::Always => vec![Kind::Name, Kind::Open],
        Kind::Since => vec![Kind::KwFrom],
        Kind::EntryKnown | Kind::EntryUnknown | Kind::EntryThroughTime => vec![Kind::Name],
        Kind::EntryAbsent => vec![Kind::KwNo],
        Kind::ExpectError => vec![Kind::KwInvalidInput],
        Kind::ExpectNone => vec![Kind::KwNoEntitlement],
        Kind::Excluded => vec![Kind::KwNoEntitlement],
        other => vec![other],
    }
}

fn is_operator(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OpAnd
            | Kind::OpOr
            | Kind::OpInExcess
            | Kind::OpAtMost
            | Kind::OpAtLeast
            | Kind::OpAdd
            | Kind::OpSubtract
            | Kind::OpMultiply
            | Kind::OpDivide
            | Kind::CmpAtMost
            | Kind::CmpAtLeast
            | Kind::CmpLess
            | Kind::CmpMore
            | Kind::CmpEqual
            | Kind::CmpUnequal
            | Kind::MistakenAtMost
            | Kind::MistakenAtLeast
            | Kind::MistakenEqual
            | Kind::MistakenUnequal
            | Kind::Exists
            | Kind::ExistsNot
            | Kind::Expired
            | Kind::ExpiredNot
            | Kind::KwIfAbsent
            | Kind::KwAsPer
            | Kind::KwThrough
            | Kind::KwAsIf
            | Kind::KwOnDate
            | Kind::KwIsOneOf
            | Kind::RoundUp
            | Kind::RoundDown
            | Kind::RoundHalfUp
            | Kind::RoundHalfEven
    )
}

/// What can go on with a name or a number, and is rarely what was meant.
fn is_minor(kind: Kind) -> bool {
    is_month(kind)
        || matches!(
            kind,
            Kind::KwMeaning
                | Kind::KwOf
                | Kind::KwPer
                | Kind::UnitYear
                | Kind::UnitMonth
                | Kind::UnitWeek
                | Kind::UnitDay
                | Kind::KwPoint
                | Kind::KwOfLaw
                | Kind::Comma
        )
}

/// What begins an expression.
fn begins_value(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Open
            | Kind::OpNot
            | Kind::OpMinus
            | Kind::ExistsWith
            | Kind::ExistsWithout
            | Kind::KwWith
            | Kind::KwWithout
            | Kind::KwHighestOf
            | Kind::KwLowestOf
            | Kind::KwNumberOf
            | Kind::KwSumOf
            | Kind::KwHighestOver
            | Kind::KwLowestOver
            | Kind::KwAnyOf
            | Kind::KwEveryOf
            | Kind::KwRank
            | Kind::KwValueUnder
            | Kind::ReferenceDate
            | Kind::KwYearsBetween
            | Kind::KwMonthsBetween
            | Kind::KwDaysBetween
            | Kind::FirstDay
            | Kind::KwFirstDayOn
            | Kind::KwSumOverMonths
            | Kind::Yes
            | Kind::No
            | Kind::Amount
            | Kind::Date
            | Kind::Percentage
            | Kind::Number
            | Kind::Count
            | Kind::Text
    )
}

fn begins_declaration(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::KwEntity
            | Kind::KwFact
            | Kind::KwParameter
            | Kind::KwSet
            | Kind::KwRule
            | Kind::KwEntitlement
            | Kind::KwNotwithstanding
            | Kind::KwSubjectTo
            | Kind::KwWithoutPrejudice
            | Kind::KwReading
            | Kind::KwExceptionIn
            | Kind::KwPower
            | Kind::KwAppliesWhen
            | Kind::KwDecision
            | Kind::KwTable
            | Kind::KwTimeLimit
            | Kind::KwWithEffect
            | Kind::KwLapses
            | Kind::KwJudgement
            | Kind::KwAssume
            | Kind::KwNoCode
            | Kind::KwJustified
            | Kind::KwSafeguard
            | Kind::KwExample
    )
}

fn is_month(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::January
            | Kind::February
            | Kind::March
            | Kind::April
            | Kind::May
            | Kind::June
            | Kind::July
            | Kind::August
            | Kind::September
            | Kind::October
            | Kind::November
            | Kind::December
    )
}

fn is_type(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::TypeYesNo
            | Kind::KwChoice
            | Kind::KwNumber
            | Kind::KwPercentage
            | Kind::KwMoney
            | Kind::TypeDate
            | Kind::TypeMonths
            | Kind::TypeDays
            | Kind::TypeText
            | Kind::TypeBrackets
            | Kind::KwListOf
    )
}
