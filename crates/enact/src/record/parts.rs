//! The parts of a decision record.

use crate::written;
use enact_model::program;
use enact_syntax::tree::TextKind;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// A value in its plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plain<'d> {
    /// An optional fact that was stated to be absent.
    Absent,
    /// Yes or no.
    YesNo(bool),
    /// A decimal string, an ISO date, or words.
    Words(Cow<'d, str>),
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_unit(),
            Self::YesNo(answer) => serializer.serialize_bool(*answer),
            Self::Words(words) => serializer.serialize_str(words),
        }
    }
}

/// A law in the version that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Law<'d> {
    /// The name it is cited by.
    pub name: &'d str,
    /// Its title.
    pub title: &'d str,
    /// BWB, ELI or CELEX number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'d str>,
    /// The first day of this version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force: Option<String>,
    /// The day on which this version has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What its prose is: `official`, `draft` or `restated`.
    pub text: &'static str,
}

/// How a decision ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutcomeRecord<'d> {
    /// `value`, `no-entitlement`, `needs`, `awaiting`, `not-set` or `undecided`.
    pub kind: &'static str,
    /// The value: a decimal string, an ISO date, a text, or true or false.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Plain<'d>>,
    /// What a number counts: `EUR`, `percent`, `months`, `days`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Per which time: `year`, `month`, `week`, `day`, `hour`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'static str>,
    /// The provisions it rests on: those that spoke, and those they displaced.
    pub grounds: Vec<&'d str>,
    /// Why there is no answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// A value that was worked out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepRecord<'d> {
    /// What was worked out.
    pub term: &'d str,
    /// Of whom: the way from the subject decided about; left out for that subject.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The reference date it was worked out on, where that is not the case's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// What was supposed for it.
    #[serde(rename = "as_if", skip_serializing_if = "Vec::is_empty")]
    pub supposed: Vec<Fiction<'d>>,
    /// `value`, `no-entitlement`, `open` or `undecided`.
    pub found: &'static str,
    /// The value, as in the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Plain<'d>>,
    /// The provisions that spoke.
    pub grounds: Vec<&'d str>,
    /// The provisions that yielded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub displaced: Vec<Displacement<'d>>,
    /// How provisions that spoke were read, where they can be read in two ways.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<ReadingRecord<'d>>,
    /// The bands of progressive scales that it used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bands: Vec<BandRecord<'d>>,
    /// The places in `steps` of the values it read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<u32>,
}

/// Something that was supposed in the place of what is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fiction<'d> {
    /// The field of the case, or the name of the value, that was replaced.
    pub field: Cow<'d, str>,
    /// By what; `null` when it was taken not to be there.
    pub value: Plain<'d>,
}

/// What one band of a progressive scale contributed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BandRecord<'d> {
    /// The scale.
    pub scale: &'d str,
    /// How much lies in the band.
    pub part: String,
    /// The rate of the band, as a percentage.
    pub rate: String,
    /// The part times the rate, rounded where the law rounds each band.
    pub amount: String,
}

/// A provision that yielded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Displacement<'d> {
    /// The provision.
    pub provision: &'d str,
    /// The one that precedes it.
    pub by: &'d str,
    /// Whether that one only says that the provision does not apply.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub silenced: bool,
}

/// The reading of a provision that was followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReadingRecord<'d> {
    /// The provision.
    pub provision: &'d str,
    /// The reading that was followed.
    pub chosen: &'d str,
    /// The one that was not.
    pub rejected: &'d str,
}

/// A fact or judgement that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Datum<'d> {
    /// `fact`, `judgement` or `power`.
    pub kind: &'static str,
    /// Its field in the case: `partner.income`.
    pub field: Cow<'d, str>,
    /// What it held; `null` when it was stated to be absent.
    pub value: Plain<'d>,
    /// The first day of the value, for a fact that is given through time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The register it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<&'d str>,
    /// The provision that asks for it.
    pub provision: &'d str,
    /// `not-personal`, `personal`, `special` or `criminal`.
    pub privacy: &'static str,
    /// Who judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'d str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'d str>,
    /// On which day it was judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
}

/// A norm that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Norm<'d> {
    /// Its name.
    pub name: &'d str,
    /// Its value on the reference date.
    pub value: Plain<'d>,
    /// What a number counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Per which time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<&'static str>,
    /// The provision that fixes the value.
    pub provision: &'d str,
    /// The first day of the value; left out when it holds for all time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The day after its last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Why the value is an assumption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<&'d str>,
}

/// A fact that is still needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Needed<'d> {
    /// Its field in the case.
    pub field: Cow<'d, str>,
    /// The register it can come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<&'d str>,
    /// The provision that asks for it.
    pub provision: &'d str,
}

/// A judgement that a decision waits for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Awaited<'d> {
    /// Its field in the case.
    pub field: Cow<'d, str>,
    /// Who judges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'d str>,
    /// The provision that leaves it to a person.
    pub provision: &'d str,
}

/// A norm that has not been set for the reference date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unset<'d> {
    /// Its name.
    pub name: &'d str,
    /// The act that has to set it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<&'d str>,
    /// The provision that asks for it.
    pub provision: &'d str,
}

impl<'d> Law<'d> {
    pub(super) fn of(law: &'d program::Law) -> Self {
        Self {
            name: &law.short,
            title: &law.title,
            id: law.id.as_deref(),
            in_force: law.in_force.map(written::iso),
            until: law.until.map(written::iso),
            text: match law.text {
                TextKind::Official => "official",
                TextKind::Draft => "draft",
                TextKind::Restated => "restated",
            },
        }
    }
}
