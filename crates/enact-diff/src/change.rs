//! What one version declares against what the other does.
//!
//! Things that have a name are the same thing in both versions when their names are the same.
//! Rules have none: of the rules for one value, those that mean the same belong together, then
//! those in the same provision, then those that are most alike.

use crate::item::{Aspect, Described, Item, Said, items};
use crate::text::{LawPair, ProvisionPair};
use crate::words::likeness;
use enact_model::Program;
use enact_model::program::TermKind;
use enact_model::table::{LawId, RuleId};
use enact_source::{Provision, Span};
use std::collections::{BTreeMap, BTreeSet};

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It is new.
    Inserted,
    /// It is gone.
    Removed,
    /// It says something else.
    Changed,
    /// It says the same in another place, which was not itself renumbered.
    Moved,
}

/// A change of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub how: How,
    /// The item before.
    pub before: Option<Item>,
    /// The item after.
    pub after: Option<Item>,
    /// The place of its provision among the pairs; of the version after, where it has one there.
    /// `None` for what stands above the first provision.
    pub provision: Option<usize>,
    /// The name by which it is known.
    pub name: String,
    /// What about it changed.
    pub aspects: Vec<AspectChange>,
    /// Its meaning in both versions, for telling one change from another.
    pub meanings: [String; 2],
}

/// A change of one thing about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AspectChange {
    /// What.
    pub aspect: Aspect,
    /// The words before, where they stand by themselves.
    pub before: Option<Span>,
    /// The words after.
    pub after: Option<Span>,
}

/// Everything that changed, in order of the provisions, and which rule is which.
pub(crate) fn changes(
    programs: (&Program, &Program),
    laws: &[LawPair],
    provisions: &[ProvisionPair],
) -> (Vec<Change>, BTreeMap<RuleId, RuleId>) {
    let before = placed(programs.0, laws, provisions, |pair| pair.before, |pair| pair.before);
    let after = placed(programs.1, laws, provisions, |pair| pair.after, |pair| pair.after);
    let mut work = Work { programs, before, after, pairs: Vec::new() };
    work.named();
    work.rules();
    work.told()
}

struct Work<'a> {
    programs: (&'a Program, &'a Program),
    before: Vec<Placed>,
    after: Vec<Placed>,
    /// Places among the described items.
    pairs: Vec<(Option<usize>, Option<usize>)>,
}

/// An item, and where it stands among the pairs.
struct Placed {
    what: Described,
    law: Option<usize>,
    provision: Option<usize>,
    meaning: String,
}

/// The items of one version, of which `law` and `provision` take the side of a pair.
fn placed(
    program: &Program,
    laws: &[LawPair],
    provisions: &[ProvisionPair],
    law: impl Fn(&LawPair) -> Option<LawId>,
    provision: impl Fn(&ProvisionPair) -> Option<usize>,
) -> Vec<Placed> {
    let law_of = |place: usize| law(&laws[place]).map(|law| &program.laws[law]);
    let law_places: BTreeMap<&str, usize> =
        (0..laws.len()).filter_map(|place| Some((law_of(place)?.short.as_str(), place))).collect();
    let provision_places: BTreeMap<(usize, &Provision), usize> = provisions
        .iter()
        .enumerate()
        .filter_map(|(place, pair)| {
            let outlined = law_of(pair.law)?.outline.get(provision(pair)?)?;
            Some(((pair.law, &outlined.provision), place))
        })
        .collect();
    let place = |what: Described| {
        let law = law_places.get(what.law.as_str()).copied();
        let provision = law.zip(what.provision.as_ref());
        let provision = provision.and_then(|key| provision_places.get(&key).copied());
        let meaning = what.meaning();
        Placed { what, law, provision, meaning }
    };
    items(program).into_iter().map(place).collect()
}

