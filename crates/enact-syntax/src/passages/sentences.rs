//! Where a sentence ends.

use std::ops::Range;

/// Words before a full stop that does not end a sentence, in Dutch and English laws.
const ABBREVIATIONS: [&str; 58] = [
    "a.b", "afd", "art", "artt", "arts", "bijv", "blz", "c.q", "ca", "cap", "cf", "d.d", "d.w.z",
    "dr", "drs", "e.d", "e.g", "e.v", "evt", "excl", "i.c", "i.e", "i.h.b", "i.v.m", "incl", "ing",
    "ir", "jo", "jr", "m.a.w", "m.b.t", "m.i.v", "max", "min", "mr", "mrs", "no", "nos", "nr",
    "nrs", "o.a", "o.g.v", "onderd", "para", "paras", "pp", "prof", "reg", "regs", "resp", "sch",
    "ss", "st", "stb", "stcrt", "t.a.v", "vgl", "zgn",
];

/// The sentences of `text`, without the blanks around them.
pub(super) fn of(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        if !matches!(sign, '.' | '!' | '?') || at < start {
            continue;
        }
        let after = at + sign.len_utf8();
        if let Some(end) = ends(text, after)
            && !(sign == '.' && abbreviated(text.get(start..at).unwrap_or("")))
        {
            found.extend(trimmed(text, start..end));
            start = end;
        }
    }
    found.extend(trimmed(text, start..text.len()));
    found
}

/// Where the sentence ends whose last sign stands before `after`: behind closing quotes and
/// brackets, when blanks and the begin of a sentence follow.
fn ends(text: &str, after: usize) -> Option<usize> {
    let rest = text.get(after..)?;
    let closing = |sign: char| matches!(sign, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_');
    let behind = rest.trim_start_matches(closing);
    let end = text.len() - behind.len();
    let next = behind.trim_start();
    let blank = next.len() < behind.len();
    let opens = |sign: char| {
        sign.is_uppercase()
            || sign.is_ascii_digit()
            || matches!(
                sign,
                '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '[' | '*' | '_' | '§' | '€'
            )
    };
    (next.is_empty() || blank && next.starts_with(opens)).then_some(end)
}

/// Whether the last word before a full stop is an abbreviation or a single letter.
fn abbreviated(before: &str) -> bool {
    let last = before.rsplit(|sign: char| sign.is_whitespace() || "([“\"'".contains(sign)).next();
    let word = last.unwrap_or("").to_lowercase();
    let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    single || ABBREVIATIONS.contains(&word.as_str())
}

fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let sentence = text.get(range.clone())?;
    let start = range.start + (sentence.len() - sentence.trim_start().len());
    let sentence = sentence.trim();
    (!sentence.is_empty()).then(|| start..start + sentence.len())
}

#[cfg(test)]
mod tests {
    fn sentences(text: &str) -> Vec<&str> {
        super::of(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_says_so() {
        assert_eq!(
            sentences(
                "Zie art. 3 jo. art. 4. Dat geldt d.w.z. altijd.  Ook “hier.” En\nverder 1.5 keer"
            ),
            [
                "Zie art. 3 jo. art. 4.",
                "Dat geldt d.w.z. altijd.",
                "Ook “hier.”",
                "En\nverder 1.5 keer"
            ]
        );
        assert_eq!(
            sentences(
                "Is it? Yes! (See no. 4.) Then e.g. Mr. A. B. Smith pays £5. £6 is too much:"
            ),
            [
                "Is it?",
                "Yes!",
                "(See no. 4.)",
                "Then e.g. Mr. A. B. Smith pays £5. £6 is too much:"
            ]
        );
        assert_eq!(sentences(" \n"), Vec::<&str>::new());
    }
}
