//! Whether a law that says it is the official text still is.
//!
//! Start at [`unkept`]. Nobody edits a word of the law unnoticed: each provision has to have the
//! fingerprint that was written down when the text was woven in.

use super::fingerprint::{Fingerprinted, fingerprints};
use enact_source::{Citation, Code, Diagnostic, Provision, Source, Span};
use enact_syntax::tree::{Document, TextKind};

/// What of the prose of `law`, read from `source`, is not the official text that it says it is.
#[must_use]
pub fn unkept(source: &Source, law: &Document) -> Vec<Diagnostic> {
    let header = &law.header;
    if header.text != TextKind::Official {
        return Vec::new();
    }
    let texts = fingerprints(source);
    if header.fingerprints.is_empty() && !texts.is_empty() {
        let at = header.text_span.unwrap_or(header.span);
        return vec![Diagnostic::new(Code("W0901"), at)];
    }
    let cited = |provision: &Provision| Citation {
        law: header.short.clone(),
        provision: Some(provision.clone()),
    };
    let about = |code: &'static str, provision: &Provision, at: Span| {
        let citation = cited(provision);
        Diagnostic::new(Code(code), at).with("provision", citation.clone()).within(Some(citation))
    };
    let differs = texts.iter().filter_map(|text: &Fingerprinted| {
        let kept = header.fingerprints.iter().find(|kept| kept.provision == text.provision);
        let at = place(law, &text.provision);
        match kept {
            Some(kept) if kept.digits == text.digits => None,
            Some(kept) => {
                let finding = about("E0902", &text.provision, at);
                Some(finding.and_at(kept.span, "label-fingerprint"))
            }
            None => Some(about("E0903", &text.provision, at)),
        }
    });
    let has = |provision: &Provision| texts.iter().any(|text| text.provision == *provision);
    let gone = header.fingerprints.iter().filter(|kept| !has(&kept.provision));
    let gone = gone.map(|kept| about("E0904", &kept.provision, kept.span));
    differs.chain(gone).collect()
}

/// The heading or the line that opens `provision`; the front matter where nothing does.
pub(super) fn place(law: &Document, provision: &Provision) -> Span {
    let opening = law.outline.iter().find(|outlined| outlined.provision == *provision);
    opening.map_or(law.header.span, |outlined| outlined.span)
}
