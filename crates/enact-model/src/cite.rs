//! From a citation as written to the provision it means.

use crate::check::{Checker, Reported};
use crate::codes;
use crate::table::LawId;
use enact_source::{Citation, Diagnostic, Language, Provision};
use enact_syntax::tree::CitedProvision;

/// A citation whose law may lie outside the ruleset.
pub(crate) enum Cited {
    /// A provision that exists.
    Inside(LawId, Citation),
    /// A provision of a law without code.
    Outside(Citation),
}

impl Checker {
    /// The provision that `cited`, written under `from`, means; it must exist.
    pub(crate) fn cite(
        &mut self,
        cited: &CitedProvision,
        law: LawId,
        from: Option<&Provision>,
    ) -> Result<(LawId, Citation), Reported> {
        match self.cite_anywhere(cited, law, from)? {
            Cited::Inside(law, citation) => Ok((law, citation)),
            Cited::Outside(_) => match &cited.law {
                Some(name) => {
                    let unknown = self.symbols.named_law(&self.program, name);
                    unknown.map_err(|finding| self.report(finding)).and(Err(Reported))
                }
                None => Err(Reported),
            },
        }
    }

    /// Likewise, where the law may be one without code.
    pub(crate) fn cite_anywhere(
        &mut self,
        cited: &CitedProvision,
        law: LawId,
        from: Option<&Provision>,
    ) -> Result<Cited, Reported> {
        let Some(provision) = absolute(cited, from) else {
            return Err(self.report(
                Diagnostic::new(codes::UNKNOWN_PROVISION, cited.span)
                    .with("provision", self.program.sources.slice(cited.span))
                    .with("law", self.program.laws[law].short.as_str())
                    .advising("help-relative"),
            ));
        };
        let home = match &cited.law {
            None => Some(law),
            Some(name) => self.symbols.law(&name.text),
        };
        let Some(home) = home else {
            let law = cited.law.as_ref().map_or_else(String::new, |name| name.text.clone());
            return Ok(Cited::Outside(Citation { law, provision: Some(provision) }));
        };
        let short = self.program.laws[home].short.clone();
        let outline = &self.program.laws[home].outline;
        if outline.iter().any(|outlined| provision.contains(&outlined.provision)) {
            return Ok(Cited::Inside(home, Citation { law: short, provision: Some(provision) }));
        }
        Err(self.report(self.no_such_provision(cited, home, &provision)))
    }

    fn no_such_provision(
        &self,
        cited: &CitedProvision,
        home: LawId,
        provision: &Provision,
    ) -> Diagnostic {
        let law = &self.program.laws[home];
        let heading = Provision::new(provision.level, provision.label.clone());
        let within: Vec<&Provision> = law
            .outline
            .iter()
            .map(|outlined| &outlined.provision)
            .filter(|known| heading.contains(known))
            .collect();
        let both = |language: Language| provision.cite(language);
        let finding = Diagnostic::new(codes::UNKNOWN_PROVISION, cited.span)
            .with("provision", (both(Language::Dutch), both(Language::English)))
            .with("law", law.short.as_str());
        match within.last() {
            None => finding,
            Some(last) => finding
                .with("last", (last.cite(Language::Dutch), last.cite(Language::English)))
                .advising("help-last"),
        }
    }
}

/// Completes a relative citation (`lid 1`) from the provision it is written in.
pub(crate) fn absolute(cited: &CitedProvision, from: Option<&Provision>) -> Option<Provision> {
    if let Some((level, label)) = &cited.heading {
        return Some(Provision { level: *level, label: label.clone(), parts: cited.parts.clone() });
    }
    let from = from?;
    let starts_at_paragraph =
        cited.parts.first().is_some_and(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    let kept = from
        .parts
        .iter()
        .take_while(|part| !starts_at_paragraph && part.starts_with(|c: char| c.is_ascii_digit()));
    let parts = kept.chain(&cited.parts).cloned().collect();
    Some(Provision { level: from.level, label: from.label.clone(), parts })
}
