//! The official text of a law: read from its publication, and held against the law that restates or
//! contains it.
//!
//! [`read`] gives an [`Act`] from the XML of a consolidated Dutch text (`toestand`) or of an act in
//! Akoma Ntoso. [`fingerprints`] gives what [`unkept`] holds a law to that says with `text: official`
//! that its prose is the text as published. How the text comes into a law is
//! [`weave`](crate::weave)'s concern.

mod act;
mod akn;
mod bwb;
mod compare;
mod fingerprint;
mod inline;
mod kept;
mod markdown;
mod xml;

pub use act::{Act, Section, Stretch};
pub use compare::{Compared, compare};
pub use fingerprint::{Fingerprinted, fingerprints};
pub use kept::unkept;

use enact_source::Argument;

/// The act in `text`.
///
/// # Errors
/// Why it cannot be read as one.
pub fn read(text: &str) -> Result<Act, Unread> {
    let root = xml::read(text)?;
    let act = match root.name.as_str() {
        "toestand" => bwb::act(&root)?,
        "akomaNtoso" => akn::act(&root)?,
        _ => return Err(Unread::OtherForm(root.name)),
    };
    if act.divisions.is_empty() { Err(Unread::NoText) } else { Ok(act) }
}

/// Why a file is not read as the text of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unread {
    /// It is larger than an act.
    TooLarge,
    /// Its elements stand in each other deeper than those of an act.
    TooDeep,
    /// It is no well-formed XML.
    NotXml {
        /// The line where reading stopped.
        line: usize,
    },
    /// It refers to an entity of its own, and those are not looked up.
    Entity(String),
    /// Its outermost element is that of another form.
    OtherForm(String),
    /// It does not say under which id it is published.
    NoId,
    /// It does not say from which day it is in force.
    NoDay,
    /// It has no text.
    NoText,
}

impl Unread {
    /// The reason in words.
    #[must_use]
    pub fn words(&self) -> Argument {
        match self {
            Self::TooLarge => ("het is te groot", "it is too large").into(),
            Self::TooDeep => {
                ("de elementen zijn te diep genest", "its elements are nested too deep").into()
            }
            Self::NotXml { line } => (
                format!("op regel {line} houdt het op goed gevormde XML te zijn"),
                format!("on line {line} it is no longer well-formed XML"),
            )
                .into(),
            Self::Entity(name) => (
                format!("de entiteit `&{name};` wordt niet opgezocht"),
                format!("the entity `&{name};` is not looked up"),
            )
                .into(),
            Self::OtherForm(name) => (
                format!("het buitenste element is `{name}`"),
                format!("its outermost element is `{name}`"),
            )
                .into(),
            Self::NoId => ("het noemt zijn nummer niet", "it does not give its id").into(),
            Self::NoDay => (
                "het zegt niet vanaf welke dag het geldt",
                "it does not say from which day it is in force",
            )
                .into(),
            Self::NoText => ("er staat geen tekst in", "there is no text in it").into(),
        }
    }
}
