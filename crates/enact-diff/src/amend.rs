//! Bills applied to laws.
//!
//! Start at [`amend`]. Each instruction is carried out on the text, with its rules, as the
//! instructions before it have left it. What an instruction does not find, what it would orphan
//! and where two bills meet is reported with the sentence of the bill; a law is never half
//! amended without a finding.

mod codes;
mod place;
mod swap;
mod touched;

pub(crate) use place::opened_in;
pub(crate) use swap::swapped;
pub use touched::Touched;

use crate::text::prose;
use enact_source::{Diagnostic, FileId, Provision, Source, Sources};
use enact_syntax::tree::{
    Bill, CitedProvision, DeclarationKind, Header, Instruction, NewText, Operation,
};
use place::{Place, placed};
use std::collections::BTreeSet;

/// The laws as they read when the bills are law.
#[derive(Debug, Clone)]
pub struct Amended {
    /// The laws, in the order in which they were given.
    pub laws: Vec<Source>,
    /// What was touched, by which instruction, in order.
    pub touched: Vec<Touched>,
    /// What could not be done, and what asks for attention.
    pub findings: Vec<Diagnostic>,
}

/// Applies `bills` to the laws in the files `laws` of `sources`, in the order given. Bills that
/// touch one provision are an error, unless they are meant to follow each other: `in_order`.
#[must_use]
pub fn amend(sources: &Sources, laws: &[FileId], bills: &[Bill], in_order: bool) -> Amended {
    let texts: Vec<Source> = laws.iter().filter_map(|file| sources.get(*file).cloned()).collect();
    let mut work = Work {
        headers: texts
            .iter()
            .map(|law| enact_syntax::frame(FileId::default(), law).header)
            .collect(),
        amended: Amended { laws: texts, touched: Vec::new(), findings: Vec::new() },
        done: Vec::new(),
        lost: Vec::new(),
    };
    for (number, bill) in bills.iter().enumerate() {
        let mut amended = BTreeSet::new();
        for (place, instruction) in bill.instructions.iter().enumerate() {
            if let Some(law) = work.law(instruction) {
                amended.insert(law);
                work.instruction((number, place), law, instruction, in_order);
            }
        }
        if let Some(commencement) = &bill.commencement {
            let day = commencement.day.to_string();
            amended.into_iter().for_each(|law| work.in_force(law, &day));
        }
    }
    let touched: BTreeSet<usize> = work.done.iter().map(|done| done.law).collect();
    touched.into_iter().for_each(|law| work.no_longer_official(law));
    work.orphans();
    work.amended.findings.sort_by_key(Diagnostic::span);
    work.amended
}

/// What an instruction did, to tell whether another meets it.
struct Done<'b> {
    law: usize,
    provision: Provision,
    bill: usize,
    instruction: &'b Instruction,
}

/// A name that an instruction took the declaration of.
struct Lost<'b> {
    name: String,
    provision: Provision,
    instruction: &'b Instruction,
}

struct Work<'b> {
    /// Of each law as it was.
    headers: Vec<Header>,
    amended: Amended,
    done: Vec<Done<'b>>,
    lost: Vec<Lost<'b>>,
}

impl<'b> Work<'b> {
    fn report(&mut self, finding: Diagnostic) {
        self.amended.findings.push(finding);
    }

    /// The law that an instruction is about: as named, or the only one there is.
    fn law(&mut self, instruction: &Instruction) -> Option<usize> {
        let found = match &instruction.law {
            None => (self.headers.len() == 1).then_some(0),
            Some(name) => self.headers.iter().position(|header| {
                let names = [Some(&header.title), Some(&header.short), header.id.as_ref()];
                names.into_iter().flatten().any(|known| known.to_lowercase() == name.to_lowercase())
            }),
        };
        if found.is_none() {
            let names = self.headers.iter().map(|header| header.short.clone()).collect();
            self.report(codes::no_law(instruction, names));
        }
        found
    }

