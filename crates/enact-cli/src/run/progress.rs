//! How far a run is, on one line of a terminal.

use super::input::Meter;
use enact_source::Language;
use enact_source::messages::phrase;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line is written.
const PAUSE: Duration = Duration::from_millis(200);

/// A line that says how far a run is, and goes away at the end.
#[derive(Debug)]
pub struct Progress {
    meter: Meter,
    start: Instant,
    /// When it was last written; `None` when nobody looks.
    told: Option<Instant>,
}

impl Progress {
    /// A run that begins now.
    #[allow(clippy::disallowed_methods, reason = "how long a run takes is for who waits for it")]
    pub fn new(meter: Meter) -> Self {
        let start = Instant::now();
        Self { meter, start, told: io::stderr().is_terminal().then_some(start) }
    }

    /// Says how many rows are decided, how many in a second, and how long it will take.
    pub fn tell(&mut self, rows: usize, language: Language) {
        let Some(told) = self.told.filter(|told| told.elapsed() >= PAUSE) else { return };
        self.told = Some(told + told.elapsed());
        let spent = self.start.elapsed();
        let ms = usize::try_from(spent.as_millis()).unwrap_or(usize::MAX).max(1);
        let read = self.meter.read().max(1);
        let left = self.meter.whole.map(|whole| {
            let left =
                u128::from(whole.saturating_sub(read)) * spent.as_millis() / u128::from(read);
            usize::try_from(left / 1000).unwrap_or(usize::MAX)
        });
        let words = [
            ("count", rows.into()),
            ("rate", (rows.saturating_mul(1000) / ms).into()),
            ("seconds", left.unwrap_or(0).into()),
        ];
        let id = if left.is_some() { "run-progress" } else { "run-progress-open" };
        write(&phrase(language, id, &words));
    }

    /// Takes the line away.
    pub fn close(&self) {
        if self.told.is_some() {
            write("");
        }
    }
}

fn write(line: &str) {
    let mut terminal = io::stderr();
    // A terminal that cannot be written to misses nothing but this.
    let line = format!("\r\x1b[2K{line}");
    let _ = terminal.write_all(line.as_bytes()).and_then(|()| terminal.flush());
}
