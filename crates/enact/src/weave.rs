//! Puts the official text of an act in the place of the prose of a law.
//!
//! Start at [`weave`]. All words under a provision are replaced by those of the official text. Code,
//! quotations (`>`), comments and blocks of something else stay, each with its provision, behind the words
//! of that provision; what stands under no provision stays as it is. Nothing is lost: what would lose its
//! provision is a finding, and then nothing is woven. Weaving twice changes nothing.

mod front;
mod kept;
mod part;
#[cfg(test)]
mod tests;

use crate::official::{Act, Fingerprinted, Section, fingerprints};
use enact_source::{Citation, Code, Diagnostic, FileId, Provision, Severity, Source, Span};
use enact_syntax::tree::Header;
use enact_syntax::{SegmentKind, segments};
use kept::{Kept, relocated};
use part::{Part, append};
use std::collections::BTreeSet;

/// A law with the official text in it.
#[derive(Debug, Clone)]
pub struct Woven {
    /// The whole law.
    pub text: String,
    /// What became of its provisions.
    pub changes: Changes,
}

/// What weaving did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Whether the prose was a restatement or a draft before.
    pub first: bool,
    /// Provisions whose words are other words now.
    pub replaced: Vec<Provision>,
    /// How many provisions have the words that they had.
    pub same: usize,
    /// Provisions that the law did not have.
    pub added: Vec<Provision>,
    /// Provisions that the official text does not have; nothing but prose stood there.
    pub removed: Vec<Provision>,
    /// Articles of the official text that are not in the law.
    pub absent: Vec<Provision>,
    /// Code blocks that stayed.
    pub code: usize,
    /// Quotations, comments and other blocks that stayed.
    pub asides: usize,
    /// Whether words stand under no provision: they stayed, and somebody has to read them again.
    pub unplaced: bool,
}

/// The law in `source`, known as `file`, with the text of `act`; with `all` also the articles that it
/// does not have.
///
/// # Errors
/// What cannot be read of the law, or has no place in the official text.
pub fn weave(
    file: FileId,
    source: &Source,
    act: &Act,
    all: bool,
) -> Result<Woven, Vec<Diagnostic>> {
    let law = Law::sound(file, source, act)?;
    let sections = act.sections();
    let absent: Vec<Provision> = if all { Vec::new() } else { law.absent(&sections) };
    let parts = law.woven(&sections, all);
    let body = parts.iter().map(|part| part.text.trim_end_matches('\n')).collect::<Vec<_>>();
    let body = body.iter().filter(|part| !part.is_empty()).map(|part| format!("{part}\n"));
    let body = body.collect::<Vec<_>>().join("\n");
    let texts = fingerprints(&Source::new(source.name.clone(), format!("{}{body}", law.front)));
    let front = front::woven(&law.front, &law.header, act, &texts, !absent.is_empty(), true);
    let text = format!("{front}{body}");
    law.verify(act, &text)?;
    let changes = Changes { absent, ..law.changes(&texts) };
    Ok(Woven { text: law.with_its_line_ends(&text), changes })
}

/// The law in `source`, known as `file`, with its own prose and the fingerprints of the text of `act`,
/// so that it shows when that text changes.
///
/// # Errors
/// What cannot be read of the law, or has no place in the official text.
pub fn mark(file: FileId, source: &Source, act: &Act) -> Result<Woven, Vec<Diagnostic>> {
    let law = Law::sound(file, source, act)?;
    let sections = act.sections();
    let absent = law.absent(&sections);
    let is_absent =
        |one: &Fingerprinted| absent.iter().any(|article| article.contains(&one.provision));
    let mut texts = fingerprints(&act.to_law());
    texts.retain(|one| !is_absent(one));
    let front = front::woven(&law.front, &law.header, act, &texts, !absent.is_empty(), false);
    let body = law.parts.iter().map(|part| part.text.as_str()).collect::<String>();
    let changes = Changes { absent, same: law.texts.len(), ..law.changes(&law.texts) };
    Ok(Woven { text: law.with_its_line_ends(&format!("{front}{body}")), changes })
}

/// A law cut for weaving.
struct Law {
    file: FileId,
    name: String,
    /// Whether its lines end in `\r\n`.
    returns: bool,
    header: Header,
    /// Its provisions, with words or without, and where they open.
    outline: Vec<(Provision, Span)>,
    /// The front matter; its line ends, as those of the parts, are `\n`.
    front: String,
    /// The headings with what stands below them; the first part has no heading.
    parts: Vec<Part>,
    kept: Vec<Kept>,
    texts: Vec<Fingerprinted>,
}

