//! The instructions with which the one version becomes the other, as a bill words them.
//!
//! Repeals come first, then new numbers, from the last to the first where they move on; then what
//! changes in place, and last what is inserted. So each instruction finds the law as those before
//! it leave it. Examples are no law: that they change asks for no instruction.

mod swaps;

use crate::Structure;
use crate::change::{Change, How};
use crate::item::Item;
use crate::text::{ProvisionPair, without_examples, without_label};
use enact_model::Program;
use enact_source::{Language, Level, Provision};
use enact_syntax::tree::{Outlined, Swap};
use swaps::swaps;

/// What is to be done to one law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amending {
    /// Its title.
    pub law: String,
    /// What is done, in order.
    pub instructions: Vec<Instruction>,
}

/// One instruction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instruction {
    /// Words give way to others.
    Words(Provision, Vec<Swap>),
    /// The provision comes to read so.
    Rewrite(Provision, String),
    /// It goes.
    Repeal(Provision),
    /// Behind the first provision comes the second, with this text.
    Insert(Provision, Provision, String),
    /// It gets another number.
    Renumber(Provision, Provision),
}

/// What is to be done to each law of the version before; a law that is new or gone is for another
/// sentence of the bill.
#[must_use]
pub fn instructions(structure: &Structure<'_>) -> Vec<Amending> {
    let laws = structure.laws.iter().enumerate().filter_map(|(place, pair)| {
        let (before, after) = (pair.before?, pair.after?);
        let one = &structure.before.laws[before];
        let other = &structure.after.laws[after];
        let writing = Writing {
            structure,
            language: other.language,
            before: Side { program: structure.before, outline: &one.outline },
            after: Side { program: structure.after, outline: &other.outline },
            pairs: structure
                .provisions
                .iter()
                .enumerate()
                .filter(|(_, pair)| pair.law == place)
                .collect(),
        };
        let instructions = writing.all();
        (!instructions.is_empty()).then(|| Amending { law: one.title.clone(), instructions })
    });
    laws.collect()
}

/// The text of one version of a law.
#[derive(Clone, Copy)]
struct Side<'a> {
    program: &'a Program,
    outline: &'a [Outlined],
}

impl<'a> Side<'a> {
    fn at(self, place: usize) -> &'a Provision {
        &self.outline[place].provision
    }

    /// Its own lines without the examples in them.
    fn lines(self, place: usize) -> String {
        without_examples(self.program, &self.outline[place])
    }

    /// The lines of a provision with those within it.
    fn whole(self, place: usize) -> String {
        let home = self.at(place);
        let within = self.outline[place..].iter().take_while(|one| home.contains(&one.provision));
        within.map(|one| self.program.sources.slice(one.lines)).collect()
    }
}

struct Writing<'a> {
    structure: &'a Structure<'a>,
    /// The language of the code.
    language: Language,
    before: Side<'a>,
    after: Side<'a>,
    pairs: Vec<(usize, &'a ProvisionPair)>,
}

