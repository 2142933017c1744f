//! The front matter of a law: `key: value` lines between two lines of three hyphens.
//!
//! Keys are Dutch or English, in any law. What is missing or wrong is reported, and the law is
//! read all the same.

use crate::codes;
use crate::tree::{Fingerprint, Header, Name, Official, TextKind};
use enact_source::{Argument, Diagnostic, FileId, Language, Provision, Span, nearest};
use enact_value::{Currency, Date, LeapDay, MonthEnd};
use std::ops::Range;

/// The keys in Dutch and English; the first two are required.
const KEYS: [(&str, &str); 14] = [
    ("titel", "title"),
    ("taal", "language"),
    ("kort", "short"),
    ("id", "id"),
    ("in-werking", "in-force"),
    ("tot", "until"),
    ("tekst", "text"),
    ("valuta", "currency"),
    ("maandeinde", "month-end"),
    ("schrikkeldag", "leap-day"),
    ("gebruikt", "uses"),
    ("citeertitel", "short"),
    ("officieel", "official"),
    ("vingerafdrukken", FINGERPRINTS),
];

/// The key whose value stands on the indented lines below it.
const FINGERPRINTS: &str = "fingerprints";

/// One line of front matter.
struct Entry<'a> {
    /// Its key in English.
    key: &'static str,
    /// As written.
    written: &'a str,
    value: &'a str,
    place: Range<usize>,
}

/// Reads the front matter at the begin of `text`; also says where the law itself begins.
pub(crate) fn read(
    file: FileId,
    text: &str,
    name: &str,
    findings: &mut Vec<Diagnostic>,
) -> (Header, usize) {
    let Some((front, body)) = front_matter(text) else {
        let end = text.find('\n').unwrap_or(text.len());
        let span = Span::new(file, 0..end);
        findings.push(codes::no_header(span));
        return (empty(file, 0..0, name, guess(text)), 0);
    };
    let mut reader = Reader { file, findings, fingerprints: Vec::new() };
    let entries = reader.entries(text, front.clone());
    let header = reader.header(&entries, front.clone(), name, text);
    (Header { fingerprints: reader.fingerprints, ..header }, body)
}