impl Work<'_> {
    /// Things with a name.
    fn named(&mut self) {
        let key = |placed: &Placed| (kind(placed.what.item), placed.law, placed.what.name.clone());
        let mut later: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (place, placed) in self.after.iter().enumerate() {
            if !matches!(placed.what.item, Item::Rule(_)) {
                later.entry(key(placed)).or_default().push(place);
            }
        }
        let mut pairs = Vec::new();
        for (place, placed) in self.before.iter().enumerate() {
            if !matches!(placed.what.item, Item::Rule(_)) {
                let others = later.get_mut(&key(placed));
                let other =
                    others.and_then(|places| (!places.is_empty()).then(|| places.remove(0)));
                pairs.push((Some(place), other));
            }
        }
        pairs.extend(later.into_values().flatten().map(|place| (None, Some(place))));
        self.pairs.extend(pairs);
    }

    /// Rules for one value of one subject.
    fn rules(&mut self) {
        let mut by_term: BTreeMap<(Option<usize>, String), [Vec<usize>; 2]> = BTreeMap::new();
        for (after, all) in [(false, &self.before), (true, &self.after)] {
            for (place, placed) in all.iter().enumerate() {
                if matches!(placed.what.item, Item::Rule(_)) {
                    let key = (placed.law, placed.what.name.clone());
                    by_term.entry(key).or_default()[usize::from(after)].push(place);
                }
            }
        }
        for [mut before, mut after] in by_term.into_values() {
            let home = |work: &Self, one: usize, other: usize| {
                work.before[one].provision == work.after[other].provision
            };
            let same = |work: &Self, one: usize, other: usize| {
                work.before[one].meaning == work.after[other].meaning
            };
            let likeness = |work: &Self, one: usize, other: usize| {
                let first = work.programs.0.sources.slice(work.before[one].what.span);
                likeness(first, work.programs.1.sources.slice(work.after[other].what.span))
            };
            self.take(&mut before, &mut after, |work, one, other| {
                (same(work, one, other) && home(work, one, other)).then_some(0)
            });
            self.take(&mut before, &mut after, |work, one, other| {
                same(work, one, other).then_some(0)
            });
            self.take(&mut before, &mut after, |work, one, other| {
                home(work, one, other).then(|| likeness(work, one, other))
            });
            self.take(&mut before, &mut after, |work, one, other| {
                Some(likeness(work, one, other)).filter(|likeness| *likeness >= ALIKE)
            });
            self.pairs.extend(before.into_iter().map(|place| (Some(place), None)));
            self.pairs.extend(after.into_iter().map(|place| (None, Some(place))));
        }
    }

    /// Pairs what `weight` allows, the weightiest first.
    fn take(
        &mut self,
        before: &mut Vec<usize>,
        after: &mut Vec<usize>,
        weight: impl Fn(&Self, usize, usize) -> Option<usize>,
    ) {
        let mut found = Vec::new();
        for one in before.iter() {
            for other in after.iter() {
                found.extend(weight(self, *one, *other).map(|weight| (weight, *one, *other)));
            }
        }
        found.sort_by_key(|(weight, one, other)| (std::cmp::Reverse(*weight), *one, *other));
        for (_, one, other) in found {
            if before.contains(&one) && after.contains(&other) {
                before.retain(|place| *place != one);
                after.retain(|place| *place != other);
                self.pairs.push((Some(one), Some(other)));
            }
        }
    }

    /// The pairs as changes.
    fn told(&self) -> (Vec<Change>, BTreeMap<RuleId, RuleId>) {
        let rules: BTreeMap<RuleId, RuleId> = self
            .pairs
            .iter()
            .filter_map(|(one, other)| {
                match (self.before[(*one)?].what.item, self.after[(*other)?].what.item) {
                    (Item::Rule(one), Item::Rule(other)) => Some((one, other)),
                    _ => None,
                }
            })
            .collect();
        let mut changes: Vec<Change> =
            self.pairs.iter().filter_map(|pair| self.change(*pair, &rules)).collect();
        let spans = |all: &[Placed]| -> BTreeMap<Item, Span> {
            all.iter().map(|placed| (placed.what.item, placed.what.span)).collect()
        };
        let (before, after) = (spans(&self.before), spans(&self.after));
        let order = |change: &Change| {
            let span = |item: Option<Item>, spans: &BTreeMap<Item, Span>| {
                item.and_then(|item| spans.get(&item).copied())
            };
            (change.provision, span(change.after, &after), span(change.before, &before))
        };
        changes.sort_by_key(order);
        (changes, rules)
    }

    fn change(
        &self,
        (one, other): (Option<usize>, Option<usize>),
        rules: &BTreeMap<RuleId, RuleId>,
    ) -> Option<Change> {
        let (first, second) =
            (one.map(|one| &self.before[one]), other.map(|other| &self.after[other]));
        let provision = second.or(first)?.provision;
        let name = second.or(first)?.what.name.clone();
        let meaning =
            |one: Option<&Placed>| one.map_or_else(String::new, |one| one.meaning.clone());
        let change = Change {
            how: How::Inserted,
            before: first.map(|one| one.what.item),
            after: second.map(|one| one.what.item),
            provision,
            name,
            aspects: Vec::new(),
            meanings: [meaning(first), meaning(second)],
        };
        let (first, second) = match (first, second) {
            (Some(first), Some(second)) => (first, second),
            (one, _) => {
                let how = if one.is_some() { How::Removed } else { How::Inserted };
                let item = change.after.or(change.before)?;
                let program = if one.is_some() { self.programs.0 } else { self.programs.1 };
                return (!speaks_for_itself(program, item)).then_some(Change { how, ..change });
            }
        };
        let mut aspects = aspects(&first.what.said, &second.what.said);
        if let (Item::Rule(one), Item::Rule(other)) = (first.what.item, second.what.item)
            && self.precedence(one, other, rules)
        {
            aspects.push(AspectChange { aspect: Aspect::Precedence, before: None, after: None });
        }
        let moved = first.provision != provision;
        let how = match (aspects.is_empty(), moved) {
            (false, _) => How::Changed,
            (true, true) => How::Moved,
            (true, false) => return None,
        };
        Some(Change { how, aspects, ..change })
    }

    /// Whether other rules precede the rule than before.
    fn precedence(&self, one: RuleId, other: RuleId, rules: &BTreeMap<RuleId, RuleId>) -> bool {
        let before = preceding(self.programs.0, one);
        let before: BTreeSet<Option<RuleId>> =
            before.iter().map(|rule| rules.get(rule).copied()).collect();
        let after = preceding(self.programs.1, other).into_iter().map(Some);
        before != after.collect()
    }
}

