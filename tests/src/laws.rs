//! The laws of a section as one ruleset, loaded.

use crate::page::Fence;
use crate::pins::{self, Pin};
use enact::{Loaded, Memory, Ruleset};
use enact_source::{Diagnostic, Language, Source};
use std::collections::{BTreeMap, BTreeSet};

/// What loading a section's laws came to.
#[derive(Debug)]
pub struct Laws {
    /// The ruleset and its findings.
    pub loaded: Loaded,
    /// The files that it was loaded from.
    pub world: Memory,
    /// What the page expects.
    pub pins: BTreeSet<Pin>,
    /// Per file, by how many lines the page's lines run ahead; negative for added front matter.
    offsets: BTreeMap<String, (usize, usize)>,
}

/// Loads `laws`, with `others` beside them (`csv`, `json`, `toml`). A law without front matter
/// gets one in `language`, unless its fence says `bare`.
#[must_use]
pub fn load<'f>(
    laws: impl Iterator<Item = &'f Fence>,
    others: impl Iterator<Item = &'f Fence>,
    language: Language,
) -> Laws {
    let (mut world, mut expected) = (Memory::new(), BTreeSet::new());
    let mut offsets = BTreeMap::new();
    let mut add = |name: String, header: &str, fence: &Fence| {
        let text = format!("{header}{}", fence.text);
        expected.extend(pins::read(&name, &text));
        offsets.insert(name.clone(), (fence.line, header.lines().count()));
        world = std::mem::take(&mut world).with(&name, &text);
    };
    for (number, fence) in (1..).zip(laws) {
        let header = header(number, fence, language);
        add(format!("law-{number:02}.law.md"), &header, fence);
    }
    for fence in others {
        let name = match fence.kind() {
            "toml" => "enact.toml",
            "csv" => "cases/page.csv",
            _ => "cases/page.json",
        };
        add(name.to_owned(), "", fence);
    }
    Laws { loaded: Ruleset::load(&world).judged(), world, pins: expected, offsets }
}

/// Bills, each with front matter in `language` where it gives none itself.
#[must_use]
pub fn bills<'f>(bills: impl Iterator<Item = &'f Fence>, language: Language) -> Vec<Source> {
    let code = language.code();
    let bills = (1..).zip(bills).map(|(number, fence)| {
        let header = if fence.text.starts_with("---") {
            String::new()
        } else {
            format!("---\ntitle: {number}\nlanguage: {code}\n---\n")
        };
        Source::new(format!("bill-{number:02}.bill.md"), header + &fence.text)
    });
    bills.collect()
}

/// The front matter of law `number` that gives none itself.
fn header(number: usize, fence: &Fence, language: Language) -> String {
    if fence.info.ends_with(" bare") || fence.text.starts_with("---") {
        return String::new();
    }
    let title = language.pick("Voorbeeldwet", "Example Act");
    let title = if number == 1 { title.to_owned() } else { format!("{title} {number}") };
    let (code, currency) = (language.code(), currency(&fence.text));
    format!(
        "---\ntitle: {title}\nlanguage: {code}\nin-force: 2025-01-01\ntext: draft\ncurrency: {currency}\n\
         month-end: last day\nleap-day: 1 March\n---\n"
    )
}

/// The currency of the first amount in `text`.
fn currency(text: &str) -> &'static str {
    match text.find(['€', '£', '$']).and_then(|at| text[at..].chars().next()) {
        Some('£') => "GBP",
        Some('$') => "USD",
        _ => "EUR",
    }
}

impl Laws {
    /// Whether every finding is pinned, and every pin found.
    ///
    /// # Errors
    /// What differs, with the lines of the page.
    pub fn compare(&self, findings: &[Diagnostic], language: Language) -> Result<(), String> {
        let found = pins::found(findings, &self.loaded.sources);
        let pinned = self.pins.iter().filter(|pin| pin.code != pins::FAILS).cloned().collect();
        let show = |pin: &Pin| {
            let message = findings.iter().find(|finding| {
                pins::found(std::slice::from_ref(finding), &self.loaded.sources).contains(pin)
            });
            let words = message.map(|finding| said(finding, language)).unwrap_or_default();
            format!("line {}: {} {words}", self.line(pin), pin.code)
        };
        pins::compare(&pinned, &found, &show)
    }

    /// The line of the page on which `pin` stands.
    #[must_use]
    pub fn line(&self, pin: &Pin) -> usize {
        let (first, header) = self.offsets.get(&pin.file).copied().unwrap_or_default();
        (first + pin.line).saturating_sub(header + 1)
    }
}

/// A finding in words, with its help on a second line.
#[must_use]
pub fn said(finding: &Diagnostic, language: Language) -> String {
    let rendered = finding.render(language);
    let help = rendered.help.map(|help| format!("\n  {help}")).unwrap_or_default();
    format!("{}{help}", rendered.message)
}

/// A finding in words: the message, then what is said at each of its places, then its help.
#[must_use]
pub fn said_whole(finding: &Diagnostic, language: Language) -> String {
    let rendered = finding.render(language);
    let labels = rendered.labels.iter().filter_map(|(_, words)| words.as_ref());
    let labels = labels.map(|words| format!("\n  > {words}"));
    let help = rendered.help.map(|help| format!("\n  {help}")).unwrap_or_default();
    format!("{}{}{help}", rendered.message, labels.collect::<String>())
}
