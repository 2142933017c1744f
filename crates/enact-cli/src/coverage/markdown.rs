//! Coverage as Markdown: for an explanatory memorandum or a pull request.

use super::{table, text};
use enact::Coverage;
use enact_source::Language;
use enact_source::messages::phrase;

/// The report as Markdown.
pub(super) fn report(coverage: &Coverage, language: Language) -> String {
    let title =
        phrase(language, "coverage-title", &[("ruleset", coverage.ruleset.as_str().into())]);
    let mut report = format!("## {title}\n");
    let missing: Vec<_> =
        coverage.laws.iter().flat_map(|law| text::missing(law, language)).collect();
    report.push_str(&format!("\n### {}\n\n", phrase(language, "coverage-missing", &[])));
    if missing.is_empty() {
        report.push_str(&format!("{}\n", phrase(language, "coverage-nothing-missing", &[])));
    }
    for (place, lines) in missing {
        report.push_str(&format!("- **{place}**\n"));
        for (at, line) in lines {
            report.push_str(&format!("  - {line} ({at})\n"));
        }
    }
    report.push_str(&format!("\n### {}\n\n", phrase(language, "coverage-articles", &[])));
    let headings = table::headings(language);
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    report.push_str(&row(&[vec![String::new()], headings.clone()].concat()));
    report.push_str(&format!("|---|{}\n", "---:|".repeat(headings.len())));
    for law in &coverage.laws {
        for article in table::rows(law) {
            let cells = table::cells(article.sentences, article.shown, language);
            report.push_str(&row(
                &[vec![format!("{} {}", law.law, article.article)], cells].concat()
            ));
        }
    }
    report.push('\n');
    for line in text::lines(coverage, language) {
        report.push_str(&format!("- {line}\n"));
    }
    report
}
