//! What became of the variants, for people on a terminal.

use enact::Mutation;
use enact::mutation::{Missing, Tried};
use enact_source::messages::phrase;
use enact_source::{Argument, Language};
use std::collections::BTreeSet;

/// More lines of the law than this are not shown of one variant.
const LINES_MAX: usize = 6;

/// The report as text: what nobody notices first, then what makes no difference; with `all`, who
/// notices the others.
pub(super) fn report(mutation: &Mutation, all: bool, language: Language) -> String {
    let missing = [("missing", mutation.missing.into())];
    let say = |id: &str| phrase(language, id, &missing);
    let (mut text, mut shown) = (String::new(), BTreeSet::new());
    for (verdict, heading) in [
        ("unnoticed", "mutate-unnoticed"),
        ("open", "mutate-open"),
        ("same", "mutate-same"),
        ("example", "mutate-example"),
        ("safeguard", "mutate-safeguard"),
        ("check", "mutate-check"),
    ] {
        let noticed = matches!(verdict, "example" | "safeguard" | "check");
        let told: Vec<&Tried> = mutation.with(verdict).collect();
        if told.is_empty() || (noticed && !all) {
            continue;
        }
        text.push_str(&format!("{}\n\n", say(heading)));
        for tried in told {
            text.push_str(&entry(tried, &mut shown, language));
        }
    }
    text + &counts(mutation, language)
}

/// How many variants came to what, on a line.
pub(super) fn counts(mutation: &Mutation, language: Language) -> String {
    let counts = &mutation.counts;
    let words = [
        ("variants", counts.variants.into()),
        ("example", counts.example.into()),
        ("safeguard", counts.safeguard.into()),
        ("check", counts.check.into()),
        ("same", counts.same.into()),
        ("open", counts.open.into()),
        ("unnoticed", counts.unnoticed.into()),
    ];
    phrase(language, "mutate-counts", &words) + "\n"
}

/// One variant: the slip, its lines, and who notices it or the case that would. An example is
/// shown once, and called by its title from then on.
fn entry<'m>(tried: &'m Tried, shown: &mut BTreeSet<&'m str>, language: Language) -> String {
    let mut lines = vec![format!("{} ({}:{})", tried.told, tried.file, tried.line)];
    if !matches!(tried.verdict, "example" | "safeguard" | "check") {
        lines.extend(marked('-', &tried.before));
        lines.extend(marked('+', &tried.after));
    }
    lines.extend(reason(tried, language));
    if let Some(case) = &tried.case {
        lines.extend(missing(case, shown.insert(&case.title), language));
    }
    format!("{}\n\n", lines.join("\n").trim_end())
}

fn marked(mark: char, lines: &[String]) -> Vec<String> {
    let shared = lines.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let shown = lines.iter().take(LINES_MAX).map(|line| line.get(shared..).unwrap_or(line));
    let mut marked: Vec<String> = shown.map(|line| format!("  {mark} {line}")).collect();
    if lines.len() > LINES_MAX {
        marked.push(format!("  {mark} …"));
    }
    marked
}

/// Who notices it, or why there is no more to say.
pub(super) fn reason(tried: &Tried, language: Language) -> Option<String> {
    let words: Vec<(&'static str, Argument)> = vec![
        ("by", tried.by.clone().unwrap_or_default().into()),
        ("why", tried.why.clone().unwrap_or_default().into()),
    ];
    let id = match tried.verdict {
        "example" => "mutate-by-example",
        "safeguard" => "mutate-by-safeguard",
        "check" => "mutate-by-check",
        "same" => "mutate-why-same",
        "open" => "mutate-why-open",
        _ => return None,
    };
    Some(format!("  {}", phrase(language, id, &words)))
}

/// The case that would notice it, ready to be pasted.
fn missing(case: &Missing, first: bool, language: Language) -> Vec<String> {
    let words = words(case);
    if !first {
        return vec![format!("  {}", phrase(language, "mutate-case-again", &words))];
    }
    let mut lines = vec![format!("  {}", phrase(language, told(case), &words))];
    if let Some(example) = &case.example {
        lines.push(String::new());
        lines.extend(example.lines().map(|line| format!("    {line}")));
    }
    lines
}

/// The phrase for a missing case: what an example cannot say is told in words.
pub(super) fn told(case: &Missing) -> &'static str {
    if case.example.is_some() { "mutate-case" } else { "mutate-case-told" }
}

/// What a phrase about a missing case can use.
pub(super) fn words(case: &Missing) -> [(&'static str, Argument); 4] {
    [
        ("title", Argument::from(&case.title)),
        ("case", Argument::from(&case.told)),
        ("outcome", Argument::from(&case.outcome)),
        ("otherwise", Argument::from(&case.otherwise)),
    ]
}
