//! Timing by the clock. Where other work shares the machine the minimum tells more than the median.

use std::time::{Duration, Instant};

/// The table of figures begins.
pub fn heading() {
    println!("| what | minimum | median | runs |");
    println!("|---|---:|---:|---:|");
}

/// Times a task of milliseconds.
pub fn row(what: &str, runs: usize, mut task: impl FnMut()) {
    task();
    let (least, middle) = least_and_median(runs, &mut task);
    println!("| {what} | {:.2} ms | {:.2} ms | {runs} |", least * 1e3, middle * 1e3);
}

/// Times a task of microseconds, a thousand at a time.
pub fn many(what: &str, mut task: impl FnMut()) {
    let mut thousand = || (0..1_000).for_each(|_| task());
    thousand();
    let (least, middle) = least_and_median(30, &mut thousand);
    println!("| {what} | {:.2} µs | {:.2} µs | 30,000 |", least * 1e3, middle * 1e3);
}

/// Times a task that decides `count` cases, and tells how many that makes in a second.
pub fn rate(what: &str, count: usize, mut task: impl FnMut()) {
    let mut often = || (0..20).for_each(|_| task());
    often();
    let decided = u32::try_from(count * 20).map_or(f64::NAN, f64::from);
    let (least, middle) = least_and_median(30, &mut often);
    let (least, middle) = (least / decided, middle / decided);
    println!(
        "| {what} | {:.2} µs ({:.0} a second) | {:.2} µs | {} |",
        least * 1e6,
        1.0 / least,
        middle * 1e6,
        count * 600
    );
}

/// Times a task that goes through so many rows, from the first on, and gives the nanoseconds of
/// one. It is timed in short stretches, so that other work on the machine spoils few of them.
pub fn per_row(what: &str, rows: u32, runs: usize, mut task: impl FnMut(u32, u32)) -> f64 {
    task(0, rows);
    let (mut least, mut middle) = (0.0, 0.0);
    for first in (0..rows).step_by(usize::try_from(STRETCH).unwrap_or(1)) {
        let count = rows.min(first.saturating_add(STRETCH)) - first;
        let (one, median) = least_and_median(runs, &mut || task(first, count));
        (least, middle) = (least + one, middle + median);
    }
    let (least, middle) = (least * 1e9 / f64::from(rows), middle * 1e9 / f64::from(rows));
    println!("| {what} | {least:.1} ns a row | {middle:.1} ns | {runs} |");
    least
}

/// How many rows are timed at once.
const STRETCH: u32 = 20_000;

fn least_and_median(runs: usize, task: &mut impl FnMut()) -> (f64, f64) {
    let mut times: Vec<Duration> = (0..runs).map(|_| time(task)).collect();
    times.sort();
    (times[0].as_secs_f64(), times[runs / 2].as_secs_f64())
}

fn time(task: &mut impl FnMut()) -> Duration {
    let start = Instant::now();
    task();
    start.elapsed()
}
