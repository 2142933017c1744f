//! Findings as workflow commands: a line each, shown beside the lines of a change.

use super::{place, sentence};
use enact_source::{Diagnostic, Language, Severity, Sources};

/// One finding: `::error file=…,line=…,col=…,title=…::message`.
pub fn finding(finding: &Diagnostic, sources: &Sources, language: Language) -> String {
    let rendered = finding.render(language);
    let command = match rendered.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = place(&rendered, sources) {
        properties.push(format!("file={}", property(&place.file)));
        properties.push(format!("line={}", place.start.line));
        properties.push(format!("endLine={}", place.end.line));
        properties.push(format!("col={}", place.start.column));
        if place.start.line == place.end.line {
            properties.push(format!("endColumn={}", place.end.column));
        }
    }
    properties.push(format!("title={}", property(rendered.code.0)));
    let mut message = sentence(&rendered);
    if let Some(help) = &rendered.help {
        message.push_str(&format!("\n{help}"));
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_end_a_command_are_escaped() {
        assert_eq!(property("a:b,c%d\n"), "a%3Ab%2Cc%25d%0A");
        assert_eq!(data("50%\nx: y"), "50%25%0Ax: y");
    }
}
