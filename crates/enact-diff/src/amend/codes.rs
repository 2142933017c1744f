//! The findings of amending: one function a finding. Their words are in the catalogues of
//! `enact-source`, their pages in `docs/diagnostics/`.

use super::place::named;
use enact_source::{Argument, Code, Diagnostic, Provision, Span};
use enact_syntax::tree::Instruction;

fn provision(named_provision: &Provision) -> Argument {
    let (dutch, english) = named(named_provision);
    (dutch.as_str(), english.as_str()).into()
}

/// E0804: no law of that name.
pub(super) fn no_law(instruction: &Instruction, known: Vec<String>) -> Diagnostic {
    let finding = Diagnostic::new(Code("E0804"), instruction.span).with("laws", known.join(", "));
    match &instruction.law {
        Some(law) => finding.with("law", law.clone()),
        None => finding.with("law", "").advising("help-unnamed"),
    }
}

/// E0805: the law has no such provision.
pub(super) fn no_provision(
    instruction: &Instruction,
    wanted: &Provision,
    nearest: Option<Provision>,
) -> Diagnostic {
    let finding =
        Diagnostic::new(Code("E0805"), instruction.at.span).with("provision", provision(wanted));
    match nearest {
        Some(around) => finding.with("nearest", provision(&around)).advising("help-nearest"),
        None => finding,
    }
}

/// E0806: the words are not there, or more than once.
pub(super) fn words(instruction: &Instruction, words: &str, times: usize) -> Diagnostic {
    let finding =
        Diagnostic::new(Code("E0806"), instruction.span).with("words", words).with("times", times);
    if times == 0 { finding } else { finding.advising("help-each") }
}

/// E0807: there is such a provision already.
pub(super) fn exists(instruction: &Instruction, there: &Provision) -> Diagnostic {
    Diagnostic::new(Code("E0807"), instruction.span).with("provision", provision(there))
}

/// E0808: the new text is about another provision, or about none.
pub(super) fn other_provision(
    instruction: &Instruction,
    new: Span,
    wanted: &Provision,
    found: Option<&Provision>,
) -> Diagnostic {
    let finding = Diagnostic::new(Code("E0808"), new)
        .with("provision", provision(wanted))
        .and_at(instruction.span, "label-sentence");
    match found {
        Some(found) => finding.with("found", provision(found)).advising("help-other"),
        None => finding,
    }
}

/// E0809: the provision has rules, and the new text has none.
pub(super) fn rules_lost(instruction: &Instruction, new: Span, lost: &Provision) -> Diagnostic {
    Diagnostic::new(Code("E0809"), new)
        .with("provision", provision(lost))
        .and_at(instruction.span, "label-sentence")
}

/// E0810: a name is no longer declared, and still used.
pub(super) fn orphan(
    instruction: &Instruction,
    gone: &Provision,
    name: &str,
    user: Provision,
) -> Diagnostic {
    Diagnostic::new(Code("E0810"), instruction.span)
        .with("provision", provision(gone))
        .with("name", name)
        .with("user", provision(&user))
}

/// E0811: two bills touch one provision.
pub(super) fn meets(
    instruction: &Instruction,
    about: &Provision,
    other: &Instruction,
) -> Diagnostic {
    Diagnostic::new(Code("E0811"), instruction.span)
        .with("provision", provision(about))
        .and_at(other.span, "label-other")
}

/// W0812: the text of a provision changes, and its rules do not have those words.
pub(super) fn rules_untouched(instruction: &Instruction, words: &str) -> Diagnostic {
    Diagnostic::new(Code("W0812"), instruction.span).with("words", words)
}