    fn instruction(
        &mut self,
        (bill, place_in_bill): (usize, usize),
        law: usize,
        instruction: &'b Instruction,
        in_order: bool,
    ) {
        let Some(provision) = address(&instruction.at) else { return };
        if !in_order && self.meets(bill, law, &provision, instruction) {
            return;
        }
        let text = self.amended.laws[law].text.clone();
        let Some(place) = placed(&text, &provision) else {
            let nearest = place::nearest(&text, &provision);
            self.report(codes::no_provision(instruction, &provision, nearest));
            return;
        };
        let after = match &instruction.operation {
            Operation::Words(swaps) => self.words(&text, &place, swaps, instruction),
            Operation::Rewrite(new) => self.rewrite(&text, &place, &provision, new, instruction),
            Operation::Repeal => Some(place.cut(&text)),
            Operation::Insert(new) => {
                self.insert(&text, &place, new, instruction).then(|| place.follow(&text, &new.text))
            }
            Operation::Append(new) => {
                self.insert(&text, &place, new, instruction).then(|| place.append(&text, &new.text))
            }
            Operation::Renumber(to) => self.renumber(&text, &place, to, instruction),
        };
        let Some(after) = after else { return };
        let name = self.amended.laws[law].name.clone();
        let after = Source::new(name, after);
        let before = std::mem::replace(&mut self.amended.laws[law], after.clone());
        self.losses((&before, &after), &provision, instruction);
        if let Operation::Renumber(to) = &instruction.operation
            && let Some(to) = address(to)
        {
            let touched = self.amended.touched.iter_mut().filter(|one| one.law == law);
            touched.for_each(|one| one.renumbered(&provision, &to));
        }
        self.amended.touched.push(Touched {
            law,
            provision: provision.clone(),
            now: touched::left(instruction, &provision),
            bill,
            instruction: place_in_bill,
            article: instruction.article.clone(),
            span: instruction.span,
        });
        self.done.push(Done { law, provision, bill, instruction });
    }

    /// Whether another bill touches the same provision: samenloop.
    fn meets(
        &mut self,
        bill: usize,
        law: usize,
        provision: &Provision,
        instruction: &Instruction,
    ) -> bool {
        let other = self.done.iter().find(|done| {
            let same = done.provision.contains(provision) || provision.contains(&done.provision);
            done.bill != bill
                && done.law == law
                && same
                && !go_together(&done.instruction.operation, &instruction.operation)
        });
        let Some(finding) =
            other.map(|done| codes::meets(instruction, provision, done.instruction))
        else {
            return false;
        };
        self.report(finding);
        true
    }

    fn words(
        &mut self,
        text: &str,
        place: &Place,
        swaps: &[enact_syntax::tree::Swap],
        instruction: &Instruction,
    ) -> Option<String> {
        let mut lines = text.get(place.whole.clone())?.to_owned();
        let has_code = prose(&lines).len() < lines.len();
        let mut in_code = false;
        for swap in swaps {
            match swapped(&lines, swap) {
                Ok(done) => {
                    in_code |= done.in_code;
                    lines = done.lines;
                }
                Err(times) => {
                    self.report(codes::words(instruction, &swap.find, times));
                    return None;
                }
            }
        }
        if has_code && !in_code {
            let words = swaps.first().map_or("", |swap| &swap.find);
            self.report(codes::rules_untouched(instruction, words));
        }
        Some(place.replace(text, &lines))
    }

    fn rewrite(
        &mut self,
        text: &str,
        place: &Place,
        provision: &Provision,
        new: &NewText,
        instruction: &Instruction,
    ) -> Option<String> {
        let opened = opened_in(&new.text, provision);
        if opened.first() != Some(provision) {
            self.report(codes::other_provision(instruction, new.span, provision, opened.first()));
            return None;
        }
        let old = text.get(place.whole.clone())?;
        let has_code = |lines: &str| prose(lines).len() < lines.len();
        if has_code(old) && !has_code(&new.text) {
            self.report(codes::rules_lost(instruction, new.span, provision));
            return None;
        }
        Some(place.rewrite(text, &new.text))
    }

    /// Whether the new text can be put in: it opens something that is not there yet.
    fn insert(
        &mut self,
        text: &str,
        place: &Place,
        new: &NewText,
        instruction: &Instruction,
    ) -> bool {
        let opened = opened_in(&new.text, &place.provision);
        if opened.is_empty() {
            self.report(codes::other_provision(instruction, new.span, &place.provision, None));
            return false;
        }
        let there = opened.iter().find(|provision| placed(text, provision).is_some());
        if let Some(there) = there {
            self.report(codes::exists(instruction, there));
        }
        there.is_none()
    }

    fn renumber(
        &mut self,
        text: &str,
        place: &Place,
        to: &CitedProvision,
        instruction: &Instruction,
    ) -> Option<String> {
        let to = address(to)?;
        if placed(text, &to).is_some() {
            self.report(codes::exists(instruction, &to));
            return None;
        }
        place.renumber(text, &to)
    }

