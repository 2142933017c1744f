//! Laws that nobody wrote: any law made of well-typed parts, in either language, and cases for it.
//!
//! Start at [`strategy`], or at [`small`]. A law is grown from a tape of bytes, so that a failure shrinks to a
//! short one. Its facts, figures and assumptions stand in its first article and are always the
//! same ([`head`]); each further article gives a value that may build on those before it. Whatever
//! is grown has an answer for every case, and is refused by the check for one reason only: a
//! number in it may become too large (E0310). [`facts::Facts`] makes cases, for any law.

mod condition;
mod expression;
pub mod facts;
mod folds;
mod forms;
mod head;
pub mod tape;

use enact_source::Language;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::fmt;
use tape::Tape;

/// A grown law.
#[derive(Clone, PartialEq, Eq)]
pub struct Grown {
    /// The language of its code.
    pub language: Language,
    /// Its text, for a file that ends in `.law.md`.
    pub text: String,
}

impl fmt::Debug for Grown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "\n{}", self.text)
    }
}

/// Any law.
pub fn strategy() -> impl Strategy<Value = Grown> {
    tape::tapes(500).prop_map(grow)
}

/// The law on `tape`: the head, and up to seven articles with a value each.
#[must_use]
pub fn grow(tape: Tape) -> Grown {
    grown(tape, 7, |head, _| head.to_owned())
}

/// A small law on `tape`: up to two articles, and of the head only what these read.
#[must_use]
pub fn small(tape: Tape) -> Grown {
    grown(tape, 2, head::read_by)
}

fn grown(mut tape: Tape, most: usize, head: impl Fn(&str, &str) -> String) -> Grown {
    let dutch = tape.choose(2) == 0;
    let articles = 1 + tape.choose(most);
    let mut law = Law { tape, dutch, text: String::new(), terms: Vec::new() };
    for article in 2..2 + articles {
        law.article(article);
    }
    let language = if dutch { Language::Dutch } else { Language::English };
    Grown { language, text: head(head::text(dutch), &law.text) + &law.text }
}

/// A phrase in Dutch and in English. Each `{}` is filled with a part, in the same order.
type Phrase = [&'static str; 2];

/// A law under way.
struct Law {
    tape: Tape,
    dutch: bool,
    text: String,
    terms: Vec<Term>,
}

/// A value that an earlier article gives.
struct Term {
    name: String,
    about: About,
    kind: Kind,
}

/// Whom an expression is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    /// The person decided about.
    Person,
    /// A child, in a rule of its own.
    Child,
    /// A child, within a list of a person: a name means the child first, and then the person.
    Element,
}

/// What a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Amount,
    Answer,
    Count,
    Day,
    Status,
}

impl Law {
    /// The phrase in the language of the law, with its parts filled in.
    fn say(&self, [dutch, english]: Phrase, parts: &[&str]) -> String {
        let mut said = String::new();
        let mut parts = parts.iter();
        let mut pieces = (if self.dutch { dutch } else { english }).split("{}");
        said.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            said.push_str(parts.next().copied().unwrap_or_default());
            said.push_str(piece);
        }
        said
    }

    /// One of these phrases.
    fn pick(&mut self, options: &[Phrase]) -> String {
        let picked = options[self.tape.choose(options.len())];
        self.say(picked, &[])
    }

    /// The name of an earlier value of this kind, as it is read from `about`; none when there is
    /// no such value.
    fn earlier(&mut self, kind: Kind, about: About) -> Option<String> {
        let seen = |term: &&Term| {
            term.kind == kind && (about != About::Person || term.about == About::Person)
        };
        let found: Vec<(String, About)> =
            self.terms.iter().filter(seen).map(|term| (term.name.clone(), term.about)).collect();
        if found.is_empty() {
            return None;
        }
        let (name, of) = found[self.tape.choose(found.len())].clone();
        match (about, of) {
            (About::Child, About::Person) => {
                Some(self.say(["{} van ouder", "{} of parent"], &[&name]))
            }
            _ => Some(name),
        }
    }
}

/// How many laws are grown. `few` are the same ones each time, so that a run takes as long as the
/// one before; with `ENACT_LAWS=3000` there are so many, and others each time, or those that
/// `ENACT_SEED=7` leads to.
#[must_use]
pub fn growing(few: u32) -> ProptestConfig {
    let said = |name| std::env::var(name).ok()?.parse().ok();
    let many = said("ENACT_LAWS").and_then(|number| u32::try_from(number).ok());
    let seed = said("ENACT_SEED").or(many.is_none().then_some(1818_u64));
    ProptestConfig {
        cases: many.unwrap_or(few),
        failure_persistence: None,
        rng_seed: seed.map_or(RngSeed::Random, RngSeed::Fixed),
        ..ProptestConfig::default()
    }
}