impl Writing<'_> {
    fn all(&self) -> Vec<Instruction> {
        let mut all = self.repeals();
        all.extend(self.renumbered());
        let mut rewritten: Vec<&Provision> = Vec::new();
        for (place, pair) in &self.pairs {
            let (Some(first), Some(second)) = (pair.before, pair.after) else { continue };
            let mut home = self.after.at(second);
            if rewritten.iter().any(|done| done.contains(home)) {
                continue;
            }
            let instruction = if let Some(article) = self.article_around(first, second) {
                home = self.after.at(article);
                Instruction::Rewrite(home.clone(), self.after.whole(article))
            } else if self.differs(*place, pair) {
                self.in_place(*place, first, second)
            } else {
                continue;
            };
            if matches!(instruction, Instruction::Rewrite(..)) {
                rewritten.push(home);
            }
            all.push(instruction);
        }
        all.extend(self.inserts(&rewritten));
        all
    }

    /// Of a text that became the first paragraph of its article, or that was it: the article.
    fn article_around(&self, first: usize, second: usize) -> Option<usize> {
        let (from, to) = (self.before.at(first), self.after.at(second));
        let article = if from.parts.len() < to.parts.len() { from } else { to };
        let apart = from.parts.len() != to.parts.len();
        let mut places = 0..self.after.outline.len();
        places.find(|place| apart && self.after.at(*place) == article)
    }

    /// Whether text or rules differ; examples aside, unless they state what is no longer there.
    fn differs(&self, place: usize, pair: &ProvisionPair) -> bool {
        let counts = |change: &Change| match change.after.or(change.before) {
            Some(Item::Example(_)) => self.states_what_is_gone(change),
            _ => true,
        };
        pair.reworded || self.structure.changes_in(Some(place)).any(counts)
    }

    fn states_what_is_gone(&self, example: &Change) -> bool {
        if !matches!(example.before, Some(Item::Example(_))) {
            return false;
        }
        let gone = self.structure.changes.iter().filter(|change| {
            change.how == How::Removed && !matches!(change.before, Some(Item::Example(_)))
        });
        let mut names = gone.map(|change| &change.name);
        names.any(|name| example.meanings[0].contains(name.as_str()))
    }

    /// What is gone, the outermost only; an article that is said anew loses its paragraphs by that.
    fn repeals(&self) -> Vec<Instruction> {
        let both = self.pairs.iter().filter_map(|(_, pair)| Some((pair.before?, pair.after?)));
        let anew: Vec<usize> =
            both.filter_map(|(first, second)| self.article_around(first, second)).collect();
        let gone = self.pairs.iter().filter(|(_, pair)| pair.after.is_none());
        let gone = gone.filter_map(|(_, pair)| Some(self.before.at(pair.before?)));
        let gone: Vec<&Provision> = gone
            .filter(|one| !anew.iter().any(|article| self.after.at(*article).contains(one)))
            .collect();
        let outer = gone
            .iter()
            .filter(|one| !gone.iter().any(|other| *other != **one && other.contains(one)));
        outer.map(|one| Instruction::Repeal((*one).clone())).collect()
    }

    /// New numbers, in an order in which each is free when it is given.
    fn renumbered(&self) -> Vec<Instruction> {
        let moved = self.pairs.iter().filter(|(_, pair)| pair.moved);
        let mut left: Vec<(Provision, Provision)> = moved
            .filter_map(|(_, pair)| {
                let (from, to) = (self.before.at(pair.before?), self.after.at(pair.after?));
                if from.parts.len() != to.parts.len() {
                    return None;
                }
                // What stands within a renumbered provision goes along.
                let along = !from.parts.is_empty() && from.parts.last() == to.parts.last();
                (!along).then(|| (from.clone(), to.clone()))
            })
            .collect();
        let mut all = Vec::new();
        while !left.is_empty() {
            let free = left.iter().position(|(_, to)| !left.iter().any(|(from, _)| from == to));
            let (from, to) = left.remove(free.unwrap_or(0));
            all.push(Instruction::Renumber(from, to));
        }
        all
    }

    /// What changes in a provision that stays: single words where that says it, else the whole.
    fn in_place(&self, place: usize, first: usize, second: usize) -> Instruction {
        let home = self.after.at(second).clone();
        let (one, other) = (self.before.lines(first), self.after.lines(second));
        let before = without_label(&one, self.before.at(first));
        let after = without_label(&other, &home);
        let mut changes = self.structure.changes_in(Some(place));
        let swaps = swaps(before, after, self.language)
            .filter(|_| !changes.any(|one| self.states_what_is_gone(one)));
        match swaps {
            Some(swaps) => Instruction::Words(home, swaps),
            None => Instruction::Rewrite(home, self.after.whole(second)),
        }
    }

    /// What is new, the outermost only, behind what stands before it.
    fn inserts(&self, rewritten: &[&Provision]) -> Vec<Instruction> {
        let fresh: Vec<usize> = self
            .pairs
            .iter()
            .filter(|(_, pair)| pair.before.is_none())
            .filter_map(|(_, pair)| pair.after)
            .collect();
        let inner = |place: usize, others: &[usize]| {
            others.iter().any(|other| {
                *other != place && self.after.at(*other).contains(self.after.at(place))
            })
        };
        let outer = fresh.iter().copied().filter(|place| {
            let home = self.after.at(*place);
            !inner(*place, &fresh) && !rewritten.iter().any(|done| done.contains(home))
        });
        outer
            .filter_map(|place| {
                let home = self.after.at(place);
                let depth = home.parts.len();
                let earlier = self.after.outline[..place].iter().rev();
                let mut earlier = earlier.filter(|one| one.provision.parts.len() <= depth);
                let behind = earlier.next()?.provision.clone();
                Some(Instruction::Insert(behind, home.clone(), self.after.whole(place)))
            })
            .collect()
    }
}

