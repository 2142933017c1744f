//! Each provision that changed: its text, its rules, and what that does.

use super::accepted::Accepted;
use super::cause::Causes;
use super::effect::Effect;
use super::marked::{Piece, flowing, lines, pieces};
use super::{Means, Two};
use crate::Ruleset;
use enact_diff::{AspectChange, Change, How, Item, code, prose};
use enact_graph::Node;
use enact_model::Program;
use enact_model::table::{LawId, TermId};
use enact_source::messages::phrase;
use enact_source::{Language, Provision};
use enact_value::{Date, format};
use enact_verify::Comparison;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A provision that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProvisionChange {
    /// The law, by its short name.
    pub law: String,
    /// Its address in the version before; absent for an inserted one.
    pub before: Option<String>,
    /// Its address in the version after; absent for a repealed one.
    pub after: Option<String>,
    /// Where that is; in the version after, where it is there.
    pub place: Option<Place>,
    /// `inserted`, `repealed`, `moved` or `changed`.
    pub how: &'static str,
    /// `wording` when only its text changed, `equal` when its rules are proved to come to the
    /// same, `no-decision` when no claim or decision rests on what changed, else `decisions`.
    pub verdict: &'static str,
    /// The verdict in a sentence.
    pub told: String,
    /// Its text.
    pub text: Vec<Piece>,
    /// Its rules, line by line.
    pub rules: Vec<Piece>,
    /// What changed of what it declares.
    pub changes: Vec<Told>,
    /// The claims and decisions that it can change, and of which that is not disproved.
    pub reaches: Vec<String>,
    /// Between two versions of a bill: the amendments that make it.
    pub by: Vec<String>,
}

impl ProvisionChange {
    /// Names the amendments of a provision that none of them touches: those that make its change all
    /// the same.
    pub(super) fn attribute(&mut self, causes: &Causes<'_>) {
        if self.by.is_empty() {
            let found = causes.changing(self);
            self.place = found.first().and_then(|(_, place)| place.clone());
            self.by = found.into_iter().map(|(name, _)| name).collect();
        }
    }
}

/// A line in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// A change of something that is declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// What it is: `parameter`, `rule`, `fact`, …
    pub what: &'static str,
    /// Its name.
    pub name: String,
    /// `inserted`, `removed`, `moved` or `changed`.
    pub how: &'static str,
    /// The change in words.
    pub told: String,
    /// The same for every comparison in which this very change is made.
    pub fingerprint: String,
    /// Who accepted it, and why.
    pub accepted: Option<Accepted>,
}

/// The provisions that changed, examples aside.
pub(super) fn all(two: &Two<'_>, effects: &[Effect], means: &Means<'_>) -> Vec<ProvisionChange> {
    let telling = Telling { two, effects, means };
    let structure = &two.structure;
    let mut all = Vec::new();
    let above: Vec<&Change> = structure.changes_in(None).filter(|change| counts(change)).collect();
    if !above.is_empty() {
        all.push(telling.above(&above));
    }
    for (place, pair) in structure.provisions.iter().enumerate() {
        let changes: Vec<&Change> =
            structure.changes_in(Some(place)).filter(|change| counts(change)).collect();
        let stays = pair.before.is_some() && pair.after.is_some() && !pair.moved && !pair.reworded;
        if !(stays && changes.is_empty()) {
            all.push(telling.provision(place, &changes));
        }
    }
    all
}

/// Examples are told of by themselves, and the day of a version is no change of a provision.
pub(super) fn counts(change: &Change) -> bool {
    !matches!(change.after.or(change.before), Some(Item::Example(_) | Item::Law(_)) | None)
}

/// How many letters of a condition or value are told beside its name.
const SHORT: usize = 70;

struct Telling<'a> {
    two: &'a Two<'a>,
    effects: &'a [Effect],
    means: &'a Means<'a>,
}

