//! What a subcommand comes to: text to print, and the exit status.

use crate::findings::{Shown, human};
use enact_source::{Argument, Code, Diagnostic, Language, Sources};
use std::io;
use std::path::Path;

/// A subcommand's answer, for standard output.
#[derive(Debug)]
pub struct Answer {
    /// What to print.
    pub text: String,
    /// 0 when all is well, 1 when the law, the case or an example is not.
    pub exit: u8,
}

/// Why a subcommand stopped, for standard error.
#[derive(Debug)]
pub struct Refusal {
    /// What to print.
    pub text: String,
    /// 1 when the law or the case is the reason, 2 when the command or a file is.
    pub exit: u8,
}

/// How a subcommand speaks before it has read a law.
pub fn spoken(lang: Option<Language>) -> Language {
    lang.unwrap_or(Language::English)
}

impl Refusal {
    /// The findings of a law or a case that cannot be used.
    pub fn findings(findings: &[Diagnostic], sources: &Sources, shown: &Shown) -> Self {
        Self { text: human::report(findings, sources, shown), exit: 1 }
    }

    /// A command that cannot be carried out, in one message and its next step.
    pub fn command(finding: &Diagnostic, language: Language) -> Self {
        let rendered = finding.render(language);
        let help = rendered.help.map(|help| format!("\n  {help}")).unwrap_or_default();
        Self { text: format!("enact: {}{help}\n", rendered.message), exit: 2 }
    }

    /// A file that could not be read.
    pub fn unreadable(path: &Path, error: &io::Error, lang: Option<Language>) -> Self {
        let finding =
            finding("E0601").with("path", path.display().to_string()).with("reason", reason(error));
        Self::command(&finding, spoken(lang))
    }

    /// A file that could not be written.
    pub fn unwritable(path: &Path, error: &io::Error, lang: Option<Language>) -> Self {
        let finding =
            finding("E0613").with("path", path.display().to_string()).with("reason", reason(error));
        Self::command(&finding, spoken(lang))
    }
}

/// A finding about the command itself: it has no place in any text.
pub fn finding(code: &'static str) -> Diagnostic {
    Diagnostic::nowhere(Code(code))
}

fn reason(error: &io::Error) -> Argument {
    match error.kind() {
        io::ErrorKind::NotFound => ("het bestaat niet", "it does not exist").into(),
        io::ErrorKind::PermissionDenied => ("dat is niet toegestaan", "that is not allowed").into(),
        io::ErrorKind::IsADirectory => ("het is een map", "it is a folder").into(),
        io::ErrorKind::NotADirectory => {
            ("een deel van het pad is geen map", "part of the path is no folder").into()
        }
        io::ErrorKind::StorageFull => ("de schijf is vol", "the disk is full").into(),
        _ => error.to_string().into(),
    }
}
