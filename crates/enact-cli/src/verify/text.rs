//! The verdicts for people, on a terminal.

use enact::Assurance;
use enact::assurance::Safeguarded;
use enact_source::Language;
use enact_source::messages::phrase;

/// The report as text.
pub(super) fn report(assurance: &Assurance, language: Language) -> String {
    let mut text = format!("{}\n", headline(assurance, language));
    for safeguard in &assurance.safeguards {
        text.push_str(&format!("\n{}\n", judged(safeguard, language)));
    }
    for finding in &assurance.findings {
        let place = finding.provision.as_ref().map_or_else(String::new, |at| format!(" ({at})"));
        text.push_str(&format!("\n{} {}{place}\n", finding.code, finding.message));
    }
    text.push_str(&format!("\n{}", counts(assurance, language)));
    text
}

/// How many safeguards have each verdict, on a line.
pub(super) fn counts(assurance: &Assurance, language: Language) -> String {
    let counts = [
        ("proved", assurance.count("proved").into()),
        ("refuted", assurance.count("refuted").into()),
        ("open", assurance.count("not-proved").into()),
        ("known", assurance.known().into()),
    ];
    let id = if assurance.known() > 0 { "verify-counts-known" } else { "verify-counts" };
    phrase(language, id, &counts) + "\n"
}

/// `zorgtoeslag: every case has one answer, in all 11 values`.
pub(super) fn headline(assurance: &Assurance, language: Language) -> String {
    let open = assurance.findings.iter().filter(|finding| finding.code == "N0708").count();
    let id = match (open, assurance.lists_up_to) {
        (0, None) => "verify-one-answer",
        (0, Some(_)) => "verify-one-answer-lists",
        _ => "verify-not-all",
    };
    let most = assurance.lists_up_to.unwrap_or_default();
    let words = [
        ("ruleset", assurance.ruleset.as_str().into()),
        ("values", assurance.values.into()),
        ("open", open.into()),
        ("most", most.to_string().into()),
    ];
    phrase(language, id, &words)
}

/// What is promised, and to which group.
pub(super) fn promised(safeguard: &Safeguarded, language: Language) -> String {
    match safeguard.group.as_deref() {
        None => safeguard.promise.clone(),
        Some(group) => {
            let words = [("group", group.into()), ("promise", safeguard.promise.as_str().into())];
            phrase(language, "verify-group", &words)
        }
    }
}

fn judged(safeguard: &Safeguarded, language: Language) -> String {
    let verdict = phrase(language, &format!("verify-{}", safeguard.verdict), &[]);
    let mut lines = vec![format!("{verdict}  {} ({})", safeguard.title, safeguard.provision)];
    lines.push(promised(safeguard, language));
    lines.push(why(&safeguard.told));
    if let Some(against) = &safeguard.against
        && let Some(decide) = &against.decide
    {
        let id = if against.other.is_some() { "verify-again-other" } else { "verify-again" };
        let words = [
            ("decide", decide.as_str().into()),
            ("on", against.on.as_str().into()),
            ("case", against.case.to_string().into()),
            ("other", against.other.as_ref().map_or_else(String::new, ToString::to_string).into()),
        ];
        lines.push(phrase(language, id, &words));
    }
    lines.join("\n    ")
}

/// The verdict without the title, which stands above it.
pub(super) fn why(told: &str) -> String {
    told.split_once("`: ").or_else(|| told.split_once("` ")).map_or(told, |(_, why)| why).to_owned()
}
