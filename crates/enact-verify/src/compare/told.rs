//! What a comparison comes to.

use crate::confirm::Replayed;
use crate::region::Region;
use crate::safeguard::{Doubt, Method};
use crate::space::number_of;
use enact_model::case::Case;
use enact_model::table::FactId;
use enact_value::{Date, Range, Value};

/// What becomes of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comparison {
    /// Both come to the same in every case that both accept.
    Equal(Method),
    /// They do not.
    Differs(Difference),
    /// Neither was found.
    NotProved(Doubt),
}

/// A case that the laws decide differently; both have decided it before it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The case as the earlier law is told it.
    pub before: Case,
    /// The case as the later law is told it.
    pub after: Case,
    /// The reference date of both.
    pub on: Date,
    /// What the earlier law and the later one come to.
    pub outcomes: (Replayed, Replayed),
}

/// All cases that two laws decide differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differences {
    /// Where and how; none when both always come to the same.
    pub parts: Vec<Part>,
    /// Over which denominator the sizes are.
    pub denominator: i128,
    /// How it was found that all other cases come to the same; or why that is not proved.
    pub rest: Result<Method, Doubt>,
}

/// Cases that the laws decide differently in one manner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What changes.
    pub change: Change,
    /// Every such case lies here, in the words of the earlier law, where it has them.
    pub before: Option<Region>,
    /// The same in the words of the later law.
    pub after: Option<Region>,
    /// What becomes of the cases that lie here and do not change in this manner.
    pub others: Others,
    /// An ordinary case; none when it was not found out whether there is one.
    pub ordinary: Option<Difference>,
    /// How much more the later law comes to, where that can be said.
    pub size: Option<Size>,
}

/// What becomes of the other cases of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Others {
    /// There are none.
    None,
    /// Both laws come to the same.
    Same,
    /// Some may change in another manner.
    Unknown,
}

/// How much more or less a later law comes to, in the cases of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// From the least to the most, over the denominator of the comparison. A claim that does not
    /// exist counts as zero, and yes as one more than no.
    pub range: Range,
    /// A case with the least, when there is one.
    pub least: Option<Difference>,
    /// A case with the most, when there is one.
    pub most: Option<Difference>,
}

/// How an outcome changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What it was.
    pub from: Kind,
    /// What it becomes.
    pub to: Kind,
    /// Of two numbers or dates: whether it becomes more, or else less.
    pub up: Option<bool>,
}

/// A kind of outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A number, a date or words.
    Value,
    /// Yes.
    Yes,
    /// No.
    No,
    /// No entitlement.
    NoEntitlement,
    /// A norm that it rests on is not set.
    NotSet,
    /// The law has no answer.
    NoAnswer,
}

/// Something that only one of two laws accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnlyOne {
    /// Values of a fact.
    Fact {
        /// The fact of the earlier law.
        before: FactId,
        /// The fact of the later law.
        after: FactId,
        /// Whether it is the later law that accepts them.
        later: bool,
    },
    /// A case.
    Case {
        /// The assumption that it breaks, by its place in the law that does not accept it.
        assumption: usize,
        /// Whether it is the later law that accepts it.
        later: bool,
        /// The case, as the law that accepts it is told it.
        case: Case,
        /// Its reference date.
        on: Date,
    },
}

/// In which direction outcomes change, over all cases. Whether more is better is not for this to
/// say: of an allowance it is, of a fine it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// They do not.
    Equal,
    /// Only to more.
    More,
    /// Only to less.
    Less,
    /// To more for some and to less for others; or to something that is neither.
    Both,
    /// That was not found out.
    NotProved,
}

impl Differences {
    /// In which direction the outcomes change.
    #[must_use]
    pub fn direction(&self) -> Direction {
        let confirmed = |part: &&Part| part.ordinary.is_some();
        let directions = |parts: &mut dyn Iterator<Item = &Part>| {
            parts
                .map(|part| part.change.direction(part.size.as_ref()))
                .reduce(|one, other| if one == other { one } else { Direction::Both })
        };
        let shown = directions(&mut self.parts.iter().filter(confirmed));
        if shown == Some(Direction::Both) {
            return Direction::Both;
        }
        if self.rest.is_err() {
            return Direction::NotProved;
        }
        match (shown, directions(&mut self.parts.iter())) {
            (_, None) => Direction::Equal,
            (Some(shown), Some(all)) if shown == all => all,
            _ => Direction::NotProved,
        }
    }

    /// The part in which the later law comes to the most more.
    #[must_use]
    pub fn largest_gain(&self) -> Option<&Part> {
        let gains =
            self.parts.iter().filter_map(|part| Some((part.size.as_ref()?.range.high, part)));
        gains.filter(|(more, _)| *more > 0).max_by_key(|(more, _)| *more).map(|(_, part)| part)
    }

    /// The part in which the later law comes to the most less.
    #[must_use]
    pub fn largest_loss(&self) -> Option<&Part> {
        let losses =
            self.parts.iter().filter_map(|part| Some((part.size.as_ref()?.range.low, part)));
        losses.filter(|(more, _)| *more < 0).min_by_key(|(more, _)| *more).map(|(_, part)| part)
    }
}

impl Change {
    fn direction(self, size: Option<&Size>) -> Direction {
        match (self.up, self.from, self.to) {
            (Some(true), ..) | (_, Kind::No, Kind::Yes) => Direction::More,
            (Some(false), ..) | (_, Kind::Yes, Kind::No) => Direction::Less,
            // A claim is worth having, unless it can be less than nothing.
            (None, Kind::NoEntitlement, Kind::Value)
                if size.is_none_or(|size| size.range.low >= 0) =>
            {
                Direction::More
            }
            (None, Kind::Value, Kind::NoEntitlement)
                if size.is_none_or(|size| size.range.high <= 0) =>
            {
                Direction::Less
            }
            _ => Direction::Both,
        }
    }
}

impl Kind {
    /// What a decided case comes to; `None` when it was not decided.
    pub(super) fn of(found: &Replayed) -> Option<Self> {
        Some(match found {
            Replayed::Value(Value::YesNo(true)) => Self::Yes,
            Replayed::Value(Value::YesNo(false)) => Self::No,
            Replayed::Value(_) => Self::Value,
            Replayed::NoEntitlement => Self::NoEntitlement,
            Replayed::NotSet(_) => Self::NotSet,
            Replayed::Gap(_)
            | Replayed::Conflict(..)
            | Replayed::Limbs(_)
            | Replayed::Tied(_)
            | Replayed::Fails(_)
            | Replayed::NoDay(_)
            | Replayed::Other => Self::NoAnswer,
            Replayed::Refused | Replayed::Unknown => return None,
        })
    }
}

/// The number that a decided case comes to, times `factor`: of a claim that does not exist, zero.
pub(super) fn number(found: &Replayed, factor: i128) -> Option<i128> {
    match found {
        Replayed::Value(Value::Number(units)) => units.checked_mul(factor),
        Replayed::Value(Value::Date(day)) => Some(number_of(*day)),
        Replayed::Value(Value::YesNo(yes)) => Some(i128::from(*yes)),
        Replayed::NoEntitlement => Some(0),
        _ => None,
    }
}
