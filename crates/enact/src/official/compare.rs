//! What changed in the official text of a law since it was woven in.
//!
//! Start at [`compare`]. Provisions are the same when their words are; what is left is the same when its
//! number is. So a renumbered provision is found, and an inserted one does not make those behind it look
//! changed. Each finding points at everything that rests on the provision.

use super::act::Act;
use super::fingerprint::{Fingerprinted, fingerprints};
use super::kept::place;
use crate::written::iso;
use enact_source::{
    Argument, Citation, Code, Diagnostic, FileId, Provision, Source, Sources, Span,
};
use enact_syntax::tree::{DeclarationKind, Document, Official};
use std::collections::BTreeSet;

/// The laws of a ruleset held against an official text.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// How many laws it is the text of.
    pub laws: usize,
    /// What is otherwise in the text than in those laws.
    pub findings: Vec<Diagnostic>,
}

/// Holds the laws in `sources` with the id of `act` against it; a single law without an id as well.
#[must_use]
pub fn compare(sources: &Sources, act: &Act) -> Compared {
    let files = sources.iter().filter(|(_, source)| source.name.ends_with(".law.md"));
    let laws: Vec<(&Source, Document)> =
        files.map(|(file, source)| (source, read(file, source))).collect();
    let mut compared = Compared::default();
    for (source, law) in &laws {
        let is_its_text = match &law.header.id {
            Some(id) => *id == act.id,
            None => laws.len() == 1,
        };
        if is_its_text {
            compared.laws += 1;
            compared.findings.extend(Comparison::new(source, law, act).findings());
        }
    }
    compared
}

fn read(file: FileId, source: &Source) -> Document {
    enact_syntax::parse(file, source).document
}

struct Comparison<'a> {
    source: &'a Source,
    law: &'a Document,
    act: &'a Act,
    /// The words in the law, which are those of the old text where it is woven in.
    texts: Vec<Fingerprinted>,
    now: Vec<Fingerprinted>,
}

impl<'a> Comparison<'a> {
    fn new(source: &'a Source, law: &'a Document, act: &'a Act) -> Self {
        let (texts, now) = (fingerprints(source), fingerprints(&act.to_law()));
        Self { source, law, act, texts, now }
    }

    fn findings(&self) -> Vec<Diagnostic> {
        let header = &self.law.header;
        let Some(official) = header.official.as_ref().filter(|_| !header.fingerprints.is_empty())
        else {
            let at = header.text_span.unwrap_or(header.span);
            let finding = Diagnostic::new(Code("W0915"), at)
                .with("law", header.short.as_str())
                .with("id", self.act.id.as_str());
            return vec![finding];
        };
        let mut findings = self.of_old(official);
        findings.sort_by_key(Diagnostic::span);
        findings
    }

