//! Choices, one byte each; past the end always the first, which is the simplest.

use proptest::prelude::*;
use std::fmt;

/// A tape and where it is read.
#[derive(Clone, Default)]
pub struct Tape {
    bytes: Vec<u8>,
    at: usize,
}

impl fmt::Debug for Tape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "a tape of {} bytes", self.bytes.len())
    }
}

/// Any tape of up to `length` bytes.
pub fn tapes(length: usize) -> impl Strategy<Value = Tape> {
    prop::collection::vec(any::<u8>(), 0..length).prop_map(Tape::new)
}

impl Tape {
    /// At its begin.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0 }
    }

    /// A number below `from`, which is not zero.
    pub fn choose(&mut self, from: usize) -> usize {
        let byte = self.bytes.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(byte) % from.max(1)
    }
}