/// The bytes between the two lines of hyphens, and the byte behind the second.
fn front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let first = text.find('\n')? + 1;
    let opening = text.get(..first)?.trim_start_matches('\u{feff}');
    if opening.trim_end() != "---" {
        return None;
    }
    let mut at = first;
    for line in text.get(first..)?.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((first..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// The language of a law that does not say it: that of its code.
fn guess(text: &str) -> Language {
    let count = |words: [&str; 4]| words.iter().map(|word| text.matches(word).count()).sum();
    let dutch: usize = count(["regel ", "gegeven ", " indien ", "Artikel "]);
    let english: usize = count(["rule ", "fact ", " when ", "Article "]);
    if dutch > english { Language::Dutch } else { Language::English }
}

fn empty(file: FileId, place: Range<usize>, name: &str, language: Language) -> Header {
    Header {
        title: name.to_owned(),
        short: name.to_owned(),
        id: None,
        language,
        in_force: None,
        until: None,
        text: TextKind::Draft,
        text_span: None,
        official: None,
        fingerprints: Vec::new(),
        currency: Currency::default(),
        month_end: None,
        leap_day: None,
        uses: Vec::new(),
        span: Span::new(file, place),
    }
}

struct Reader<'f> {
    file: FileId,
    findings: &'f mut Vec<Diagnostic>,
    fingerprints: Vec<Fingerprint>,
}

impl Reader<'_> {
    fn entries<'a>(&mut self, text: &'a str, front: Range<usize>) -> Vec<Entry<'a>> {
        let (mut entries, mut at): (Vec<Entry<'a>>, _) = (Vec::new(), front.start);
        for line in text.get(front).unwrap_or("").split_inclusive('\n') {
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            let words = without_comment(line).trim();
            let place = start..start + words.len();
            let below = entries.last().filter(|last| last.key == FINGERPRINTS);
            match words.split_once(':') {
                _ if words.is_empty() => {}
                _ if line.starts_with([' ', '\t']) && below.is_some() => {
                    self.fingerprint(words, below.map_or("", |last| last.written), place);
                }
                Some((written, value)) => {
                    entries.extend(self.entry(written.trim(), value.trim(), place));
                }
                None => self.findings.push(codes::unexpected(
                    Span::new(self.file, place),
                    ("`sleutel: waarde`", "`key: value`").into(),
                    codes::quoted(words),
                )),
            }
        }
        entries
    }

    fn entry<'a>(
        &mut self,
        written: &'a str,
        value: &'a str,
        place: Range<usize>,
    ) -> Option<Entry<'a>> {
        let known = KEYS.iter().find(|(dutch, english)| [dutch, english].contains(&&written));
        if let Some((_, key)) = known {
            return Some(Entry { key, written, value: unquoted(value), place });
        }
        let keys = KEYS.iter().flat_map(|(dutch, english)| [*dutch, *english]);
        let span = Span::new(self.file, place.start..place.start + written.len());
        let meant = nearest(written, keys);
        self.findings.push(codes::unknown_key(span, written, meant));
        // It is read as what it resembles, so that the key is not reported as missing too.
        let (_, key) = KEYS.iter().find(|(dutch, english)| {
            meant.is_some_and(|meant| meant == *dutch || meant == *english)
        })?;
        Some(Entry { key, written, value: unquoted(value), place })
    }

    /// One line below `fingerprints`: `art. 2(1): 0123456789ab`.
    fn fingerprint(&mut self, words: &str, key: &str, place: Range<usize>) {
        let span = Span::new(self.file, place);
        let read = words.rsplit_once(':').and_then(|(provision, digits)| {
            let digits = digits.trim();
            let sound = digits.len() == Fingerprint::LENGTH
                && digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
            let provision = Provision::parse_short(provision).filter(|_| sound)?;
            Some(Fingerprint { provision, digits: digits.to_owned(), span })
        });
        if read.is_none() {
            let expected = (
                "een bepaling en haar vingerafdruk, zoals `art. 2 lid 1: 0123456789ab`",
                "a provision and its fingerprint, such as `art. 2(1): 0123456789ab`",
            );
            self.findings.push(codes::bad_value(span, key, words, expected.into()));
        }
        self.fingerprints.extend(read);
    }

    fn official(&mut self, entry: &Entry<'_>) -> Option<Official> {
        let (id, rest) = entry.value.split_once(' ').unwrap_or((entry.value, ""));
        let (day, rest) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let in_part = match rest.trim() {
            "" => Some(false),
            "in part" | "gedeeltelijk" => Some(true),
            _ => None,
        };
        let read = Date::parse_iso(day).ok().zip(in_part);
        if read.is_none() {
            let expected = (
                "het nummer van de officiële tekst en haar eerste dag, zoals `BWBR0018451 2025-01-01`",
                "the id of the official text and its first day, such as `BWBR0018451 2025-01-01`",
            );
            self.refuse(entry, expected);
        }
        let (on, in_part) = read?;
        Some(Official { id: id.to_owned(), on, in_part, span: self.span(entry) })
    }

    fn header(
        &mut self,
        entries: &[Entry<'_>],
        front: Range<usize>,
        name: &str,
        text: &str,
    ) -> Header {
        let place = Span::new(self.file, front.clone());
        let end = text.get(front.clone()).and_then(|lines| lines.find('\n')).unwrap_or(0);
        let top = Span::new(self.file, front.start..front.start + end);
        let find = |key: &str| entries.iter().find(|entry| entry.key == key);
        let words = |key: &str| find(key).map(|entry| entry.value.to_owned());
        let language = self.language(find("language"), top).unwrap_or_else(|| guess(text));
        if find("title").is_none() {
            let example = ("titel: Wet op de zorgtoeslag", "title: Healthcare Allowance Act");
            self.findings.push(codes::missing_key(
                top,
                ("`titel`", "`title`").into(),
                example.into(),
            ));
        }
        let title = words("title").unwrap_or_else(|| name.to_owned());
        Header {
            short: words("short").unwrap_or_else(|| title.clone()),
            title,
            id: words("id"),
            language,
            in_force: find("in-force").and_then(|entry| self.date(entry)),
            until: find("until").and_then(|entry| self.date(entry)),
            text: self.choice(find("text"), &TEXTS).unwrap_or(TextKind::Draft),
            text_span: find("text").map(|entry| self.span(entry)),
            official: find("official").and_then(|entry| self.official(entry)),
            fingerprints: Vec::new(),
            currency: find("currency").and_then(|entry| self.currency(entry)).unwrap_or_default(),
            month_end: self.choice(find("month-end"), &MONTH_ENDS),
            leap_day: self.choice(find("leap-day"), &LEAP_DAYS),
            uses: find("uses").map_or_else(Vec::new, |entry| self.names(entry, text)),
            span: place,
        }
    }

    fn language(&mut self, entry: Option<&Entry<'_>>, place: Span) -> Option<Language> {
        let Some(entry) = entry else {
            let key = ("`taal`", "`language`");
            let example = ("taal: nl", "language: en");
            self.findings.push(codes::missing_key(place, key.into(), example.into()));
            return None;
        };
        let language = entry.value.parse().ok();
        if language.is_none() {
            let span = self.span(entry);
            self.findings.push(codes::unknown_language(span, entry.value));
        }
        language
    }

    fn date(&mut self, entry: &Entry<'_>) -> Option<Date> {
        let date = Date::parse_iso(entry.value).ok();
        if date.is_none() {
            self.refuse(entry, ("een datum als `2025-01-01`", "a date such as `2025-01-01`"));
        }
        date
    }

    fn currency(&mut self, entry: &Entry<'_>) -> Option<Currency> {
        let currency = entry.value.parse().ok();
        if currency.is_none() {
            self.refuse(entry, ("`EUR`, `GBP` of `USD`", "`EUR`, `GBP` or `USD`"));
        }
        currency
    }

    fn choice<T: Copy>(
        &mut self,
        entry: Option<&Entry<'_>>,
        choices: &[(&str, &str, T)],
    ) -> Option<T> {
        let entry = entry?;
        let value = entry.value.to_lowercase();
        let known = choices
            .iter()
            .find(|(dutch, english, _)| value == *dutch || value == english.to_lowercase());
        if known.is_none() {
            let list = |names: Vec<&str>, or: &str| format!("`{}`", names.join(or));
            let dutch = list(choices.iter().map(|choice| choice.0).collect(), "` of `");
            let english = list(choices.iter().map(|choice| choice.1).collect(), "` or `");
            self.refuse(entry, (&dutch, &english));
        }
        known.map(|(_, _, value)| *value)
    }

    fn refuse(&mut self, entry: &Entry<'_>, (dutch, english): (&str, &str)) {
        let expected = Argument::from((dutch, english));
        let finding = codes::bad_value(self.span(entry), entry.written, entry.value, expected);
        self.findings.push(finding);
    }

    fn span(&self, entry: &Entry<'_>) -> Span {
        Span::new(self.file, entry.place.clone())
    }

    fn names(&self, entry: &Entry<'_>, text: &str) -> Vec<Name> {
        let line = text.get(entry.place.clone()).unwrap_or("");
        let list = entry.value.trim_start_matches('[').trim_end_matches(']');
        let mut from = line.find(list).unwrap_or(0);
        let mut names = Vec::new();
        for item in list.split(',') {
            let start = entry.place.start + from + (item.len() - item.trim_start().len());
            let name = unquoted(item.trim());
            from += item.len() + 1;
            if !name.is_empty() {
                let span = Span::new(self.file, start..start + item.trim().len());
                names.push(Name { text: name.to_owned(), law: None, span });
            }
        }
        names
    }
}

const TEXTS: [(&str, &str, TextKind); 3] = [
    ("officieel", "official", TextKind::Official),
    ("ontwerp", "draft", TextKind::Draft),
    ("weergave", "restated", TextKind::Restated),
];
const MONTH_ENDS: [(&str, &str, MonthEnd); 2] = [
    ("laatste dag", "last day", MonthEnd::LastDay),
    ("doortellen", "count on", MonthEnd::Overflow),
];
const LEAP_DAYS: [(&str, &str, LeapDay); 2] = [
    ("1 maart", "1 March", LeapDay::FirstOfMarch),
    ("28 februari", "28 February", LeapDay::LastOfFebruary),
];

/// A line without what stands behind ` #`.
fn without_comment(line: &str) -> &str {
    let comment = line.match_indices('#').find(|(at, _)| {
        line.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t']))
    });
    comment.map_or(line, |(at, _)| line.get(..at).unwrap_or(line))
}

fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}