impl Instruction {
    /// As a bill says it, with the new text as a quotation.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let cite = |provision: &Provision| provision.cite(language);
        let comma = |provision: &Provision| if provision.parts.is_empty() { "" } else { "," };
        match (self, language) {
            (Self::Words(at, swaps), Language::Dutch) => {
                let swaps: Vec<String> = swaps.iter().map(dutch_swap).collect();
                format!("In {}{} {}.\n", cite(at), comma(at), swaps.join(" en "))
            }
            (Self::Words(at, swaps), Language::English) => {
                let swaps: Vec<String> = swaps.iter().map(english_swap).collect();
                format!("In {}, {}.\n", cite(at), swaps.join(", and "))
            }
            (Self::Rewrite(at, new), Language::Dutch) => {
                format!("{}{} komt te luiden:\n\n{}", capital(&cite(at)), comma(at), quoted(new))
            }
            (Self::Rewrite(at, new), Language::English) => {
                format!("For {} substitute:\n\n{}", cite(at), quoted(new))
            }
            (Self::Repeal(at), Language::Dutch) => {
                format!("{}{} vervalt.\n", capital(&cite(at)), comma(at))
            }
            (Self::Repeal(at), Language::English) => {
                format!("{} is repealed.\n", capital(&cite(at)))
            }
            (Self::Insert(at, _, new), Language::Dutch) => {
                let unit = unit(new, at);
                format!(
                    "Na {}{} wordt een {unit} ingevoegd, luidende:\n\n{}",
                    cite(at),
                    comma(at),
                    quoted(new)
                )
            }
            (Self::Insert(at, _, new), Language::English) => {
                format!("After {} insert:\n\n{}", cite(at), quoted(new))
            }
            (Self::Renumber(from, to), Language::Dutch) => {
                format!(
                    "{}{} wordt vernummerd tot {}.\n",
                    capital(&cite(from)),
                    comma(from),
                    cite(to)
                )
            }
            (Self::Renumber(from, to), Language::English) => {
                format!("{} is renumbered as {}.\n", capital(&cite(from)), cite(to))
            }
        }
    }
}

fn dutch_swap(swap: &Swap) -> String {
    let each = if swap.each { " telkens" } else { "" };
    match swap.inserted() {
        Some(words) => format!("wordt na “{}” ingevoegd “{words}”", swap.find),
        None if swap.put.is_empty() => format!("vervalt{each} “{}”", swap.find),
        None => format!("wordt “{}”{each} vervangen door “{}”", swap.find, swap.put),
    }
}

fn english_swap(swap: &Swap) -> String {
    let each = if swap.each { " in each place where it occurs" } else { "" };
    match swap.inserted() {
        Some(words) => format!("after “{}” insert “{words}”", swap.find),
        None if swap.put.is_empty() => format!("omit “{}”{each}", swap.find),
        None => format!("for “{}”{each} substitute “{}”", swap.find, swap.put),
    }
}

fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

/// What the new text is: an article, a paragraph or a point.
fn unit(new: &str, beside: &Provision) -> &'static str {
    let first = new.trim_start();
    match (first.starts_with('#'), first.starts_with(|sign: char| sign.is_ascii_digit())) {
        (true, _) if beside.level == Level::Annex => "bijlage",
        (true, _) => "artikel",
        (false, true) => "lid",
        (false, false) => "onderdeel",
    }
}

/// Text as a quotation, from the margin.
fn quoted(new: &str) -> String {
    let margin = new.len() - new.trim_start_matches(' ').len();
    let lines = new.trim_end().lines().map(|line| {
        let own = line.len() - line.trim_start_matches(' ').len();
        let line = line.get(margin.min(own)..).unwrap_or_default();
        if line.is_empty() { ">\n".to_owned() } else { format!("> {line}\n") }
    });
    lines.collect()
}
