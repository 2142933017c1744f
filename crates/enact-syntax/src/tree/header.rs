//! The front matter of a law.

use super::Name;
use enact_source::{Language, Provision, Span};
use enact_value::{Currency, Date, LeapDay, MonthEnd};

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
    /// The line that says so, where there is one.
    pub text_span: Option<Span>,
    /// The official text that was woven in, or whose fingerprints are kept.
    pub official: Option<Official>,
    /// The fingerprint of that text for each provision that has words, in order.
    pub fingerprints: Vec<Fingerprint>,
    /// The currency of amounts.
    pub currency: Currency,
    /// What a month added to the 31st means.
    pub month_end: Option<MonthEnd>,
    /// When somebody born on 29 February has a birthday in a common year.
    pub leap_day: Option<LeapDay>,
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

/// Which official text: `BWBR0018451 2025-01-01`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// The id under which it was published.
    pub id: String,
    /// The first day of that version of the text.
    pub on: Date,
    /// Whether the law leaves out articles of it on purpose.
    pub in_part: bool,
    /// The line of the front matter.
    pub span: Span,
}

/// The fingerprint of the official text of one provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint {
    /// The provision.
    pub provision: Provision,
    /// Hexadecimal digits.
    pub digits: String,
    /// The line of the front matter.
    pub span: Span,
}

impl Fingerprint {
    /// How many digits it has.
    pub const LENGTH: usize = 12;
}
