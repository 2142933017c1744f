//! A law like that of a family benefit, with nine rules, and families of no to six children.

use crate::timing::{many, rate};
use enact::{Memory, Ruleset};
use enact_eval::Case;
use enact_model::table::TermId;
use enact_source::Source;
use enact_value::Date;
use std::fmt::Write;
use std::hint::black_box;

/// Decides families with and without what a motivation is made of, and one of each size.
pub fn decisions() {
    let loaded = Ruleset::load(&Memory::new().with("fsa.law.md", include_str!("family.law.md")));
    let (Some(ruleset), Ok(on)) = (loaded.ruleset, Date::parse_iso("2025-03-01")) else {
        println!("| decide a family benefit | the law has errors | | |");
        return;
    };
    let found = ruleset.program().terms.iter().find(|(_, term)| term.name == "benefit");
    let Some((term, _)) = found else { return };
    let cases: Vec<Case> = (0..70).filter_map(|number| case(&ruleset, term, on, number)).collect();
    let count = cases.len();
    rate("decide a family benefit, outcome only", count, || {
        for case in &cases {
            black_box(ruleset.outcome(term, case, on));
        }
    });
    rate("decide a family benefit with its record", count, || {
        for case in &cases {
            black_box(ruleset.decide(term, case, on));
        }
    });
    for children in [0, 2, 6] {
        let Some(case) = cases.get(children) else { return };
        many(&format!("the same, outcome only, {children} children"), || {
            black_box(ruleset.outcome(term, case, on));
        });
    }
}

/// The family with this number: its size goes round from no to six children.
fn case(ruleset: &Ruleset, term: TermId, on: Date, number: u32) -> Option<Case> {
    let (income, single) = (18_000 + 397 * (number * number % 71), number.is_multiple_of(3));
    let mut text = format!(
        "{{\"income\": \"{income}\", \"single-parent\": {single}, \"abroad\": false, \"children\": ["
    );
    for child in 0..number % 7 {
        let (year, month) = (2004 + (number + 5 * child) % 20, 1 + (number + child) % 12);
        let at_home = !(number + child).is_multiple_of(9);
        let comma = if child == 0 { "" } else { ", " };
        let _ = write!(
            text,
            "{comma}{{\"date-of-birth\": \"{year}-{month:02}-17\", \"at-home\": {at_home}}}"
        );
    }
    text.push_str("]}");
    let about = ruleset.program().terms[term].entity;
    ruleset.read_case(about, Source::new("case.json", text), on).case.map(|read| read.case)
}
