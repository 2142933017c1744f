//! The provisions of two versions of a law: which of the one is which of the other.
//!
//! A provision keeps its identity when it is renumbered. First those at the same address that
//! read the same are put together; then, from the likest pair down, those that are alike enough;
//! and last those that are left at the same address: they were rewritten. The text of an article
//! without paragraphs that becomes the first of them is the same provision, and so is the reverse.

use crate::words::{in_words, likeness_of, same_words};
use enact_model::Program;
use enact_model::program::Law;
use enact_model::table::LawId;
use enact_source::{Provision, Span};
use enact_syntax::tree::Outlined;
use std::ops::Range;

/// A law of one version or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LawPair {
    /// In the version before; `None` for a new law.
    pub before: Option<LawId>,
    /// In the version after; `None` for a law that is gone.
    pub after: Option<LawId>,
}

/// A provision of one version or of both: places in [`Law::outline`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProvisionPair {
    /// The place of its law among the pairs.
    pub law: usize,
    /// In the version before; `None` for an inserted provision.
    pub before: Option<usize>,
    /// In the version after; `None` for a repealed one.
    pub after: Option<usize>,
    /// It has another address.
    pub moved: bool,
    /// Its text reads otherwise, code and label aside.
    pub reworded: bool,
}

/// Above this, two provisions of one article are the same one.
const ALIKE: usize = 500;

/// Above this, two provisions of different articles are.
const VERY_MUCH_ALIKE: usize = 750;

/// The laws of both versions: by their id, else by their short name.
pub(crate) fn laws(before: &Program, after: &Program) -> Vec<LawPair> {
    let same = |one: &Law, other: &Law| match (&one.id, &other.id) {
        (Some(one), Some(other)) => one == other,
        _ => one.short == other.short,
    };
    let mut pairs: Vec<LawPair> = Vec::new();
    for (id, law) in before.laws.iter() {
        let taken = |other: &LawId| pairs.iter().any(|pair| pair.after == Some(*other));
        let mut others = after.laws.iter().filter(|(other, _)| !taken(other));
        let other = others.find(|(_, other)| same(law, other)).map(|(other, _)| other);
        pairs.push(LawPair { before: Some(id), after: other });
    }
    for id in after.laws.ids() {
        if !pairs.iter().any(|pair| pair.after == Some(id)) {
            pairs.push(LawPair { before: None, after: Some(id) });
        }
    }
    pairs
}

/// The provisions of a pair of laws: in order of the version after, each provision that is gone
/// behind the one that it stood behind.
pub(crate) fn provisions(
    (before, after): (&Program, &Program),
    (place, pair): (usize, LawPair),
) -> Vec<ProvisionPair> {
    let one = pair.before.map_or_else(Vec::new, |law| texts(before, law));
    let other = pair.after.map_or_else(Vec::new, |law| texts(after, law));
    let mut matching = Matching { one: &one, other: &other, partner: vec![None; one.len()] };
    matching.unchanged();
    matching.alike();
    matching.rewritten();
    let paired = |first: usize, second: usize| {
        let (here, there) = (&one[first], &other[second]);
        let stands = here.provision.parts.len() == there.provision.parts.len();
        let prose = |text: &Text| if stands { text.prose.clone() } else { text.below().to_owned() };
        ProvisionPair {
            law: place,
            before: Some(first),
            after: Some(second),
            moved: here.provision != there.provision,
            reworded: !same_words(&prose(here), &prose(there)),
        }
    };
    // The heading that stays above a text which got a number, or lost it, is no provision by itself.
    let stays = |own: &Text, all: &[Text]| {
        own.is_heading() && all.iter().any(|text| text.provision == own.provision)
    };
    let single =
        ProvisionPair { law: place, before: None, after: None, moved: false, reworded: true };
    let mut pairs: Vec<ProvisionPair> = (0..other.len())
        .filter_map(|second| {
            match matching.partner.iter().position(|found| *found == Some(second)) {
                Some(first) => Some(paired(first, second)),
                None if stays(&other[second], &one) => None,
                None => Some(ProvisionPair { after: Some(second), ..single }),
            }
        })
        .collect();
    let gone = |first: &usize| matching.partner[*first].is_none() && !stays(&one[*first], &other);
    for first in (0..one.len()).filter(gone) {
        let ahead = |pair: &ProvisionPair| {
            first.checked_sub(1).is_some() && pair.before == first.checked_sub(1)
        };
        let at = pairs.iter().position(ahead).map_or(0, |place| place + 1);
        let at = if first == 0 { 0 } else { at };
        pairs.insert(at, ProvisionPair { before: Some(first), ..single });
    }
    pairs
}

/// A provision with its text.
struct Text {
    provision: Provision,
    /// Without code and label.
    prose: String,
    /// With its code.
    all: String,
}

impl Text {
    /// Its words without those of a heading, and without what closes its number.
    fn below(&self) -> &str {
        match self.provision.parts.as_slice() {
            [] => self.prose.split_once('\n').map_or("", |(_, below)| below),
            _ => self.prose.trim_start_matches(['.', ')']),
        }
    }

    /// Whether it is a heading with nothing of its own below it.
    fn is_heading(&self) -> bool {
        self.provision.parts.is_empty()
            && self.prose.len() == self.all.len()
            && self.below().trim().is_empty()
    }
}

