//! The report on examples as JUnit XML: a suite for each ruleset, a test case for each example.

use enact::examples::suite::{Suite, Trial};

/// The document, ending with a line end; `words` tell of each suite what is wrong with it.
pub(super) fn report(suites: &[Suite], words: &[String]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let tests: usize = suites.iter().map(tests).sum();
    let failures: usize = suites.iter().map(failures).sum();
    let errors = suites.iter().filter(|suite| suite.broken).count();
    xml.push_str(&format!(
        "<testsuites name=\"enact\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n"
    ));
    for (one, words) in suites.iter().zip(words) {
        xml.push_str(&suite(one, words));
    }
    xml.push_str("</testsuites>\n");
    xml
}

/// What could not be run counts as one test, with an error.
fn tests(suite: &Suite) -> usize {
    suite.trials.len() + usize::from(suite.broken)
}

fn failures(suite: &Suite) -> usize {
    suite.trials.iter().filter(|trial| trial.failure.is_some()).count()
}

fn suite(suite: &Suite, words: &str) -> String {
    let mut xml = format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        escaped(&suite.path),
        tests(suite),
        failures(suite),
        usize::from(suite.broken),
    );
    for one in &suite.trials {
        xml.push_str(&trial(one));
    }
    if suite.broken {
        let words = escaped(words.trim_end());
        let path = escaped(&suite.path);
        xml.push_str(&format!(
            "    <testcase name=\"check\" classname=\"{path}\">\n      <error message=\"{path}\">{words}</error>\n    </testcase>\n"
        ));
    }
    xml.push_str("  </testsuite>\n");
    xml
}

fn trial(trial: &Trial) -> String {
    let opened = format!(
        "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"",
        escaped(&trial.title),
        escaped(&trial.file),
        escaped(&trial.file),
        trial.line,
    );
    let Some(failure) = &trial.failure else { return format!("{opened}/>\n") };
    let (expected, got) = (escaped(&failure.expected), escaped(&failure.got));
    let step =
        failure.step.as_deref().map_or_else(String::new, |step| format!("\n{}", escaped(step)));
    format!(
        "{opened}>\n      <failure message=\"{got}\">{expected}\n{got}{step}</failure>\n    </testcase>\n"
    )
}

/// Text as XML holds it; signs that XML 1.0 cannot hold are replaced.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(sign),
            _ if sign.is_control() || matches!(sign, '\u{FFFE}' | '\u{FFFF}') => {
                safe.push(char::REPLACEMENT_CHARACTER);
            }
            _ => safe.push(sign),
        }
    }
    safe
}
