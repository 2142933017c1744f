//! The words of a grammar, read from its text.
//!
//! Start at [`rules`]: every word rule of `nl.pest` or `en.pest` with the phrases that it accepts.
//! What a phrase does in the language is not known here.

use std::collections::BTreeMap;

/// One phrase of the language, in each way in which it may be written.
pub type Phrase = Vec<String>;

/// A rule of the grammar and its phrases.
pub type Words = BTreeMap<String, Vec<Phrase>>;

/// The word rules in the text of a grammar: those marked `@`. Silent rules (`_`) are filled in where
/// they are used.
#[must_use]
pub fn rules(text: &str) -> Words {
    let bodies: BTreeMap<&str, (char, &str)> = definitions(text).collect();
    let atomic = bodies.iter().filter(|(_, (kind, _))| *kind == '@');
    let words = atomic.map(|(name, (_, body))| {
        let phrases = Reader { bodies: &bodies, rest: body }.choice();
        // A letter written as a code stands for another way to type the same letter.
        let typed = phrases.into_iter().filter(|phrase| !phrase.concat().contains('\\'));
        let phrases = typed.map(|phrase| phrase.iter().map(|way| tidy(way)).collect());
        (
            (*name).to_owned(),
            phrases.filter(|phrase: &Phrase| !phrase.concat().is_empty()).collect(),
        )
    });
    words.collect()
}

/// Name, kind and body of every rule; a body ends with the brace that closes it.
fn definitions(text: &str) -> impl Iterator<Item = (&str, (char, &str))> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (line, after) = rest.split_once('\n')?;
            let opened = line.split_once(" = ").filter(|(name, _)| !name.starts_with("//"));
            let Some((name, opening)) = opened else {
                rest = after;
                continue;
            };
            let start = line.len() - opening.len() + opening.find('{')? + 1;
            let end = start + closing(rest.get(start..)?)?;
            let body = rest.get(start..end)?;
            rest = rest.get(end + 1..)?;
            return Some((name, (opening.chars().next()?, body)));
        }
    })
}

/// Where the brace that is open closes; braces of a count (`{1, 3}`) and in texts are passed over.
fn closing(body: &str) -> Option<usize> {
    let (mut depth, mut quoted) = (0_u32, false);
    for (at, sign) in body.char_indices() {
        match sign {
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted && depth == 0 => return Some(at),
            '}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    None
}

/// One blank between words.
fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Reader<'t> {
    bodies: &'t BTreeMap<&'t str, (char, &'t str)>,
    rest: &'t str,
}

impl Reader<'_> {
    /// `a | b`: the phrases of both.
    fn choice(&mut self) -> Vec<Phrase> {
        let mut phrases = self.sequence();
        while self.sign("|") {
            phrases.extend(self.sequence());
        }
        phrases
    }

    /// `a ~ b`: each phrase of one followed by each of the other.
    fn sequence(&mut self) -> Vec<Phrase> {
        let mut phrases = self.piece();
        while self.sign("~") {
            let next = self.piece();
            let join = |first: &Phrase| {
                let ways = |second: &Phrase| {
                    first
                        .iter()
                        .flat_map(|a| second.iter().map(move |b| format!("{a}{b}")))
                        .collect()
                };
                next.iter().map(ways).collect::<Vec<Phrase>>()
            };
            phrases = phrases.iter().flat_map(join).collect();
        }
        phrases
    }

    /// A text, a rule or a bracket; what is only looked at adds nothing, what may be left out is left
    /// out too.
    fn piece(&mut self) -> Vec<Phrase> {
        if self.sign("!") || self.sign("&") {
            self.piece();
            return nothing();
        }
        self.sign("^");
        let phrases = if self.sign("(") {
            let inner = self.choice();
            self.sign(")");
            inner
        } else if self.sign("\"") {
            let (words, after) = self.rest.split_once('"').unwrap_or((self.rest, ""));
            self.rest = after;
            vec![vec![words.to_owned()]]
        } else {
            self.named()
        };
        if self.sign("?") {
            let ways = phrases.into_iter().flatten().chain([String::new()]);
            return vec![ways.collect()];
        }
        phrases
    }

    /// Another rule: a blank for a gap, the phrases of a silent rule, nothing for the rest.
    fn named(&mut self) -> Vec<Phrase> {
        let end = self.rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_');
        let (name, after) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = after;
        match (name, self.bodies.get(name)) {
            ("gap", _) => vec![vec![" ".to_owned()]],
            ("hyphen", _) => vec![vec!["-".to_owned()]],
            ("apostrophe", _) => vec![vec!["'".to_owned()]],
            (_, Some((_, body))) => Reader { bodies: self.bodies, rest: body }.choice(),
            _ => nothing(),
        }
    }

    fn sign(&mut self, sign: &str) -> bool {
        let rest = self.rest.trim_start();
        let found = rest.strip_prefix(sign);
        self.rest = found.unwrap_or(rest);
        found.is_some()
    }
}

fn nothing() -> Vec<Phrase> {
    vec![vec![String::new()]]
}

/// Whether `phrase` stands in `text` as words of its own; `text` has one blank between words.
#[must_use]
pub fn occurs(text: &str, phrase: &str) -> bool {
    let within =
        |sign: Option<char>| sign.is_some_and(|sign| sign.is_alphanumeric() || sign == '_');
    let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    text.match_indices(phrase).any(|(at, _)| {
        let (before, after) = (text.get(..at), text.get(at + phrase.len()..));
        let before = before.and_then(|words| words.chars().next_back());
        let after = after.and_then(|words| words.chars().next());
        let begins_within = is_word(phrase.chars().next()) && within(before);
        let ends_within = is_word(phrase.chars().next_back()) && within(after);
        !begins_within && !ends_within
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phrases_of_a_rule_are_its_choices() {
        let grammar = "// w\nkw_a = @{ (\"in\" ~ gap)? ~ (\"x\" | low ~ gap ~ \"than\") ~ !more }\n\
                       low = _{ \"less\" | \"fewer\" }\nnode = { kw_a ~ \"{\" }\n";
        let words = rules(grammar);
        let phrases =
            [["in x", "x"], ["in less than", "less than"], ["in fewer than", "fewer than"]];
        assert_eq!(words.len(), 1);
        assert_eq!(words["kw_a"], phrases.map(|ways| ways.map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_phrase_is_found_as_words_of_its_own() {
        assert!(occurs("rule a is €1 when b", "when"));
        assert!(!occurs("whenever", "when"));
        assert!(occurs("a≤b", "≤"));
    }
}