impl Law {
    /// The law, when it can be read and everything in it has a place in `act`.
    fn sound(file: FileId, source: &Source, act: &Act) -> Result<Self, Vec<Diagnostic>> {
        let mut slips = enact_syntax::parse(file, source).findings;
        slips.retain(|finding| finding.severity() == Severity::Error);
        if !slips.is_empty() {
            return Err(slips);
        }
        let law = Self::read(file, source);
        let astray = law.astray(act, &act.sections());
        if astray.is_empty() { Ok(law) } else { Err(astray) }
    }

    fn with_its_line_ends(&self, text: &str) -> String {
        if self.returns { text.replace('\n', "\r\n") } else { text.to_owned() }
    }

    fn read(file: FileId, source: &Source) -> Self {
        let document = enact_syntax::frame(file, source);
        let outline = document.outline.into_iter();
        let outline = outline.map(|known| (known.provision, known.span)).collect();
        let header = document.header;
        let (mut front, mut parts, mut kept) = (String::new(), Vec::new(), Vec::new());
        for segment in segments(source) {
            let words = source.text.get(segment.place.clone()).unwrap_or("").replace("\r\n", "\n");
            match segment.kind {
                SegmentKind::FrontMatter => {
                    front = words;
                    parts.push(Part::default());
                }
                SegmentKind::Heading => parts.push(Part::headed(&segment, words)),
                SegmentKind::Code | SegmentKind::Aside => {
                    kept.extend(Kept::of(&segment, &source.text));
                    append(&mut parts, &words);
                }
                SegmentKind::Prose => append(&mut parts, &words),
            }
        }
        let (texts, name) = (fingerprints(source), source.name.clone());
        Self {
            file,
            name,
            returns: source.text.contains("\r\n"),
            header,
            outline,
            front,
            parts,
            kept,
            texts,
        }
    }

    /// What would not stay with its words: it stands in a provision that the official text does not
    /// have, or whose words have another number there.
    fn astray(&self, act: &Act, sections: &[Section]) -> Vec<Diagnostic> {
        let known: BTreeSet<&Provision> = provisions(sections).collect();
        let official = fingerprints(&act.to_law());
        let mut findings = Vec::new();
        for kept in &self.kept {
            let moved = self.moved(&kept.provision, &official);
            findings.extend(match (known.contains(&kept.provision), moved) {
                (true, None) => None,
                (true, Some(now)) => {
                    Some(self.strays("E0908", kept, act).with("now", self.cited(now)))
                }
                (false, None) => Some(self.strays("E0905", kept, act).with("now", "")),
                (false, Some(now)) => {
                    let finding = self.strays("E0905", kept, act).with("now", self.cited(now));
                    Some(finding.advising("help-moved"))
                }
            });
        }
        if findings.is_empty() && !self.parts.iter().any(|part| part.is_in(sections)) {
            let named = self.parts.iter().any(|part| part.provision.is_some());
            let nowhere = Diagnostic::new(Code("E0906"), self.header.span);
            findings.extend(named.then_some(nowhere.with("id", act.id.as_str())));
        }
        findings
    }

    fn strays(&self, code: &'static str, kept: &Kept, act: &Act) -> Diagnostic {
        let citation = self.cited(&kept.provision);
        let what = match kept.is_code {
            true => ("een codeblok", "a code block"),
            false => ("een aantekening", "a note"),
        };
        Diagnostic::new(Code(code), Span::new(self.file, kept.opening.clone()))
            .with("provision", citation.clone())
            .with("what", what)
            .with("on", crate::written::iso(act.on))
            .within(Some(citation))
    }