    /// What became of each provision that has a fingerprint, and what is new beside them.
    fn of_old(&self, official: &Official) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let now = |provision: &Provision| self.now.iter().find(|now| now.provision == *provision);
        let (same, other): (Vec<_>, Vec<_>) = (self.law.header.fingerprints.iter())
            .partition(|old| now(&old.provision).is_some_and(|now| now.digits == old.digits));
        let mut matched: BTreeSet<&Provision> = same.iter().map(|old| &old.provision).collect();
        let mut left = Vec::new();
        for old in other {
            let moved = self
                .now
                .iter()
                .find(|now| now.digits == old.digits && !matched.contains(&now.provision));
            match moved {
                Some(moved) => {
                    matched.insert(&moved.provision);
                    findings.push(self.renumbered(&old.provision, &moved.provision));
                }
                None => left.push(&old.provision),
            }
        }
        let mut gone: Vec<&Provision> = Vec::new();
        for old in left {
            match now(old).filter(|now| !matched.contains(&now.provision)) {
                Some(now) => {
                    matched.insert(&now.provision);
                    findings.push(self.changed(official, now));
                }
                None if gone.iter().any(|gone| gone.contains(old)) => {}
                None => {
                    gone.push(old);
                    findings.push(self.vanished(official, old));
                }
            }
        }
        findings.extend(self.additions(official, &matched));
        findings
    }

    /// The provisions that are not in `matched`, each without those in it.
    fn additions(&self, official: &Official, matched: &BTreeSet<&Provision>) -> Vec<Diagnostic> {
        let mut new: Vec<&Provision> = Vec::new();
        for now in self.now.iter().filter(|now| !matched.contains(&now.provision)) {
            let within = new.iter().any(|new| new.contains(&now.provision));
            if !within && self.concerns(official, &now.provision) {
                new.push(&now.provision);
            }
        }
        new.into_iter().map(|provision| self.inserted(official, provision)).collect()
    }

    /// Whether a provision that the law does not have belongs in it: all do, unless the law leaves
    /// articles out on purpose.
    fn concerns(&self, official: &Official, provision: &Provision) -> bool {
        let article = Provision::new(provision.level, provision.label.clone());
        !official.in_part || self.law.outline.iter().any(|known| known.provision == article)
    }

    fn changed(&self, official: &Official, now: &Fingerprinted) -> Diagnostic {
        let provision = &now.provision;
        let kept = &self.law.header.fingerprints;
        let was = self.texts.iter().find(|text| {
            text.provision == *provision
                && kept.iter().any(|old| old.provision == *provision && old.digits == text.digits)
        });
        let how = was.map_or(Argument::Text(String::new()), |was| {
            let (was, now) = difference(&was.words, &now.words);
            (format!(": van “{was}” in “{now}”"), format!(": from “{was}” to “{now}”")).into()
        });
        let related = |own: &Provision| own.contains(provision) || provision.contains(own);
        self.about("W0911", official, provision, &related).with("how", how)
    }

    fn renumbered(&self, provision: &Provision, now: &Provision) -> Diagnostic {
        let Some(official) = &self.law.header.official else {
            return Diagnostic::new(Code("W0914"), self.law.header.span);
        };
        let within = |own: &Provision| provision.contains(own);
        self.about("W0914", official, provision, &within).with("now", self.cited(now))
    }

    fn vanished(&self, official: &Official, provision: &Provision) -> Diagnostic {
        let within = |own: &Provision| provision.contains(own);
        self.about("W0912", official, provision, &within)
    }

    fn inserted(&self, official: &Official, provision: &Provision) -> Diagnostic {
        self.about("W0913", official, provision, &|_| false).advising("help")
    }

    /// A finding about `provision`, with a label at everything that rests on one of which `rests`
    /// holds.
    fn about(
        &self,
        code: &'static str,
        official: &Official,
        provision: &Provision,
        rests: &dyn Fn(&Provision) -> bool,
    ) -> Diagnostic {
        let citation = self.cited(provision);
        // What is not in the law is shown at the end of what it stands in.
        let nearest =
            self.law.outline.iter().rev().find(|known| known.provision.contains(provision));
        let at = match nearest {
            Some(known) => place(self.law, &known.provision),
            None => official.span,
        };
        let mut finding = Diagnostic::new(Code(code), at)
            .with("provision", citation.clone())
            .with("since", iso(official.on))
            .with("on", iso(self.act.on))
            .within(Some(citation))
            .advising("help-alone");
        let blocks =
            self.law.blocks.iter().filter(|block| block.provision.as_ref().is_some_and(rests));
        for declaration in blocks.flat_map(|block| &block.declarations) {
            let silent = matches!(
                declaration.kind,
                DeclarationKind::Example(_) | DeclarationKind::NoCode(_)
            );
            if !silent {
                let line = self.first_line(declaration.span);
                finding = finding.and_at(line, "label-rule").advising("help");
            }
        }
        finding
    }

    fn first_line(&self, span: Span) -> Span {
        let length = self.source.slice(span).lines().next().unwrap_or("").len();
        Span::new(span.file, span.range().start..span.range().start + length)
    }

    fn cited(&self, provision: &Provision) -> Citation {
        Citation { law: self.law.header.short.clone(), provision: Some(provision.clone()) }
    }
}

/// Words that a message shows of a change.
const WORDS_MAX: usize = 12;

/// The words of `was` and of `now` from the first to the last in which they differ, shortened.
fn difference(was: &str, now: &str) -> (String, String) {
    let (was, now): (Vec<&str>, Vec<&str>) = (was.split(' ').collect(), now.split(' ').collect());
    let front = was.iter().zip(&now).take_while(|(one, other)| one == other).count();
    let shorter = was.len().min(now.len());
    let back = was.iter().rev().zip(now.iter().rev());
    let back = back.take_while(|(one, other)| one == other).count().min(shorter - front);
    // Where words only came or went, the one before them shows the place; an amount has its sign.
    let sign = |word: &&str| ["€", "£", "$"].contains(word);
    let signed = front.checked_sub(1).and_then(|last| was.get(last)).is_some_and(sign);
    let alone = front + back < shorter && !signed;
    let front = if alone { front } else { front.saturating_sub(1) };
    let shown = |words: &[&str]| {
        let part = words.get(front..words.len() - back).unwrap_or(&[]);
        let few = part.get(..WORDS_MAX).filter(|_| part.len() > WORDS_MAX);
        few.map_or_else(|| part.join(" "), |few| format!("{} …", few.join(" ")))
    };
    (shown(&was), shown(&now))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_change_is_shown_from_its_first_to_its_last_word() {
        for (was, now, shown) in [
            ("a rate of 4,273% of it", "a rate of 4,289% of it", ("4,273%", "4,289%")),
            ("less than € 80 a day", "less than € 85 a day", ("€ 80", "€ 85")),
            ("one two", "one new two", ("one", "one new")),
            ("one two three", "one three", ("one two", "one")),
            ("one", "two", ("one", "two")),
            ("a a", "a a a", ("a", "a a")),
            ("", "new", ("", "new")),
        ] {
            let (one, other) = difference(was, now);
            assert_eq!((one.as_str(), other.as_str()), shown, "{was} / {now}");
        }
    }
}
