//! Random whole numbers from a fixed seed, so that everybody reads the same population.

/// Draws numbers: SplitMix64.
#[derive(Debug)]
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number from `least` up to and including `most`.
    pub fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = most.abs_diff(least) + 1;
        least + i64::try_from(self.next() % width).unwrap_or(0)
    }

    /// 1 in so many of a hundred times, else 0.
    pub fn percent(&mut self, times: i64) -> u8 {
        u8::from(self.between(1, 100) <= times)
    }
}

/// One file per column, its values one after the other, little-endian.
pub mod files {
    use std::fs;
    use std::path::Path;

    pub fn bytes(folder: &Path, name: &str, values: &[u8]) {
        fs::write(folder.join(format!("{name}.u8")), values).unwrap();
    }

    pub fn words(folder: &Path, name: &str, values: &[i32]) {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        fs::write(folder.join(format!("{name}.i32")), bytes).unwrap();
    }

    pub fn longs(folder: &Path, name: &str, values: &[i64]) {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        fs::write(folder.join(format!("{name}.i64")), bytes).unwrap();
    }
}
