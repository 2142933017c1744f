//! Rooms for values whose range shows only once the code that fills them is written.
//!
//! A function is written with rooms as wide as the check says, and again with rooms as wide as
//! what was put into them: most numbers that could be wide turn out to fit 64 bits.

use crate::body::Local;
use enact_value::Range;
use std::collections::BTreeMap;

/// The rooms of a function, in the order in which they are made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rooms {
    /// What is known of each from the time before.
    known: Vec<Option<Range>>,
    /// What was put into each this time.
    met: Vec<Option<Range>>,
    places: BTreeMap<Local, usize>,
}

impl Rooms {
    /// The range of the next room, which is no wider than `widest`.
    pub fn next(&self, widest: Range) -> Range {
        let known = self.known.get(self.met.len()).copied().flatten();
        known.and_then(|known| known.intersect(widest)).unwrap_or(widest)
    }

    /// Notes the next room, from this local on.
    pub fn made(&mut self, first: Local) {
        self.places.insert(first, self.met.len());
        self.met.push(None);
    }

    /// Notes what is put into the room from this local on.
    pub fn put(&mut self, first: Local, range: Range) {
        let met = self.places.get(&first).and_then(|place| self.met.get_mut(*place));
        if let Some(met) = met {
            *met = Some(met.map_or(range, |met| met.hull(range)));
        }
    }

    /// The same rooms, as wide as what was put into them.
    pub fn narrowed(&self) -> Self {
        Self { known: self.met.clone(), ..Self::default() }
    }

    /// The range of the first room: of what the function gives.
    pub fn result(&self) -> Option<Range> {
        self.known.first().copied().flatten()
    }
}