    /// Notes the names that the text no longer declares.
    fn losses(
        &mut self,
        (before, after): (&Source, &Source),
        provision: &Provision,
        instruction: &'b Instruction,
    ) {
        let gone = declared(before, &blocks(after));
        if !gone.is_empty() {
            let kept = declared(after, &BTreeSet::new());
            let lost = gone.into_iter().filter(|name| !kept.contains(name));
            let lost = lost.map(|name| Lost { name, provision: provision.clone(), instruction });
            self.lost.extend(lost);
        }
    }

    /// Names that nothing declares when all is done, and that rules still use.
    fn orphans(&mut self) {
        if self.lost.is_empty() {
            return;
        }
        let laws = self.amended.laws.iter();
        let kept: BTreeSet<String> = laws.flat_map(|law| declared(law, &BTreeSet::new())).collect();
        let texts: Vec<_> = self.amended.laws.iter().map(|law| law.text.clone()).collect();
        for Lost { name, provision, instruction } in std::mem::take(&mut self.lost) {
            let user = texts.iter().find_map(|text| place::user(text, &name));
            if let Some(user) = user.filter(|_| !kept.contains(&name)) {
                self.report(codes::orphan(instruction, &provision, &name, user));
            }
        }
    }

    /// Writes the day of commencement into the front matter.
    fn in_force(&mut self, law: usize, day: &str) {
        self.front(law, &|line| {
            let mut keys = ["in-force:", "in-werking:"].into_iter();
            let key = keys.find(|key| line.trim_start().starts_with(key))?;
            Some(format!("{key} {day}"))
        });
    }

    /// What a bill would make of an official text is not yet one.
    fn no_longer_official(&mut self, law: usize) {
        self.front(law, &|line| {
            let (key, value) = line.split_once(':')?;
            let official = ["official", "officieel"].contains(&value.trim());
            let draft = match key.trim() {
                "text" => "draft",
                "tekst" => "ontwerp",
                _ => return None,
            };
            official.then(|| format!("{key}: {draft}"))
        });
    }

    /// Replaces each line of the front matter for which `other` has another.
    fn front(&mut self, law: usize, other: &dyn Fn(&str) -> Option<String>) {
        let source = &self.amended.laws[law];
        let front = source.text.match_indices("\n---").next().map_or(0, |(at, _)| at);
        let (front, rest) = source.text.split_at(front);
        let lines = front.split('\n').map(|line| other(line).unwrap_or_else(|| line.to_owned()));
        let text = lines.collect::<Vec<_>>().join("\n") + rest;
        self.amended.laws[law] = Source::new(source.name.clone(), text);
    }
}

/// Whether two operations of two bills leave each other alone: words for words, and other words.
fn go_together(one: &Operation, other: &Operation) -> bool {
    match (one, other) {
        (Operation::Words(first), Operation::Words(second)) => first.iter().all(|one| {
            second
                .iter()
                .all(|other| !one.find.contains(&other.find) && !other.find.contains(&one.find))
        }),
        _ => false,
    }
}

/// The address that a citation gives in full.
pub(crate) fn address(cited: &CitedProvision) -> Option<Provision> {
    let (level, label) = cited.heading.clone()?;
    Some(Provision { parts: cited.parts.clone(), ..Provision::new(level, label) })
}

/// The code of a law, block by block.
fn blocks(law: &Source) -> BTreeSet<&str> {
    let document = enact_syntax::frame(FileId::default(), law);
    document.blocks.iter().filter_map(|block| law.text.get(block.span.range())).collect()
}

/// The names that the code of a law declares, but for these blocks.
fn declared(law: &Source, but: &BTreeSet<&str>) -> BTreeSet<String> {
    let read = enact_syntax::rules(FileId::default(), law, &|code| !but.contains(code));
    let declarations = read.document.blocks.into_iter().flat_map(|block| block.declarations);
    let names = declarations.filter_map(|declaration| match declaration.kind {
        DeclarationKind::Entity(name) => Some(name.text),
        DeclarationKind::Fact(fact) => Some(fact.name.text),
        DeclarationKind::Parameter(parameter) => Some(parameter.name.text),
        DeclarationKind::Rule(rule) => Some(rule.name.text),
        DeclarationKind::Entitlement(entitlement) => Some(entitlement.name.text),
        DeclarationKind::Decision(decision) => Some(decision.name.text),
        DeclarationKind::Judgement(judgement) => Some(judgement.name.text),
        DeclarationKind::Power(power) => Some(power.name.text),
        _ => None,
    });
    names.collect()
}
