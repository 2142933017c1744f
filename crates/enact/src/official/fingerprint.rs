//! The fingerprint of a provision's words: short, and another one as soon as a word is another.
//!
//! Start at [`fingerprints`]. Line ends, indentation, emphasis and the label of the provision do not
//! count, and neither does what stands beside the law (code, quotations, comments).

use enact_source::{Provision, Source};
use enact_syntax::tree::Fingerprint;
use enact_syntax::{SegmentKind, segments};
use sha2::{Digest, Sha256};

/// A provision that has words of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprinted {
    /// The provision.
    pub provision: Provision,
    /// Its words without those of the provisions in it, with single spaces.
    pub words: String,
    /// The first digits of their SHA-256.
    pub digits: String,
}

/// The provisions of the law in `source` that have words, in order.
#[must_use]
pub fn fingerprints(source: &Source) -> Vec<Fingerprinted> {
    let mut texts: Vec<(Provision, String)> = Vec::new();
    for segment in segments(source) {
        let counts = matches!(segment.kind, SegmentKind::Heading | SegmentKind::Prose);
        let Some(provision) = segment.provision.filter(|_| counts) else { continue };
        // From the last: most often a segment goes on with the provision before it.
        match texts.iter_mut().rev().find(|(known, _)| *known == provision) {
            Some((_, text)) => {
                text.push('\n');
                text.push_str(&segment.words);
            }
            None => texts.push((provision, segment.words)),
        }
    }
    let worded = texts.into_iter().map(|(provision, text)| {
        let words = plain(&text);
        let digits = digits(&words);
        Fingerprinted { provision, words, digits }
    });
    worded.filter(|one| !one.words.is_empty()).collect()
}

/// `text` with single spaces, and without the signs of emphasis and escape.
fn plain(text: &str) -> String {
    let signs = text.replace(['\\', '*', '_'], "");
    signs.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn digits(words: &str) -> String {
    let digest = Sha256::digest(words.as_bytes());
    let all: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    all.chars().take(Fingerprint::LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(Vec<String>, String)> {
        let law = format!("---\ntitle: A\nlanguage: en\n---\n{text}");
        let all = fingerprints(&Source::new("a.law.md", law));
        all.into_iter().map(|one| (one.provision.parts, one.digits)).collect()
    }

    #[test]
    fn a_fingerprint_is_of_words_and_not_of_their_layout() {
        let one = of("## Article 1\n\n1. Who *lives*\n   here.\n\n   ```enact\n   ```\n");
        let other = of("## Article 1\r\n(1) Who lives here.\r\n\r\n> why\r\n");
        assert_eq!(one, other);
        assert_eq!(one, [(vec!["1".to_owned()], "4962fa4cd056".to_owned())]);
        assert_ne!(one, of("## Article 1\n\n1. Who lives there.\n"));
    }

    #[test]
    fn words_behind_the_points_are_of_the_last_point() {
        let all =
            of("## Article 1 Scope\n\n1. Words:\n\n   a. one;\n\n   b. two,\n\n   and more.\n");
        let parts: Vec<String> = all.into_iter().map(|(parts, _)| parts.join(" ")).collect();
        assert_eq!(parts, ["", "1", "1 a", "1 b"]);
    }
}
