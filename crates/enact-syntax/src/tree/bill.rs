//! A bill: what is to be done to laws, in order.

use super::{CitedProvision, Header};
use enact_source::{Provision, Span};
use enact_value::Date;

/// A bill.
#[derive(Debug, Clone)]
pub struct Bill {
    /// The front matter.
    pub header: Header,
    /// What it does, in order of the text.
    pub instructions: Vec<Instruction>,
    /// When it comes into force, where it says so.
    pub commencement: Option<Commencement>,
}

/// When a bill comes into force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commencement {
    /// The first day.
    pub day: Date,
    /// The article of the bill.
    pub article: Option<Provision>,
    /// The sentence.
    pub span: Span,
}

/// One thing that a bill does to a law.
#[derive(Debug, Clone)]
pub struct Instruction {
    /// The article of the bill, with its number or letter in it.
    pub article: Option<Provision>,
    /// The law, as named in the sentence that announces the amendments or with the provision;
    /// `None` when neither names one.
    pub law: Option<String>,
    /// The provision of the law.
    pub at: CitedProvision,
    /// What is done.
    pub operation: Operation,
    /// The sentence.
    pub span: Span,
}

/// What is done to a provision.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Words in it give way to others, in its text and in its rules.
    Words(Vec<Swap>),
    /// It is replaced as a whole, with what stands within it.
    Rewrite(NewText),
    /// It goes, with what stands within it.
    Repeal,
    /// Text comes behind it.
    Insert(NewText),
    /// Text comes at its end.
    Append(NewText),
    /// It gets another address.
    Renumber(CitedProvision),
}

/// Words for words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// What goes.
    pub find: String,
    /// What comes in its place; nothing for words that just go.
    pub put: String,
    /// Wherever it stands, and not in one place only.
    pub each: bool,
}

impl Swap {
    /// Words that come behind others.
    #[must_use]
    pub fn behind(find: &str, words: &str) -> Self {
        // With a space before them, unless they begin with a sign that follows a word directly.
        let apart = !words.starts_with(['.', ',', ';', ':', ')', ']', '%', '”', '’', '!', '?']);
        let space = if apart { " " } else { "" };
        Self { find: find.to_owned(), put: format!("{find}{space}{words}"), each: false }
    }

    /// The words that come behind others, where that is all it does.
    #[must_use]
    pub fn inserted(&self) -> Option<&str> {
        let words = self.put.strip_prefix(&self.find)?.trim_start();
        (!words.is_empty() && Self::behind(&self.find, words) == *self).then_some(words)
    }
}

/// New text of a law, with its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewText {
    /// The text, without the signs of quotation.
    pub text: String,
    /// Where it stands in the bill.
    pub span: Span,
}