impl Telling<'_> {
    /// What stands above the first provision.
    fn above(&self, changes: &[&Change]) -> ProvisionChange {
        let language = self.means.language;
        let reaches = self.reaches(changes);
        let verdict = if reaches.is_empty() { "no-decision" } else { "decisions" };
        ProvisionChange {
            law: String::new(),
            before: None,
            after: None,
            place: None,
            how: "changed",
            verdict,
            told: self.told(verdict, &reaches),
            text: Vec::new(),
            rules: Vec::new(),
            changes: changes.iter().map(|change| self.change(change, language)).collect(),
            reaches,
            by: Vec::new(),
        }
    }

    fn provision(&self, place: usize, changes: &[&Change]) -> ProvisionChange {
        let language = self.means.language;
        let pair = &self.two.structure.provisions[place];
        let laws = self.two.structure.laws[pair.law];
        let before = side(self.two.before, laws.before, pair.before);
        let after = side(self.two.after, laws.after, pair.after);
        let address = |side: &Option<Side>| side.as_ref().map(|side| side.provision.cite(language));
        let [one, other] = own([&before, &after]);
        let how = match (&before, &after) {
            (None, _) => "inserted",
            (_, None) => "repealed",
            _ if pair.moved && changes.is_empty() && !pair.reworded => "moved",
            _ => "changed",
        };
        let reaches = self.reaches(changes);
        let verdict = if changes.is_empty() {
            "wording"
        } else if self.comes_to_the_same(changes) {
            "equal"
        } else if reaches.is_empty() {
            "no-decision"
        } else {
            "decisions"
        };
        let law = [(&self.two.after, laws.after), (&self.two.before, laws.before)];
        let law = law
            .into_iter()
            .find_map(|(ruleset, law)| Some(ruleset.program().laws[law?].short.clone()));
        let law = law.unwrap_or_default();
        let own_place = after.as_ref().or(before.as_ref()).and_then(|side| side.place.clone());
        // The law that a bill makes stands in no file.
        let (by, place) = self.two.authors(language).map_or((Vec::new(), own_place), |authors| {
            let provision =
                |side: &'_ Option<Side>| side.as_ref().map(|side| side.provision.clone());
            authors.of(&law, provision(&before).as_ref(), provision(&after).as_ref())
        });
        ProvisionChange {
            law,
            before: address(&before),
            after: address(&after),
            place,
            how,
            verdict,
            told: match (verdict, how) {
                ("wording", "moved") => self.told("moved", &reaches),
                ("wording", "inserted" | "repealed") => self.told("text", &reaches),
                _ => self.told(verdict, &reaches),
            },
            text: pieces(&flowing(&prose(&one)), &flowing(&prose(&other))),
            rules: lines(&code(&one), &code(&other)),
            changes: changes.iter().map(|change| self.change(change, language)).collect(),
            reaches,
            by,
        }
    }

    fn told(&self, verdict: &str, reaches: &[String]) -> String {
        let names: Vec<String> = reaches.iter().map(|name| name.replace('-', " ")).collect();
        let words = [("decisions", names.join(", ").into())];
        phrase(self.means.language, &format!("diff-provision-{verdict}"), &words)
    }

    /// The claims and decisions that rest on what changed, but for those that are proved to come
    /// to the same.
    fn reaches(&self, changes: &[&Change]) -> Vec<String> {
        let reached: BTreeSet<String> =
            changes.iter().flat_map(|change| reached(self.two, change)).collect();
        let affected = self.effects.iter().filter(|effect| effect.verdict != "equal");
        let named =
            affected.map(|effect| &effect.decision).filter(|name| reached.contains(name.as_str()));
        named.cloned().collect()
    }

    /// Whether the values for which its rules changed are proved to come to the same.
    fn comes_to_the_same(&self, changes: &[&Change]) -> bool {
        let values: Option<BTreeSet<(TermId, TermId)>> = changes
            .iter()
            .map(|change| match (change.before, change.after) {
                (Some(Item::Rule(one)), _) => self.later(self.two.before.program().rules[one].term),
                (None, Some(Item::Rule(other))) => {
                    self.earlier(self.two.after.program().rules[other].term)
                }
                (Some(Item::Term(one)), Some(Item::Term(other))) => Some((one, other)),
                _ => None,
            })
            .collect();
        values.is_some_and(|values| {
            values.into_iter().all(|terms| {
                let found = crate::verification::compared(
                    &self.two.versions,
                    terms,
                    self.means.patience,
                    self.means.solver,
                );
                matches!(found, Comparison::Equal(_))
            })
        })
    }

    fn later(&self, term: TermId) -> Option<(TermId, TermId)> {
        let name = &self.two.before.program().terms[term].name;
        let mut terms = self.two.after.program().terms.iter();
        terms.find(|(_, other)| other.name == *name).map(|(other, _)| (term, other))
    }

    fn earlier(&self, term: TermId) -> Option<(TermId, TermId)> {
        let name = &self.two.after.program().terms[term].name;
        let mut terms = self.two.before.program().terms.iter();
        terms.find(|(_, other)| other.name == *name).map(|(other, _)| (other, term))
    }

    /// By what name people know the thing; of an assumption, its words.
    fn name(&self, change: &Change, language: Language) -> String {
        let words = |ruleset: &Ruleset, item: Item| match item {
            Item::Assumption(place) => {
                let program = ruleset.program();
                let words = program.sources.slice(program.assumptions.get(place)?.condition.span);
                Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            _ => None,
        };
        let after = change.after.and_then(|item| words(self.two.after, item));
        let before = || change.before.and_then(|item| words(self.two.before, item));
        let known = || match change.after.or(change.before) {
            Some(Item::Safeguard(_) | Item::Justification(_)) => change.name.trim().to_owned(),
            Some(Item::Period(..)) => match change.name.trim().rsplit_once(' ') {
                Some((name, day)) => {
                    let day = Date::parse_iso(day)
                        .map_or_else(|_| day.to_owned(), |day| format::date(day, language));
                    let since = language.pick("vanaf", "from");
                    format!("{} {since} {day}", name.replace('-', " "))
                }
                None => change.name.trim().replace('-', " "),
            },
            _ => change.name.split(" of ").next().unwrap_or_default().trim().replace('-', " "),
        };
        after.or_else(before).unwrap_or_else(known)
    }

    /// What an aspect reads in both versions, where that is soon said.
    fn both_words(&self, change: &AspectChange) -> Option<[String; 2]> {
        let sides = [(self.two.before, change.before?), (self.two.after, change.after?)];
        let both = sides.map(|(ruleset, span)| {
            let words = ruleset.program().sources.slice(span).split_whitespace();
            let opens = |word: &&str| matches!(*word, "is" | "bedraagt");
            words.skip_while(opens).collect::<Vec<_>>().join(" ")
        });
        let short = both.iter().all(|words| words.chars().count() <= SHORT);
        (short && both[0] != both[1]).then_some(both)
    }

    fn change(&self, change: &Change, language: Language) -> Told {
        let item = change.after.or(change.before);
        let what = item.map_or("rule", kind);
        let how = match change.how {
            How::Inserted => "inserted",
            How::Removed => "removed",
            How::Changed => "changed",
            How::Moved => "moved",
        };
        let words = |id: String| phrase(language, &id, &[]);
        let name = self.name(change, language);
        let mut aspects: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for one in &change.aspects {
            let told =
                aspects.entry(words(format!("diff-aspect-{}", aspect(one.aspect)))).or_default();
            told.extend(self.both_words(one).map(|[was, is]| format!("{was} → {is}")));
        }
        let aspects = aspects.into_iter().map(|(name, told)| match told.as_slice() {
            [] => name,
            told => format!("{name} ({})", told.join("; ")),
        });
        let aspects: Vec<String> = aspects.collect();
        let parts = [
            ("what", words(format!("diff-what-{what}")).into()),
            ("name", name.into()),
            ("aspects", aspects.join(", ").into()),
        ];
        Told {
            what,
            name: change.name.trim().to_owned(),
            how,
            told: phrase(language, &format!("diff-change-{how}"), &parts),
            fingerprint: fingerprint(&[
                what,
                how,
                &change.name,
                &change.meanings[0],
                &change.meanings[1],
            ]),
            accepted: None,
        }
    }
}