    /// The other provision of the official text that has the words of `provision` in the law.
    fn moved<'a>(
        &self,
        provision: &Provision,
        official: &'a [Fingerprinted],
    ) -> Option<&'a Provision> {
        let own = self.texts.iter().find(|text| text.provision == *provision)?;
        let mut same = official.iter().filter(|text| text.digits == own.digits);
        let stays = same.clone().any(|text| text.provision == *provision);
        same.next().filter(|_| !stays).map(|text| &text.provision)
    }

    /// The articles of the official text that the law does not have.
    fn absent(&self, sections: &[Section]) -> Vec<Provision> {
        let has = |provision: &Provision| {
            self.parts.iter().any(|part| part.provision.as_ref() == Some(provision))
        };
        let named = sections.iter().filter_map(|section| section.provision.clone());
        named.filter(|provision| !has(provision)).collect()
    }

    /// The parts of the woven law, in order.
    fn woven(&self, sections: &[Section], all: bool) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for part in &self.parts {
            let Some(provision) = &part.provision else {
                parts.push(part.clone());
                continue;
            };
            let again = parts.iter().any(|earlier| earlier.provision.as_ref() == Some(provision));
            let section =
                sections.iter().find(|section| section.provision.as_ref() == Some(provision));
            // A repealed provision without code goes; one that stands here twice becomes one.
            if let Some(section) = section.filter(|_| !again) {
                parts.push(self.filled(section, part.level));
            }
        }
        if all {
            self.complete(&mut parts, sections);
        }
        parts
    }

    /// Puts in what of `sections` is not in `parts`, each behind the one that precedes it.
    fn complete(&self, parts: &mut Vec<Part>, sections: &[Section]) {
        let first = parts.iter().position(|part| part.is_in(sections));
        let mut next = first.unwrap_or(parts.len());
        // An article gets the heading that the articles of the law have.
        let usual = parts.iter().find(|part| part.provision.is_some()).map(|part| part.level);
        for section in sections {
            match parts.iter().position(|part| part.is(section)) {
                Some(place) => next = place + 1,
                None => {
                    let own = section.depth.saturating_add(2).min(6);
                    let level = usual.filter(|_| section.provision.is_some()).unwrap_or(own);
                    parts.insert(next, self.filled(section, level));
                    next += 1;
                }
            }
        }
    }

    /// `section` with what the law keeps in its provisions.
    fn filled(&self, section: &Section, level: usize) -> Part {
        let mut blocks = vec![format!("{} {}", "#".repeat(level), section.heading)];
        for (place, stretch) in section.stretches.iter().enumerate() {
            blocks.extend(Some(stretch.text.clone()).filter(|text| !text.is_empty()));
            // What a provision keeps stands behind the last of its words.
            let later = section.stretches.get(place + 1..).unwrap_or(&[]);
            let again = later.iter().any(|later| later.provision == stretch.provision);
            let kept =
                self.kept.iter().filter(|kept| Some(&kept.provision) == stretch.provision.as_ref());
            if !again {
                blocks.extend(kept.map(|kept| relocated(&kept.text, kept.column, stretch.indent)));
            }
        }
        Part {
            provision: section.provision.clone(),
            words: section.heading.clone(),
            level,
            text: blocks.join("\n\n"),
        }
    }

    /// Whether every code block of the law is in `woven`, in the same provision and order, and every
    /// provision has the words of the official text.
    fn verify(&self, act: &Act, woven: &str) -> Result<(), Vec<Diagnostic>> {
        let source = Source::new(self.name.clone(), woven);
        let official = fingerprints(&act.to_law());
        let texts = fingerprints(&source);
        let other = texts.iter().find(|text| !official.contains(text)).map(|text| &text.provision);
        let now: Vec<Kept> =
            segments(&source).iter().filter_map(|segment| Kept::of(segment, woven)).collect();
        let mut strayed = self.kept.iter().map(|kept| &kept.provision).filter(|provision| {
            let of = |all: &[Kept]| -> Vec<String> {
                let own = all.iter().filter(|kept| kept.provision == **provision);
                own.map(|kept| relocated(&kept.text, kept.column, 0)).collect()
            };
            of(&self.kept) != of(&now)
        });
        match other.or_else(|| strayed.next()) {
            None => Ok(()),
            Some(provision) => {
                let citation = self.cited(provision);
                let opening = self.outline.iter().rev();
                let mut opening = opening.filter(|(known, _)| known.contains(provision));
                let at = opening.next().map_or(self.header.span, |(_, span)| *span);
                Err(vec![Diagnostic::new(Code("E0907"), at).with("provision", citation)])
            }
        }
    }

    /// What is otherwise than it was.
    fn changes(&self, texts: &[Fingerprinted]) -> Changes {
        let before =
            |provision: &Provision| self.texts.iter().find(|one| one.provision == *provision);
        let mut changes = Changes {
            first: self.header.text != enact_syntax::tree::TextKind::Official,
            code: self.kept.iter().filter(|kept| kept.is_code).count(),
            asides: self.kept.iter().filter(|kept| !kept.is_code).count(),
            unplaced: self.parts.iter().any(|part| part.provision.is_none() && part.has_words()),
            ..Changes::default()
        };
        let stood =
            |provision: &Provision| self.outline.iter().any(|(known, _)| known == provision);
        for text in texts {
            match before(&text.provision) {
                None if !stood(&text.provision) => changes.added.push(text.provision.clone()),
                Some(known) if known.digits == text.digits => changes.same += 1,
                Some(_) | None => changes.replaced.push(text.provision.clone()),
            }
        }
        let stays = |provision: &Provision| texts.iter().any(|text| text.provision == *provision);
        let gone = self.texts.iter().map(|text| &text.provision).filter(|gone| !stays(gone));
        changes.removed = gone.cloned().collect();
        changes
    }

    fn cited(&self, provision: &Provision) -> Citation {
        Citation { law: self.header.short.clone(), provision: Some(provision.clone()) }
    }
}

fn provisions(sections: &[Section]) -> impl Iterator<Item = &Provision> {
    let stretches = sections.iter().flat_map(|section| &section.stretches);
    stretches.filter_map(|stretch| stretch.provision.as_ref())
}
