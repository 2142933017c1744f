//! Citations outside the code of a law: in a table of cases, in a question.

use crate::grammar;
use crate::lower::Lowering;
use crate::tree::{CitedProvision, DeclarationKind};
use enact_source::{FileId, Language, Span};
use enact_value::Date;

/// The provisions that `text` cites in `language`; `None` when it is not a citation. Places are
/// within `text`.
#[must_use]
pub fn citations(text: &str, language: Language) -> Option<Vec<CitedProvision>> {
    let opening = language.pick("in afwijking van ", "notwithstanding ");
    let code = format!("{opening}{text}");
    let nodes = grammar::read(language, &code).ok()?;
    let [node] = nodes.as_slice() else { return None };
    let mut lowering = Lowering::new(FileId::default(), &code, 0, language);
    let DeclarationKind::Notwithstanding(mut cited) = lowering.declaration(node).kind else {
        return None;
    };
    for provision in &mut cited {
        let place = |byte: usize| byte.saturating_sub(opening.len());
        let range = provision.span.range();
        provision.span = Span::new(FileId::default(), place(range.start)..place(range.end));
    }
    Some(cited)
}

/// The day that `text` names in `language`.
pub(crate) fn day(text: &str, language: Language) -> Option<Date> {
    let code = format!("{} {text}", language.pick("met ingang van", "with effect from"));
    let nodes = grammar::read(language, &code).ok()?;
    let [node] = nodes.as_slice() else { return None };
    let mut lowering = Lowering::new(FileId::default(), &code, 0, language);
    match lowering.declaration(node).kind {
        DeclarationKind::Validity(validity) => validity.from,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_read_as_in_a_law() {
        let cited = citations("artikel 2, eerste lid, en artikel 4", Language::Dutch).unwrap();
        let places: Vec<_> = cited.iter().map(|one| one.span.range()).collect();
        assert_eq!(cited.len(), 2);
        assert_eq!(cited[0].parts, ["1"]);
        assert_eq!(places[0].start, 0);
        assert!(citations("section 3(2)", Language::English).is_some());
    }

    #[test]
    fn other_words_are_no_citation() {
        assert!(citations("het lid van iets", Language::Dutch).is_none());
        assert!(citations("article 2 rule x is 3", Language::English).is_none());
        assert!(citations("", Language::Dutch).is_none());
    }
}