/// The names of everything that rests on what changed, in either version.
pub(super) fn reached(two: &Two<'_>, change: &Change) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (ruleset, item) in [(two.before, change.before), (two.after, change.after)] {
        let program = ruleset.program();
        let Some(node) = item.and_then(|item| node(program, item)) else { continue };
        names.extend(ruleset.graph().reaches(node).nodes().filter_map(|node| match node {
            Node::Term(term) => Some(program.terms[term].name.clone()),
            _ => None,
        }));
    }
    names
}

/// The lines of a provision in both versions, without its number; and where only one of them has
/// a heading above it, without that.
pub(super) fn own(sides: [&Option<Side>; 2]) -> [String; 2] {
    let numbered = sides.map(|side| side.as_ref().map(|side| !side.provision.parts.is_empty()));
    let below = numbered.contains(&Some(true));
    sides.map(|side| side.as_ref().map_or_else(String::new, |side| side.own(below)))
}

/// A provision of one version.
pub(super) struct Side {
    pub(super) provision: Provision,
    lines: String,
    place: Option<Place>,
}

impl Side {
    /// Its lines without its number, and without the words of a heading where only those `below` it
    /// are asked.
    fn own(&self, below: bool) -> String {
        let lines = enact_diff::without_label(&self.lines, &self.provision);
        let lines = match lines.split_once('\n') {
            Some((_, rest)) if below && self.provision.parts.is_empty() => rest,
            _ => lines,
        };
        lines.trim_start_matches(['.', ')', ' ', '\n']).to_owned()
    }
}