fn texts(program: &Program, law: LawId) -> Vec<Text> {
    let outline = &program.laws[law].outline;
    outline.iter().map(|outlined| text(program, outlined)).collect()
}

fn text(program: &Program, outlined: &Outlined) -> Text {
    let lines = program.sources.slice(outlined.lines);
    let all = without_label(lines, &outlined.provision);
    Text { provision: outlined.provision.clone(), prose: prose(all), all: all.to_owned() }
}

/// The text behind the label that opens a provision.
#[must_use]
pub fn without_label<'a>(lines: &'a str, provision: &Provision) -> &'a str {
    let label = provision.parts.last().unwrap_or(&provision.label);
    let (opening, rest) = lines.split_at(lines.find('\n').unwrap_or(lines.len()));
    match opening.find(label.as_str()) {
        Some(at) => lines.get(at + label.len()..).unwrap_or(rest),
        None => lines,
    }
}

/// The lines outside fences.
pub fn prose(lines: &str) -> String {
    let mut fence: Option<&str> = None;
    let mut prose = String::new();
    for line in lines.split_inclusive('\n') {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let opens = ["```", "~~~"].into_iter().find(|sign| words.starts_with(sign));
        match (fence, opens) {
            (None, Some(sign)) => fence = Some(sign),
            (Some(open), Some(sign)) if open == sign => fence = None,
            (None, None) => prose.push_str(line),
            (Some(_), _) => {}
        }
    }
    prose
}

/// The lines within fences, without what they are indented by.
#[must_use]
pub fn code(lines: &str) -> String {
    let mut within = false;
    let mut code = String::new();
    for line in lines.split_inclusive('\n') {
        if line.trim_start_matches([' ', '\t', '>']).starts_with("```") {
            within = !within;
        } else if within {
            code.push_str(line.strip_prefix("   ").unwrap_or(line));
        }
    }
    code
}

/// The lines of a provision without the examples in them.
#[must_use]
pub fn without_examples(program: &Program, outlined: &Outlined) -> String {
    let (lines, text) = (outlined.lines.range(), program.sources.slice(outlined.lines));
    let spans = program.examples.iter().map(|example| example.span);
    let mut spans: Vec<Range<usize>> = spans
        .filter(|span| span.file == outlined.lines.file)
        .map(Span::range)
        .filter(|range| lines.contains(&range.start))
        .collect();
    spans.push(lines.end..lines.end);
    spans.sort_by_key(|range| range.start);
    let (mut kept, mut at) = (String::new(), lines.start);
    for range in spans {
        kept.push_str(text.get(at - lines.start..range.start - lines.start).unwrap_or_default());
        at = range.end;
    }
    kept
}

/// Whether the text at the one place is the first paragraph of an article that in the other version,
/// at the other place, has its text without a number.
fn is_first_below(one: usize, other: usize, (all, others): (&[Text], &[Text])) -> bool {
    let Some(heading) = one.checked_sub(1).map(|above| &all[above]) else { return false };
    let article = &others[other];
    let paragraphs = others.get(other + 1);
    heading.is_heading()
        && heading.provision == article.provision
        && heading.provision.contains(&all[one].provision)
        && !article.is_heading()
        && !paragraphs.is_some_and(|next| article.provision.contains(&next.provision))
}

struct Matching<'t> {
    one: &'t [Text],
    other: &'t [Text],
    /// Per provision of the one, that of the other.
    partner: Vec<Option<usize>>,
}

impl Matching<'_> {
    fn taken(&self, second: usize) -> bool {
        self.partner.contains(&Some(second))
    }

    fn unchanged(&mut self) {
        for (first, text) in self.one.iter().enumerate() {
            let same = |other: &Text| {
                other.provision == text.provision && same_words(&other.all, &text.all)
            };
            self.partner[first] = self.other.iter().position(same);
        }
    }

    fn alike(&mut self) {
        let words: Vec<Vec<&str>> = self.other.iter().map(|other| in_words(&other.all)).collect();
        let mut pairs = Vec::new();
        for (first, text) in
            self.one.iter().enumerate().filter(|(first, _)| self.partner[*first].is_none())
        {
            let own = in_words(&text.all);
            for (second, other) in
                self.other.iter().enumerate().filter(|(second, _)| !self.taken(*second))
            {
                let (here, there) = (&text.provision, &other.provision);
                let home = here.level == there.level && here.label == there.label;
                let same_depth = here.parts.len() == there.parts.len();
                let numbered = is_first_below(second, first, (self.other, self.one))
                    || is_first_below(first, second, (self.one, self.other));
                if !(same_depth || numbered) {
                    continue;
                }
                let least = if home { ALIKE } else { VERY_MUCH_ALIKE };
                let likeness = likeness_of(&own, &words[second], least);
                if likeness >= least {
                    pairs.push((likeness, here == there, first, second));
                }
            }
        }
        pairs.sort_by_key(|(likeness, same, first, second)| {
            (std::cmp::Reverse((*likeness, *same)), *first, *second)
        });
        for (_, _, first, second) in pairs {
            if self.partner[first].is_none() && !self.taken(second) {
                self.partner[first] = Some(second);
            }
        }
    }

    fn rewritten(&mut self) {
        for first in 0..self.one.len() {
            if self.partner[first].is_none() {
                let here = &self.one[first].provision;
                let second = self.other.iter().position(|other| other.provision == *here);
                self.partner[first] = second.filter(|second| !self.taken(*second));
            }
        }
    }
}
