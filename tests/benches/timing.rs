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
