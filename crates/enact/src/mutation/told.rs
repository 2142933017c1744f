//! A slip in words, and the lines that change.

use enact_source::messages::phrase;
use enact_source::{Argument, Citation, Language, Source};
use enact_syntax::{Change, Variant};

/// A slip told in a clause: `if in article 2(3) “at least” were “more than”`.
pub(super) fn slip(change: &Change, provision: &str, language: Language) -> String {
    let where_ = ("where", provision.into());
    match change {
        Change::Instead { old, new } => {
            let (old, new) = narrowed(old, new);
            say(language, "mutate-instead", &[where_, ("old", old.into()), ("new", new.into())])
        }
        Change::Missing(old) => {
            say(language, "mutate-missing", &[where_, ("old", shortened(old).into())])
        }
        Change::Swapped { first, second } => {
            let words = [("first", shortened(first).into()), ("second", shortened(second).into())];
            let [first, second] = words;
            say(language, "mutate-swapped", &[where_, first, second])
        }
    }
}

/// The title of the example that would notice the slip.
pub(super) fn title(change: &Change, ground: &Citation, language: Language) -> String {
    let provision = ground.cite_within(&ground.law, language);
    let title = match change {
        Change::Instead { old, new } => {
            let (old, new) = narrowed(old, new);
            let words = [("where", provision.into()), ("old", old.into()), ("new", new.into())];
            say(language, "mutate-title-instead", &words)
        }
        Change::Missing(old) => {
            let words = [("where", provision.into()), ("old", shortened(old).into())];
            say(language, "mutate-title-missing", &words)
        }
        Change::Swapped { first, .. } => {
            let words = [("where", provision.into()), ("old", shortened(first).into())];
            say(language, "mutate-title-swapped", &words)
        }
    };
    title.replace('"', "'")
}

fn say(language: Language, id: &str, words: &[(&'static str, Argument)]) -> String {
    phrase(language, id, words)
}

/// The lines that change, as they are and as they would be; a line that would be empty is none.
pub(super) fn lines(source: &Source, variant: &Variant) -> (Vec<String>, Vec<String>) {
    let span = variant.span();
    let first = source.line_column(span.start).line;
    let last = source.line_column(span.end).line;
    let before: Vec<&str> = (first..=last).map(|line| source.line(line)).collect();
    let changed = variant.applied(&source.text);
    let behind = source.text.lines().count().saturating_sub(last);
    let end = changed.lines().count().saturating_sub(behind);
    let after: Vec<&str> = changed.lines().take(end).skip(first - 1).collect();
    // What is the same in both at the begin or the end was only passed over.
    let same = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let kept = |lines: &[&str]| -> Vec<String> {
        let lines = lines.iter().skip(same).map(|line| line.trim_end());
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    (kept(&before), kept(&after))
}

/// More signs than this are not read as one phrase.
const PHRASE_MAX: usize = 72;
/// How many words are left on either side of what changes in a long phrase.
const WORDS_BESIDE: usize = 3;

/// The begin of a long phrase.
fn shortened(words: &str) -> String {
    if words.chars().count() <= PHRASE_MAX {
        return words.to_owned();
    }
    let mut begin: String = words.chars().take(PHRASE_MAX).collect();
    begin.truncate(begin.rfind(' ').unwrap_or(begin.len()));
    format!("{begin} …")
}

/// Two long phrases, told as far as they differ.
fn narrowed(old: &str, new: &str) -> (String, String) {
    let short = |words: &str| words.chars().count() <= PHRASE_MAX;
    if short(old) && short(new) {
        return (old.to_owned(), new.to_owned());
    }
    let (one, other): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let shared =
        |pairs: usize, same: &dyn Fn(usize) -> bool| (0..pairs).take_while(|at| same(*at)).count();
    let least = one.len().min(other.len());
    let begin = shared(least, &|at| one[at] == other[at]);
    let left = least - begin;
    let end = shared(left, &|at| one[one.len() - 1 - at] == other[other.len() - 1 - at]);
    let (skip, drop) = (begin.saturating_sub(WORDS_BESIDE), end.saturating_sub(WORDS_BESIDE));
    let told = |words: &[&str]| {
        let middle = words.get(skip..words.len() - drop).unwrap_or_default().join(" ");
        let (before, behind) = (if skip > 0 { "… " } else { "" }, if drop > 0 { " …" } else { "" });
        format!("{before}{middle}{behind}")
    };
    (told(&one), told(&other))
}