/// The provision at a place in the outline of a law.
pub(super) fn side(ruleset: &Ruleset, law: Option<LawId>, place: Option<usize>) -> Option<Side> {
    let program = ruleset.program();
    let outlined = program.laws[law?].outline.get(place?)?;
    let lines = enact_diff::without_examples(program, outlined);
    let place = program.sources.get(outlined.span.file).map(|source| Place {
        file: source.name.clone(),
        line: source.line_column(outlined.span.start).line,
    });
    Some(Side { provision: outlined.provision.clone(), lines, place })
}

/// Where a declared thing stands in the graph.
fn node(program: &Program, item: Item) -> Option<Node> {
    Some(match item {
        Item::Fact(fact) => Node::Fact(fact),
        Item::Judgement(judgement) => Node::Judgement(judgement),
        Item::Parameter(parameter) | Item::Period(parameter, _) => Node::Parameter(parameter),
        Item::Term(term) => Node::Term(term),
        Item::Rule(rule) => Node::Term(program.rules[rule].term),
        _ => return None,
    })
}

fn kind(item: Item) -> &'static str {
    match item {
        Item::Law(_) => "law",
        Item::Entity(_) => "entity",
        Item::Fact(_) => "fact",
        Item::Judgement(_) => "judgement",
        Item::Assumption(_) => "assumption",
        Item::Parameter(_) | Item::Period(..) => "parameter",
        Item::Term(_) => "value",
        Item::Rule(_) => "rule",
        Item::Justification(_) => "justification",
        Item::Safeguard(_) => "safeguard",
        Item::Example(_) => "example",
    }
}

fn aspect(aspect: enact_diff::Aspect) -> &'static str {
    use enact_diff::Aspect;
    match aspect {
        Aspect::Title => "title",
        Aspect::Validity => "validity",
        Aspect::Calendar => "calendar",
        Aspect::Text => "text",
        Aspect::Type => "type",
        Aspect::Presence => "presence",
        Aspect::Source => "source",
        Aspect::Privacy => "privacy",
        Aspect::By => "by",
        Aspect::Kind => "kind",
        Aspect::Remedy => "remedy",
        Aspect::Delegation => "delegation",
        Aspect::Value | Aspect::Outcome => "value",
        Aspect::Assumed => "assumed",
        Aspect::Within | Aspect::When | Aspect::Given => "condition",
        Aspect::Unless => "exception",
        Aspect::Limb(_) => "limb",
        Aspect::Precedence => "precedence",
        Aspect::Reading => "reading",
        Aspect::Promise => "promise",
        Aspect::Reason => "reason",
    }
}

/// Sixteen hexadecimal digits that stand for these words: FNV-1a.
fn fingerprint(words: &[&str]) -> String {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
