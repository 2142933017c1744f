//! Laws that nobody wrote, each compiled and decided for many cases: some in every test, as many
//! as one likes by `cargo xtask soak`.

use crate::agreement::{Agreement, On, Tally};
use crate::grown::{Grown, growing, strategy};
use enact::{Memory, Ruleset};
use enact_model::table::TermId;
use enact_value::Date;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseError, TestError, TestRunner};
use std::cell::RefCell;
use std::time::Instant;

/// How many laws are grown before progress is told.
const LAWS_A_ROUND: u32 = 20;

/// Grows laws and decides so many cases of each, every value of the law; `sound` looks at each
/// module first.
///
/// # Errors
/// A difference between a machine and evaluation, with the smallest law and case that show it.
pub fn round(
    config: ProptestConfig,
    cases: usize,
    sound: impl Fn(&Agreement<'_>) -> Result<(), String>,
) -> Result<Tally, String> {
    let whole = RefCell::new(Tally::default());
    let mut runner = TestRunner::new(config);
    let found = runner.run(&(strategy(), any::<u64>()), |(law, seed)| {
        let tally = one(&law, seed, cases, &sound).map_err(TestCaseError::fail)?;
        whole.borrow_mut().add(tally);
        Ok(())
    });
    match found {
        Ok(()) => Ok(whole.into_inner()),
        Err(TestError::Fail(reason, (law, seed))) => {
            Err(format!("{law:?}\nwith seed {seed}: {reason}"))
        }
        Err(TestError::Abort(reason)) => Err(reason.to_string()),
    }
}

fn one(
    law: &Grown,
    seed: u64,
    cases: usize,
    sound: impl Fn(&Agreement<'_>) -> Result<(), String>,
) -> Result<Tally, String> {
    let loaded = Ruleset::load(&Memory::new().with("grown.law.md", law.text.as_str()));
    let Some(ruleset) = loaded.ruleset else { return Ok(Tally::default()) };
    let program = ruleset.program();
    let Some(person) = program.entities.ids().next() else { return Ok(Tally::default()) };
    let about = program.terms.iter().filter(|(_, term)| term.entity == person);
    let terms: Vec<TermId> = about.map(|(term, _)| term).collect();
    let days: Vec<Date> = ["2025-03-01", "2024-02-29", "2026-12-31"]
        .iter()
        .filter_map(|day| Date::parse_iso(day).ok())
        .collect();
    let agreement = Agreement::new(ruleset.law(), &terms, On::Both);
    sound(&agreement)?;
    agreement.check_random(person, seed, cases, &days).map_err(|difference| difference.to_string())
}

/// As many outcomes as `ENACT_CASES` says, from the laws that `ENACT_SEED` leads to, with progress.
///
/// # Errors
/// The first difference.
#[allow(clippy::print_stderr, clippy::disallowed_methods, reason = "it tells how far it is")]
pub fn as_told() -> Result<(), String> {
    let said = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let wanted = usize::try_from(said("ENACT_CASES").unwrap_or(1_000_000)).unwrap_or(usize::MAX);
    let (start, mut whole) = (Instant::now(), Tally::default());
    for seed in said("ENACT_SEED").unwrap_or(1).. {
        let config = ProptestConfig {
            cases: LAWS_A_ROUND,
            rng_seed: RngSeed::Fixed(seed),
            ..growing(LAWS_A_ROUND)
        };
        whole.add(round(config, 5_000, |_| Ok(()))?);
        let seconds = usize::try_from(start.elapsed().as_secs().max(1)).unwrap_or(1);
        let rate = (whole.all() / seconds).max(1);
        let left = wanted.saturating_sub(whole.all()) / rate;
        eprintln!(
            "seed {seed}: {} of {wanted} agree, {rate} a second, {} h {:02} min left; {} left to evaluation",
            whole.all(),
            left / 3_600,
            left / 60 % 60,
            whole.left,
        );
        if whole.all() >= wanted {
            break;
        }
    }
    Ok(())
}
