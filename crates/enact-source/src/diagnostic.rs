//! What is wrong, where, and under which code; the words follow later, in the reader's language.

use crate::{Citation, Language, Span};
use std::fmt;

/// The name of one kind of finding: `E…` for errors, `W…` for warnings, `N…` for notes.
/// Each has a message in both languages and a page in the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

impl Code {
    /// An error stops a law from being executed; a warning or note does not.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.0.as_bytes().first() {
            Some(b'E') => Severity::Error,
            Some(b'W') => Severity::Warning,
            _ => Severity::Note,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The law cannot be executed as it stands.
    Error,
    /// The law runs, but probably not as meant.
    Warning,
    /// Something a reader should know.
    Note,
}

/// A word that goes into a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// The same in both languages: a name, a figure as the drafter wrote it.
    Text(String),
    /// Words of ours: the Dutch form and the English form.
    Words(String, String),
    /// A provision, cited in the reader's language.
    Citation(Citation),
    /// How many: a message can choose its words by it.
    Count(usize),
}

impl Argument {
    /// The words in `language`.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Words(dutch, english) => language.pick(dutch, english).to_owned(),
            Self::Citation(citation) => citation.cite(language),
            Self::Count(count) => count.to_string(),
        }
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Argument {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<(&str, &str)> for Argument {
    fn from((dutch, english): (&str, &str)) -> Self {
        Self::Words(dutch.to_owned(), english.to_owned())
    }
}

impl From<(String, String)> for Argument {
    fn from((dutch, english): (String, String)) -> Self {
        Self::Words(dutch, english)
    }
}

impl From<Citation> for Argument {
    fn from(citation: Citation) -> Self {
        Self::Citation(citation)
    }
}

impl From<usize> for Argument {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

/// A place that a finding points at; the words beside it come from the message's
/// attribute `name`, or are left out when the message has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// The attribute of the message that says what is to be seen there: `label`, `label-first`, …
    pub name: &'static str,
    /// Words for that attribute alone.
    pub arguments: Vec<(&'static str, Argument)>,
}

/// One finding: a letter to the drafter, not yet put into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind.
    pub code: Code,
    /// The words its message needs, by name.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Where to look; the first is the place itself.
    pub labels: Vec<Label>,
    /// The provision it stands in, where it stands in one.
    pub provision: Option<Citation>,
    /// The attribute that holds the next step: `help`, or a more telling variant.
    pub help: &'static str,
}

impl Diagnostic {
    /// A finding `code` at `span`, labelled with the message's `label`.
    #[must_use]
    pub fn new(code: Code, span: Span) -> Self {
        let label = Label { span, name: "label", arguments: Vec::new() };
        Self { code, arguments: Vec::new(), labels: vec![label], provision: None, help: "help" }
    }

    /// A finding `code` that has no place in any text.
    #[must_use]
    pub fn nowhere(code: Code) -> Self {
        Self { code, arguments: Vec::new(), labels: Vec::new(), provision: None, help: "help" }
    }

    /// Adds the word `name` of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.push((name, argument.into()));
        self
    }

    /// Points at a second place, with the words of the message's attribute `name`.
    #[must_use]
    pub fn and_at(mut self, span: Span, name: &'static str) -> Self {
        self.labels.push(Label { span, name, arguments: Vec::new() });
        self
    }

    /// Points at a second place, whose words need `arguments`.
    #[must_use]
    pub fn and_at_with(
        mut self,
        span: Span,
        name: &'static str,
        arguments: Vec<(&'static str, Argument)>,
    ) -> Self {
        self.labels.push(Label { span, name, arguments });
        self
    }

    /// Says in which provision it stands.
    #[must_use]
    pub fn within(mut self, provision: impl Into<Option<Citation>>) -> Self {
        self.provision = provision.into();
        self
    }

    /// Chooses another next step than `help`.
    #[must_use]
    pub fn advising(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// The place itself.
    #[must_use]
    pub fn span(&self) -> Span {
        self.labels.first().map_or_else(Span::default, |label| label.span)
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}
