//! What of a law is put in rules, and what its examples show of them: provision by provision, and
//! sentence by sentence.
//!
//! Start at [`Coverage::of`]. Every sentence of the law stands above code, or its provision says
//! why it has none, or neither is so and someone has to look. Of the code it is told what no
//! example shows: a rule that none looks at or rests on, a limit that none comes up to, a
//! condition that never decides by itself. Examples that fail show nothing.

mod aims;
mod items;
mod places;
mod seen;
mod standing;
mod told;

pub use standing::{Piece, PieceKind, Standing};

use crate::{Ruleset, cases, written};
use aims::Aims;
use enact_model::program::Law as Checked;
use enact_source::Language;
use enact_syntax::tree::TextKind;
use enact_verify::Patience;
use seen::Seen;
use serde::Serialize;
use std::ops::AddAssign;

/// The coverage of a ruleset.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// The form of this report: `enact-coverage/1`.
    pub format: &'static str,
    /// The name of the ruleset.
    pub ruleset: String,
    /// How many examples came out as they say: in the laws and in the tables beside them.
    pub examples: usize,
    /// The titles of those that did not; they show nothing.
    pub failed: Vec<String>,
    /// The sentences of all laws.
    pub sentences: Sentences,
    /// What the examples show of all laws.
    pub shown: Shown,
    /// The laws.
    pub laws: Vec<Law>,
}

/// How many sentences have code, a reason for having none, or neither.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sentences {
    /// All of them.
    pub all: usize,
    /// Above code.
    pub code: usize,
    /// In a provision that says why it has no code.
    pub reason: usize,
    /// That lead to paragraphs or points, which speak for themselves.
    pub lead: usize,
    /// With neither.
    pub nothing: usize,
}

/// How much of what there is to show the examples do show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Whether an example looks at it at all.
    pub reached: Share,
    /// Whether an outcome rests on it: each rule, each of its cases.
    pub decisive: Share,
    /// Each limit, at its last case on one side and the first on the other.
    pub limits: Share,
    /// Each condition: both ways, and each part of it by itself the one that decides.
    pub conditions: Share,
}

/// How many are shown, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// That an example shows.
    pub shown: usize,
    /// All of them.
    pub of: usize,
}

/// What an example can show of code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// It is looked at.
    Reached,
    /// An outcome rests on it.
    Decisive,
    /// A limit on one of its sides.
    Limits,
    /// A condition that turns out so, or a part that decides by itself.
    Conditions,
}

/// One law.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Law {
    /// The name by which it is cited.
    pub law: String,
    /// Its title.
    pub title: String,
    /// The file it stands in.
    pub file: String,
    /// The language of its text, as a code.
    pub language: &'static str,
    /// `official`, `draft` or `restated`.
    pub text: &'static str,
    /// The first day of this version.
    pub in_force: Option<String>,
    /// The day on which it has ended.
    pub until: Option<String>,
    /// Its sentences.
    pub sentences: Sentences,
    /// What the examples show of it.
    pub shown: Shown,
    /// What no example shows of the law as a whole.
    pub missing: Vec<Missing>,
    /// Its provisions in order of the text.
    pub provisions: Vec<Provision>,
    /// The text, piece by piece, for a page over it.
    #[serde(skip)]
    pub pieces: Vec<Piece>,
}

/// One provision: an article, a paragraph or a point, by itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Provision {
    /// As cited within its law.
    pub provision: String,
    /// The same, short: for a table.
    #[serde(skip)]
    pub short: String,
    /// The article it belongs to, as cited, short.
    #[serde(skip)]
    pub article: String,
    /// How deep it stands below its article: 1 for a paragraph.
    #[serde(skip)]
    pub depth: usize,
    /// The line on which it begins.
    pub line: usize,
    /// What it has.
    pub standing: Standing,
    /// Why it has no code, in the words of the law.
    pub reason: Option<String>,
    /// Its own sentences.
    pub sentences: Vec<Sentence>,
    /// What the examples show of its code.
    pub shown: Shown,
    /// Its code: rules, and what is fixed or left to a person.
    pub code: Vec<Item>,
}

/// One sentence of a law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sentence {
    /// The line on which it begins.
    pub line: usize,
    /// Its words.
    pub words: String,
    /// What it has.
    pub standing: Standing,
}

/// A piece of code of which examples can show something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// `rule`, `parameter` or `judgement`.
    pub kind: &'static str,
    /// The value, parameter or judgement that it is about.
    pub name: String,
    /// The line on which it begins.
    pub line: usize,
    /// What the examples show of it, of what a case can show.
    pub shown: Shown,
    /// What none of them shows.
    pub missing: Vec<Missing>,
    /// What no case can show, whoever it is about: that is proved, and no example is asked for.
    pub never: Vec<Missing>,
}

/// Something that no example shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// What kind of thing.
    pub measure: Measure,
    /// The line it is about.
    pub line: usize,
    /// In a sentence: which example would show it.
    pub told: String,
    /// Whether it goes without saying, because something greater is missing: a rule that no
    /// example reaches has no limits that one comes up to.
    pub follows: bool,
}

