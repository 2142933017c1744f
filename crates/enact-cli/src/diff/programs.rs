//! A comparison for the programs that follow a repository: annotations, SARIF and JUnit.

use enact::comparison::{Compared, ProvisionChange, text};
use enact_source::Language;
use serde_json::{Value as Json, json};

/// Annotations of GitHub: a line for each provision that changed.
pub fn github(compared: &Compared, language: Language) -> String {
    let line = |change: &ProvisionChange| {
        let place = change.place.as_ref().map_or_else(String::new, |place| {
            format!(" file={},line={}", escaped(&place.file, true), place.line)
        });
        let title = escaped(&text::address(change, language), true);
        let comma = if place.is_empty() { " " } else { "," };
        let level = if change.verdict == "decisions" { "warning" } else { "notice" };
        format!(
            "::{level}{place}{comma}title={title}::{}\n",
            escaped(&said(change, language), false)
        )
    };
    compared.provisions.iter().map(line).collect()
}

/// What a provision comes to, in a sentence or two.
fn said(change: &ProvisionChange, language: Language) -> String {
    let told = text::told(change).into_iter().chain([change.told.as_str()]).map(str::to_owned);
    let parts: Vec<String> = told.chain(text::by(change, language)).collect();
    parts.join("; ")
}

fn escaped(text: &str, property: bool) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    if property { text.replace(':', "%3A").replace(',', "%2C") } else { text }
}

/// SARIF 2.1.0: a result for each thing that changed, with its fingerprint.
pub fn sarif(compared: &Compared, language: Language) -> String {
    let result = |change: &ProvisionChange, rule: &str, message: String, print: &str| {
        let locations: Vec<Json> = change
            .place
            .iter()
            .map(|place| {
                json!({"physicalLocation": {
                    "artifactLocation": {"uri": place.file},
                    "region": {"startLine": place.line}
                }})
            })
            .collect();
        let level = if change.verdict == "decisions" { "warning" } else { "note" };
        json!({
            "ruleId": rule, "level": level, "message": {"text": message},
            "locations": locations, "partialFingerprints": {"enact-diff/1": print}
        })
    };
    let results: Vec<Json> = compared
        .provisions
        .iter()
        .flat_map(|change| {
            let address = text::address(change, language);
            change.changes.iter().map(move |one| {
                let message = format!("{address}: {} ({})", one.told, change.told);
                result(change, &format!("diff/{}-{}", one.what, one.how), message, &one.fingerprint)
            })
        })
        .collect();
    let report = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": {"name": "enact", "version": env!("CARGO_PKG_VERSION")}}, "results": results}]
    });
    serde_json::to_string_pretty(&report).map(|text| text + "\n").unwrap_or_default()
}

/// JUnit: a test for each decision and each safeguard, that fails where somebody may be worse off
/// or a promise is broken.
pub fn junit(compared: &Compared, language: Language) -> String {
    let decisions = compared.decisions.iter().map(|effect| {
        let fails = !matches!(effect.verdict, "equal" | "better" | "new");
        (effect.decision.clone(), fails.then(|| effect.told.clone()))
    });
    let safeguards = compared.safeguards.iter().map(|one| {
        let fails = one.before == Some("proved") && one.after != Some("proved");
        (one.title.clone(), fails.then(|| text::safeguard(one, language)))
    });
    let tests: Vec<(String, Option<String>)> = decisions.chain(safeguards).collect();
    let failed = tests.iter().filter(|(_, failure)| failure.is_some()).count();
    let mut page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites><testsuite name=\"enact diff\" tests=\"{}\" failures=\"{failed}\">\n",
        tests.len()
    );
    for (name, failure) in tests {
        let name = xml(&name);
        match failure {
            None => page.push_str(&format!("  <testcase name=\"{name}\"/>\n")),
            Some(failure) => page.push_str(&format!(
                "  <testcase name=\"{name}\"><failure message=\"{}\"/></testcase>\n",
                xml(&failure)
            )),
        }
    }
    page + "</testsuite></testsuites>\n"
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
