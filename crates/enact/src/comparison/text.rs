//! A comparison as text for people, and its sentences.

use super::{
    AmendmentChange, BothCourses, Compared, Effect, ExampleChange, PartTold, Piece,
    ProvisionChange, SafeguardChange, Version,
};
use enact_source::Language;
use enact_source::messages::phrase;
use enact_value::{Date, format};

/// How many parts of a decision are told that change in one manner.
const PARTS_MAX: usize = 3;

/// Of how many examples with the same change the title is told.
const EXAMPLES_MAX: usize = 3;

/// How many words are kept on both sides of a change.
const AROUND: usize = 6;

/// The whole report.
#[must_use]
pub fn report(compared: &Compared, language: Language) -> String {
    let mut text = format!("{}\n", title(&compared.before, &compared.after, language));
    if compared.is_same() {
        text.push_str(&format!("\n{}\n", phrase(language, "diff-none", &[])));
    }
    let heading = |id: &str| format!("\n{}\n", phrase(language, id, &[]));
    if !compared.amendments.is_empty() {
        text.push_str(&heading("diff-heading-amendments"));
    }
    for change in &compared.amendments {
        text.push_str(&format!("  {}\n", amendment(change, language)));
        let words = excerpt(&change.text);
        if !words.is_empty() {
            text.push_str(&format!("    | {words}\n"));
        }
    }
    for change in &compared.provisions {
        text.push_str(&provision(change, language));
    }
    for effect in &compared.decisions {
        text.push_str(&decision(effect, language));
    }
    if !compared.only_one.is_empty() {
        text.push_str(&heading("diff-heading-only"));
    }
    for one in &compared.only_one {
        text.push_str(&format!("  {}\n", one.told));
    }
    if !compared.safeguards.is_empty() {
        text.push_str(&heading("diff-heading-safeguards"));
    }
    for one in &compared.safeguards {
        text.push_str(&format!("  {}\n", safeguard(one, language)));
        if let Some(case) = &one.case {
            text.push_str(&format!("    {case}\n"));
        }
    }
    if !compared.examples.is_empty() {
        text.push_str(&heading("diff-heading-examples"));
    }
    for one in alike(&compared.examples) {
        text.push_str(&format!("  {}\n", examples(&one, language)));
    }
    if let Some(needs) = needs(compared, language) {
        text.push_str(&format!("\n{needs}\n"));
    }
    for rename in &compared.renames {
        text.push_str(&format!("\n{}\n", rename.told));
    }
    text
}