impl Coverage {
    /// What `ruleset` and its examples cover, in words of `language`. What no case can show is
    /// looked for with `patience`, and not asked of the examples.
    #[must_use]
    pub fn of(ruleset: &Ruleset, language: Language, patience: Patience) -> Self {
        let goals = crate::goals::Goals::of(ruleset.program(), |_| true);
        let (worked, _) = ruleset.tables();
        let trials = seen::trials(ruleset, &worked, language);
        let seen = Seen::of(ruleset, &goals, &trials.passed);
        let missing = goals.all.iter().filter(|goal| !seen.tally.shows(**goal)).copied().collect();
        let never = cases::unreachable(ruleset, &goals, &missing, patience);
        let aims = Aims { ruleset, goals: &goals, seen: &seen, never: &never, language };
        let items = items::of(&aims);
        let laws = ruleset.program().laws.rows().iter();
        let laws: Vec<Law> = laws.map(|law| of_law(&aims, law, &items)).collect();
        let (mut sentences, mut shown) = (Sentences::default(), Shown::default());
        for law in &laws {
            sentences += law.sentences;
            shown += law.shown;
        }
        Self {
            format: "enact-coverage/1",
            ruleset: ruleset.manifest.name.clone(),
            examples: trials.passed.len(),
            failed: trials.failed,
            sentences,
            shown,
            laws,
        }
    }

    /// The report for programs: one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// Every provision of every law.
    pub fn provisions(&self) -> impl Iterator<Item = &Provision> {
        self.laws.iter().flat_map(|law| &law.provisions)
    }

    /// How much of the code no case can show.
    #[must_use]
    pub fn never(&self) -> usize {
        let items = self.provisions().flat_map(|provision| &provision.code);
        items.map(|item| item.never.len()).sum()
    }

    /// How many rules, parameters and judgements no example reaches.
    #[must_use]
    pub const fn unreached(&self) -> usize {
        self.shown.reached.missing()
    }
}

fn of_law(aims: &Aims<'_>, law: &Checked, items: &[items::Found]) -> Law {
    let text = standing::of(aims.ruleset, law, aims.language);
    let mut provisions = text.provisions;
    let mut whole = places::Placed::default();
    for found in items.iter().filter(|found| found.law == law.short) {
        whole.put(found, &text.places, &mut provisions);
    }
    let mut missing = aims.days(law);
    missing.extend(whole.missing);
    let (mut sentences, mut shown) = (Sentences::default(), whole.shown);
    shown.limits += aims.days_shown(law);
    for provision in &provisions {
        shown += provision.shown;
        for sentence in &provision.sentences {
            sentences.count(sentence.standing);
        }
    }
    let source = aims.ruleset.sources().get(law.span.file);
    Law {
        law: law.short.clone(),
        title: law.title.clone(),
        file: source.map(|source| source.name.clone()).unwrap_or_default(),
        language: law.language.code(),
        text: match law.text {
            TextKind::Official => "official",
            TextKind::Draft => "draft",
            TextKind::Restated => "restated",
        },
        in_force: law.in_force.map(written::iso),
        until: law.until.map(written::iso),
        sentences,
        shown,
        missing,
        provisions,
        pieces: text.pieces,
    }
}

impl Sentences {
    /// Counts a sentence.
    pub const fn count(&mut self, standing: Standing) {
        self.all += 1;
        match standing {
            Standing::Code => self.code += 1,
            Standing::Reason => self.reason += 1,
            Standing::Lead => self.lead += 1,
            Standing::Nothing => self.nothing += 1,
        }
    }
}

impl AddAssign for Sentences {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.code += other.code;
        self.reason += other.reason;
        self.lead += other.lead;
        self.nothing += other.nothing;
    }
}

impl Share {
    /// How many no example shows.
    #[must_use]
    pub const fn missing(self) -> usize {
        self.of.saturating_sub(self.shown)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.shown += other.shown;
        self.of += other.of;
    }
}

impl Shown {
    /// The four measures in order.
    #[must_use]
    pub const fn all(self) -> [(Measure, Share); 4] {
        [
            (Measure::Reached, self.reached),
            (Measure::Decisive, self.decisive),
            (Measure::Limits, self.limits),
            (Measure::Conditions, self.conditions),
        ]
    }

    /// How much no example shows.
    #[must_use]
    pub fn missing(self) -> usize {
        self.all().iter().map(|(_, share)| share.missing()).sum()
    }

    const fn of_mut(&mut self, measure: Measure) -> &mut Share {
        match measure {
            Measure::Reached => &mut self.reached,
            Measure::Decisive => &mut self.decisive,
            Measure::Limits => &mut self.limits,
            Measure::Conditions => &mut self.conditions,
        }
    }
}

impl AddAssign for Shown {
    fn add_assign(&mut self, other: Self) {
        self.reached += other.reached;
        self.decisive += other.decisive;
        self.limits += other.limits;
        self.conditions += other.conditions;
    }
}

impl Provision {
    /// What no example shows of its code, each once, save what goes without saying.
    #[must_use]
    pub fn missing(&self) -> Vec<(&Item, &Missing)> {
        self.told(|item| &item.missing)
    }

    fn told(&self, of: impl Fn(&Item) -> &Vec<Missing>) -> Vec<(&Item, &Missing)> {
        let mut told: Vec<(&Item, &Missing)> = Vec::new();
        for item in &self.code {
            for missing in of(item).iter().filter(|missing| !missing.follows) {
                let same = |(known, other): &(&Item, &Missing)| {
                    known.name == item.name && other.told == missing.told
                };
                if !told.iter().any(same) {
                    told.push((item, missing));
                }
            }
        }
        told
    }

    /// How much more is missing, that goes without saying.
    #[must_use]
    pub fn following(&self) -> usize {
        let missing = self.code.iter().flat_map(|item| &item.missing);
        missing.filter(|missing| missing.follows).count()
    }

    /// What no case can show of its code, each once.
    #[must_use]
    pub fn never(&self) -> Vec<(&Item, &Missing)> {
        self.told(|item| &item.never)
    }

    /// Its sentences that have neither code nor a reason.
    pub fn unmarked(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| sentence.standing == Standing::Nothing)
    }

    /// Whether something is missing in it.
    #[must_use]
    pub fn has_missing(&self) -> bool {
        self.unmarked().next().is_some() || self.shown.missing() > 0
    }
}
