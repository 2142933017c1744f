//! A law of any length, with the mix of a real one: prose, facts, parameters, rules that build on
//! the article before, cases, exceptions and examples.

use std::fmt::Write;

/// A sound law of about `lines` lines.
pub fn law(lines: usize) -> String {
    let mut text = String::from(HEAD);
    let mut article = 2;
    let mut written = text.lines().count();
    while written < lines {
        let before = text.len();
        one(&mut text, article, article - 1, ALL_OTHERS);
        written += text[before..].lines().count();
        article += 1;
    }
    text
}

/// A sound law of at least so many rules.
pub fn law_of(rules: usize) -> String {
    let mut text = String::from(HEAD);
    for article in 2..rules.div_ceil(RULES_OF_ONE) + 2 {
        one(&mut text, article, article - 1, ALL_OTHERS);
    }
    text
}

/// A sound law of at least so many rules, in chapters of ten articles: each ends with a decision on
/// the amount that its articles build up. Most people get the amount of the first paragraph.
pub fn chapters_of(rules: usize) -> String {
    let mut text = String::from(HEAD);
    for first in (2..rules.div_ceil(RULES_OF_ONE) + 2).step_by(ARTICLES_OF_ONE) {
        let last = first + ARTICLES_OF_ONE - 1;
        one(&mut text, first, 1, THE_RICH);
        (first + 1..=last).for_each(|article| one(&mut text, article, article - 1, THE_RICH));
        let _ = write!(
            text,
            "4. Over het bedrag wordt beslist.

   ```enact
   beschikking besluit-{last} aan persoon door \"Raad\" : bedrag per jaar is bedrag-{last}
   ```

"
        );
    }
    text
}

/// To whom the third paragraph of an article gives another amount than the first, besides those who
/// do not come into account and the young: to everybody, so that the first never speaks, or to the
/// rich only.
const ALL_OTHERS: &str = "in de overige gevallen";
const THE_RICH: &str = "indien vermogen meer dan € 141.896";

/// How many articles a chapter has.
const ARTICLES_OF_ONE: usize = 10;

/// How many rules an article of the law has.
const RULES_OF_ONE: usize = 5;

const HEAD: &str = "---
title: Wet van voorbeelden
short: Voorbeeldwet
language: nl
in-force: 2025-01-01
text: draft
---
## Artikel 1

1. Deze wet geldt voor elke persoon.

   ```enact
   soort persoon
   gegeven geboortedatum : datum uit \"BRP\"
   gegeven inkomen : bedrag per jaar uit \"BRI\"
   gegeven vermogen : bedrag
   gegeven verzekerd : ja/nee
   gegeven partner : persoon, optioneel
   aanname inkomen ≥ € 0 per jaar
   aanname inkomen ≤ € 1.000.000 per jaar
   aanname vermogen ≤ € 1.000.000
   regel bedrag-1 is inkomen
   regel leeftijd is jaren tussen geboortedatum en peildatum
   ```

";

fn one(text: &mut String, n: usize, previous: usize, others: &str) {
    let _ = write!(
        text,
        "## Artikel {n}

1. Het bedrag van dit artikel is een deel van het bedrag van het vorige, met een ondergrens en een
   bovengrens die bij dit artikel horen, en naar beneden afgerond op hele euro's.

   ```enact
   parameter grens-{n} : bedrag per jaar
     vanaf 2025-01-01 tot 2026-01-01 : € {limit}
     vanaf 2026-01-01 : € {higher},50
   regel bedrag-{n} van persoon is
     (4,273% van bedrag-{previous} + 13,7% van (inkomen voor zover boven grens-{n})) naar beneden afgerond op euro's
     indien geschikt-{n} en leeftijd ≥ 18 tenzij vermogen meer dan € 141.896
   ```

2. Wie geen inkomen boven de grens heeft, komt in aanmerking, en ook wie verzekerd is.

   ```enact
   regel geschikt-{n} van persoon indien inkomen ten hoogste grens-{n}
   regel geschikt-{n} van persoon indien verzekerd en met partner
   regel niet geschikt-{n} van persoon indien vermogen meer dan € 500.000
   ```

3. In afwijking van het eerste lid geldt voor een ander een ander bedrag.

   ```enact
   in afwijking van lid 1
   regel bedrag-{n} van persoon is in volgorde
     indien niet geschikt-{n} : € 0 per jaar
     indien leeftijd < 18 : € {limit} per jaar
     {others} : hoogste van (€ 0 per jaar; € {higher} per jaar − bedrag-{previous}) naar beneden afgerond op euro's

   ```

",
        limit = n % 900 + 100,
        higher = n % 900 + 200,
    );
}
