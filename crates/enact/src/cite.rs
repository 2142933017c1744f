//! Provisions as a case table cites them.

use enact_source::{Language, Provision};
use enact_syntax::tree::CitedProvision;

/// The provisions that `text` cites in `language`, each with the law it names; `None` when it is
/// no citation, or cites relative to where it stands.
pub(crate) fn provisions(
    text: &str,
    language: Language,
) -> Option<Vec<(Provision, Option<String>)>> {
    let cited = enact_syntax::citations(text, language)?;
    let complete = |cited: CitedProvision| {
        let (level, label) = cited.heading?;
        let law = cited.law.map(|law| law.text);
        Some((Provision { level, label, parts: cited.parts }, law))
    };
    cited.into_iter().map(complete).collect()
}