/// Above this, two rules for one value in different provisions are the same one, changed.
const ALIKE: usize = 600;

/// The rules that precede a rule among all rules for its value.
fn preceding(program: &Program, rule: RuleId) -> BTreeSet<RuleId> {
    let group = &program.groups[program.terms[program.rules[rule].term].group];
    let member = group.members.iter().find(|member| member.rule == rule);
    let places = member.into_iter().flat_map(|member| &member.preceded_by);
    places.map(|place| group.members[*place].rule).collect()
}

/// A value that only its rules declare comes and goes with them, and so does a kind of subject
/// with its facts.
fn speaks_for_itself(program: &Program, item: Item) -> bool {
    match item {
        Item::Term(term) => {
            matches!(program.terms[term].kind, TermKind::Value | TermKind::YesNo)
        }
        _ => false,
    }
}

fn kind(item: Item) -> u8 {
    match item {
        Item::Law(_) => 0,
        Item::Entity(_) => 1,
        Item::Fact(_) => 2,
        Item::Judgement(_) => 3,
        Item::Assumption(_) => 4,
        Item::Parameter(_) => 5,
        Item::Period(..) => 6,
        Item::Term(_) => 7,
        Item::Rule(_) => 8,
        Item::Justification(_) => 9,
        Item::Safeguard(_) => 10,
        Item::Example(_) => 11,
    }
}

impl Described {
    /// All that is said of it, in one.
    fn meaning(&self) -> String {
        let said: Vec<String> =
            self.said.iter().map(|one| format!("{:?} {}", one.aspect, one.meaning)).collect();
        format!("{} | {}", self.name, said.join(" | "))
    }
}

fn aspects(before: &[Said], after: &[Said]) -> Vec<AspectChange> {
    let all: BTreeSet<Aspect> = before.iter().chain(after).map(|said| said.aspect).collect();
    let find =
        |all: &[Said], aspect: Aspect| all.iter().find(|said| said.aspect == aspect).cloned();
    let changed = all.into_iter().filter_map(|aspect| {
        let (one, other) = (find(before, aspect), find(after, aspect));
        let meaning = |said: &Option<Said>| {
            said.as_ref().map_or_else(String::new, |said| said.meaning.clone())
        };
        (meaning(&one) != meaning(&other)).then(|| AspectChange {
            aspect,
            before: one.and_then(|said| said.span),
            after: other.and_then(|said| said.span),
        })
    });
    changed.collect()
}
