//! Pins: comments that say which finding is expected on a line.
//!
//! `// error: E0202` stands at the end of the line; alone on a line it speaks of the next line.
//! `// warning: W0413` and `// note: N0420` likewise, several codes with commas between them,
//! `# error: …` in front matter and `<!-- error: … -->` in prose. `// fails` (`// faalt`) expects
//! that an example fails there.

use enact_source::{Diagnostic, Severity, Sources};
use std::collections::BTreeSet;

/// What is expected in one place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pin {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The code, or [`FAILS`].
    pub code: String,
}

/// Stands for a code where an example has to fail.
pub const FAILS: &str = "fails";

/// The pins in `text`.
#[must_use]
pub fn read(file: &str, text: &str) -> BTreeSet<Pin> {
    let mut pins = BTreeSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        let Some((before, codes)) = pinned(line) else { continue };
        let line = if before.trim().is_empty() { number + 1 } else { number };
        pins.extend(codes.into_iter().map(|code| Pin { file: file.to_owned(), line, code }));
    }
    pins
}

/// The words before the pin, and its codes.
fn pinned(line: &str) -> Option<(&str, Vec<String>)> {
    let line = line.trim_end();
    let line = line.strip_suffix("-->").map_or(line, str::trim_end);
    for opening in ["// ", "# ", "<!-- "] {
        let Some((before, words)) = line.rsplit_once(opening) else { continue };
        if opening == "// " && ["fails", "faalt"].contains(&words) {
            return Some((before, vec![FAILS.to_owned()]));
        }
        for (kind, severity) in KINDS {
            let Some(codes) = words.strip_prefix(kind) else { continue };
            let codes: Vec<String> = codes.split(',').map(|code| code.trim().to_owned()).collect();
            if codes.iter().all(|code| code.starts_with(severity)) {
                return Some((before, codes));
            }
        }
    }
    None
}

const KINDS: [(&str, char); 3] = [("error:", 'E'), ("warning:", 'W'), ("note:", 'N')];

/// Where `findings` stand, as pins would say it.
#[must_use]
pub fn found(findings: &[Diagnostic], sources: &Sources) -> BTreeSet<Pin> {
    let place = |finding: &Diagnostic| {
        let span = finding.span();
        let source = sources.get(span.file);
        Pin {
            file: source.map(|source| source.name.clone()).unwrap_or_default(),
            line: source.map_or(0, |source| source.line_column(span.start).line),
            code: finding.code.to_string(),
        }
    };
    findings.iter().map(place).collect()
}

/// Compares what was pinned with what was found; says what differs, with the lines of the page.
///
/// # Errors
/// When a finding is not pinned, or a pin is not found.
pub fn compare(
    pinned: &BTreeSet<Pin>,
    found: &BTreeSet<Pin>,
    show: &dyn Fn(&Pin) -> String,
) -> Result<(), String> {
    let unpinned = found.difference(pinned).map(|pin| format!("not pinned: {}", show(pin)));
    let unfound = pinned.difference(found).map(|pin| format!("not found:  {}", show(pin)));
    let differences: Vec<String> = unpinned.chain(unfound).collect();
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

/// Whether a finding stops the law.
#[must_use]
pub fn is_error(finding: &Diagnostic) -> bool {
    finding.severity() == Severity::Error
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_stands_at_the_end_of_its_line_or_alone_above_it() {
        let pins = read(
            "a",
            "x // error: E0202, E0203\n  // warning: W0413\ny\n<!-- error: E0118 -->\n```\nz // fails\n# note: this\n",
        );
        let seen: Vec<(usize, &str)> =
            pins.iter().map(|pin| (pin.line, pin.code.as_str())).collect();
        assert_eq!(seen, [(1, "E0202"), (1, "E0203"), (3, "W0413"), (5, "E0118"), (6, "fails")]);
    }
}