/// The examples that come out otherwise, those with the same change of the same decision together.
#[must_use]
pub fn alike(examples: &[ExampleChange]) -> Vec<Vec<&ExampleChange>> {
    let mut groups: Vec<Vec<&ExampleChange>> = Vec::new();
    for one in examples {
        let same = |other: &&ExampleChange| {
            (&other.decision, &other.before, &other.after)
                == (&one.decision, &one.before, &one.after)
        };
        match groups.iter_mut().find(|group| group.iter().any(same)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// What changes in these examples, which all change in the same way.
#[must_use]
pub fn example_change(alike: &[&ExampleChange], language: Language) -> String {
    let Some(one) = alike.first() else { return String::new() };
    let words = [
        ("decision", one.decision.replace('-', " ").into()),
        ("change", becomes(&one.before, &one.after).into()),
        ("count", alike.len().into()),
    ];
    phrase(language, "diff-example", &words)
}

/// The title of an example and where it stands.
#[must_use]
pub fn example_title(one: &ExampleChange) -> String {
    format!("“{}” ({})", one.title, one.provision)
}

/// The change with the titles of the first few examples that have it.
#[must_use]
pub fn examples(alike: &[&ExampleChange], language: Language) -> String {
    let told = alike.iter().take(EXAMPLES_MAX).map(|one| example_title(one));
    let left = alike.len().saturating_sub(EXAMPLES_MAX);
    let more = (left > 0).then(|| phrase(language, "diff-more-parts", &[("count", left.into())]));
    let told: Vec<String> = told.chain(more).collect();
    format!("{}: {}", example_change(alike, language), told.join("; "))
}

/// `€131 → €130 per month`: what both end with is said once.
#[must_use]
pub fn becomes(before: &str, after: &str) -> String {
    format!("{} → {after}", without_rate(before, after))
}

/// The first of two amounts without the rate that both have.
#[must_use]
pub fn without_rate<'a>(first: &'a str, second: &str) -> &'a str {
    match (first.rsplit_once(" per "), second.rsplit_once(" per ")) {
        (Some((amount, rate)), Some((_, same))) if rate == same => amount,
        _ => first,
    }
}

/// How many examples of the version before ask for facts that are new.
#[must_use]
pub fn needs(compared: &Compared, language: Language) -> Option<String> {
    let facts: Vec<String> = compared.needed.iter().map(|name| name.replace('-', " ")).collect();
    let words = [("count", compared.examples_that_need.into()), ("facts", facts.join(", ").into())];
    (compared.examples_that_need > 0).then(|| phrase(language, "diff-examples-need", &words))
}

/// Which versions are compared.
#[must_use]
pub fn title(before: &Version, after: &Version, language: Language) -> String {
    let name = |version: &Version| {
        let day = version.in_force.as_deref().and_then(|day| Date::parse_iso(day).ok());
        let day = day.map_or_else(|| version.version.clone(), |day| format::date(day, language));
        let law = format!("{} {day}", version.ruleset).trim().to_owned();
        match &version.bill {
            Some(path) => {
                let bill = path.rsplit(['/', '\\']).next().unwrap_or(path);
                let words = [("law", law.into()), ("bill", bill.into())];
                phrase(language, "diff-with-bill", &words)
            }
            None => law,
        }
    };
    let words = [("before", name(before).into()), ("after", name(after).into())];
    phrase(language, "diff-title", &words)
}

/// The verdict on each decision.
#[must_use]
pub fn verdicts(compared: &Compared) -> String {
    compared.decisions.iter().map(|effect| format!("{}\n", effect.told)).collect()
}

/// Where a provision stands and stood, and what happened to it.
#[must_use]
pub fn address(change: &ProvisionChange, language: Language) -> String {
    let moved = change.before.is_some() && change.after.is_some() && change.before != change.after;
    let how = match change.how {
        "changed" if moved => "moved-and-changed",
        how => how,
    };
    let how = phrase(language, &format!("diff-how-{how}"), &[]);
    let place = placed(&change.law, [&change.before, &change.after], language);
    format!("{place}: {how}")
}

/// Where a provision of a law stands, and where it stood before.
#[must_use]
pub fn placed(law: &str, addresses: [&Option<String>; 2], language: Language) -> String {
    match addresses {
        [Some(before), Some(after)] if before != after => {
            let was = phrase(language, "diff-was", &[("address", before.clone().into())]);
            format!("{after} {law} ({was})")
        }
        [_, Some(address)] | [Some(address), None] => format!("{address} {law}"),
        [None, None] => phrase(language, "diff-above", &[]),
    }
}

fn provision(change: &ProvisionChange, language: Language) -> String {
    let mut text = format!("\n{}\n", address(change, language));
    let words = excerpt(&change.text);
    if !words.is_empty() {
        text.push_str(&format!("  | {words}\n"));
    }
    for line in changed_lines(&change.rules) {
        text.push_str(&format!("  {line}\n"));
    }
    for told in told(change) {
        text.push_str(&format!("  {told}\n"));
    }
    for line in accepted(change, language) {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str(&format!("  {}\n", change.told));
    if let Some(by) = by(change, language) {
        text.push_str(&format!("  {by}\n"));
    }
    text
}

/// The amendments that make the change.
#[must_use]
pub fn by(change: &ProvisionChange, language: Language) -> Option<String> {
    let words = [("causes", change.by.join("; ").into())];
    (!change.by.is_empty()).then(|| phrase(language, "diff-causes", &words))
}

/// An amendment of the bill, what happened to it and what it amends.
#[must_use]
pub fn amendment(change: &AmendmentChange, language: Language) -> String {
    let how = phrase(language, &format!("diff-amendment-{}", change.how), &[]);
    let article = match (&change.before, &change.after) {
        (Some(before), Some(after)) if before != after => {
            let was = phrase(language, "diff-was", &[("address", before.clone().into())]);
            format!("{after} ({was})")
        }
        (_, Some(article)) | (Some(article), None) => article.clone(),
        (None, None) => String::new(),
    };
    let about = if change.amends.is_empty() {
        String::new()
    } else {
        format!(" ({})", change.amends.join("; "))
    };
    format!("{article}{about}: {how}")
}

/// What changed of what it declares, each sentence once; not where another says it in full.
#[must_use]
pub fn told(change: &ProvisionChange) -> Vec<&str> {
    let all = || change.changes.iter().map(|one| one.told.as_str());
    let fuller = |told: &str| all().any(|other| other.starts_with(&format!("{told} (")));
    let mut told: Vec<&str> = all().filter(|told| !fuller(told)).collect();
    told.dedup();
    told
}

/// Who accepted what of it, each once.
#[must_use]
pub fn accepted(change: &ProvisionChange, language: Language) -> Vec<String> {
    let told = change.changes.iter().filter_map(|one| one.accepted.as_ref()).map(|accepted| {
        let words =
            [("by", accepted.by.clone().into()), ("because", accepted.because.clone().into())];
        phrase(language, "diff-accepted", &words)
    });
    let mut told: Vec<String> = told.collect();
    told.dedup();
    told
}

/// What changed, with some words around it: `… wordt [-4,273%-]{+4,289%+} van …`.
#[must_use]
pub fn excerpt(pieces: &[Piece]) -> String {
    match pieces {
        [only] if only.mark != "same" => {
            return only.words.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        pieces if pieces.iter().all(|piece| piece.mark == "same") => return String::new(),
        _ => {}
    }
    let mut text = String::new();
    // Between what goes and what comes in its place stands no space, but before and behind both.
    let mut space = false;
    for (place, piece) in pieces.iter().enumerate() {
        let words: Vec<&str> = piece.words.split_whitespace().collect();
        let joined = words.join(" ");
        let told = match piece.mark {
            "removed" => format!("[-{joined}-]"),
            "inserted" => format!("{{+{joined}+}}"),
            _ => around(&words, place == 0, place + 1 == pieces.len()),
        };
        let replaces = piece.mark == "inserted" && text.ends_with("-]");
        space |= piece.words.starts_with(char::is_whitespace);
        if space && !replaces && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&told);
        space = piece.words.ends_with(char::is_whitespace);
    }
    text
}

/// The lines of the rules that go and come.
#[must_use]
pub fn changed_lines(rules: &[Piece]) -> Vec<String> {
    let sign = |piece: &Piece| match piece.mark {
        "removed" => Some(format!("- {}", piece.words)),
        "inserted" => Some(format!("+ {}", piece.words)),
        _ => None,
    };
    rules.iter().filter_map(sign).collect()
}

/// The words of an unchanged stretch that are next to a change.
fn around(words: &[&str], first: bool, last: bool) -> String {
    let few = if first || last { AROUND } else { 2 * AROUND };
    if words.len() <= few {
        return words.join(" ");
    }
    let tail = words[words.len() - AROUND..].join(" ");
    let head = words[..AROUND].join(" ");
    match (first, last) {
        (true, _) => format!("… {tail}"),
        (_, true) => format!("{head} …"),
        _ => format!("{head} … {tail}"),
    }
}

fn decision(effect: &Effect, language: Language) -> String {
    let mut text = format!("\n{}\n", effect.told);
    if effect.untouched {
        text.push_str(&format!("  {}\n", phrase(language, "diff-untouched", &[])));
    }
    for part in foremost(effect) {
        text.push_str(&lines(part, language, "  "));
    }
    if let Some(more) = more(effect, language) {
        text.push_str(&format!("  {more}\n"));
    }
    for (id, sized) in [("diff-most", &effect.most), ("diff-least", &effect.least)] {
        if let Some(sized) = sized {
            let size = phrase(language, id, &[("size", sized.size.clone().into())]);
            let case = sized.case.as_ref().map(|case| format!(": {}", case.told));
            text.push_str(&format!("  {size}{}\n", case.unwrap_or_default()));
        }
    }
    if let Some(both) = effect.course.as_ref().filter(|both| !both.jumps.is_empty()) {
        for jump in &both.jumps {
            text.push_str(&format!("  {}\n", jump.told));
        }
        text.push_str(&format!("    {}\n", followed(both, language)));
    }
    if let Some(open) = &effect.open {
        text.push_str(&format!("  {open}\n"));
    }
    text
}

/// The parts that are told: of each manner in which the outcome changes the first few, and none that
/// reads as another.
#[must_use]
pub fn foremost(effect: &Effect) -> Vec<&PartTold> {
    let parts = effect.parts.iter().enumerate();
    let few = parts.filter(|(place, part)| {
        let ahead = &effect.parts[..*place];
        let said = |other: &PartTold| (&other.size, &other.whom) == (&part.size, &part.whom);
        let mut alike = ahead.iter().filter(|other| other.change == part.change);
        alike.clone().count() < PARTS_MAX && !alike.any(said)
    });
    few.map(|(_, part)| part).collect()
}

/// How many parts are not told.
#[must_use]
pub fn more(effect: &Effect, language: Language) -> Option<String> {
    let left = effect.parts.len() - foremost(effect).len();
    (left > 0).then(|| phrase(language, "diff-more-parts", &[("count", left.into())]))
}

/// In which case an outcome was followed over a fact.
#[must_use]
pub fn followed(both: &BothCourses, language: Language) -> String {
    let words = [("fact", both.fact.as_str().into()), ("case", both.case.told.as_str().into())];
    phrase(language, "diff-followed", &words)
}

/// One part of a decision, line by line.
fn lines(part: &PartTold, language: Language, margin: &str) -> String {
    let size = part.size.as_ref().map(|size| format!(" ({size})")).unwrap_or_default();
    let mut text = format!("{margin}{}{size}\n", part.change);
    for line in facts(part, language) {
        text.push_str(&format!("{margin}  {line}\n"));
    }
    text
}

/// For whom, by what, and for example.
#[must_use]
pub fn facts(part: &PartTold, language: Language) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(whom) = &part.whom {
        let words = phrase(language, "diff-whom", &[("whom", whom.clone().into())]);
        lines.push(match part.others {
            "none" => words,
            others => format!("{words} {}", phrase(language, &format!("diff-whom-{others}"), &[])),
        });
    }
    if !part.causes.is_empty() {
        let causes = [("causes", part.causes.join("; ").into())];
        lines.push(phrase(language, "diff-causes", &causes));
    }
    if let Some(case) = &part.case {
        let words = [
            ("case", case.told.clone().into()),
            ("change", becomes(&case.before, &case.after).into()),
        ];
        lines.push(phrase(language, "diff-for-example", &words));
    }
    lines
}

/// A safeguard with both verdicts.
#[must_use]
pub fn safeguard(one: &SafeguardChange, language: Language) -> String {
    let verdict = |verdict: Option<&str>, none: &str| {
        let id = verdict.map_or_else(|| none.to_owned(), |verdict| format!("verify-{verdict}"));
        phrase(language, &id, &[])
    };
    let words = [
        ("title", one.title.clone().into()),
        ("provision", one.provision.clone().into()),
        ("before", verdict(one.before, "diff-safeguard-new").into()),
        ("after", verdict(one.after, "diff-safeguard-gone").into()),
    ];
    phrase(language, "diff-safeguard", &words)
}
