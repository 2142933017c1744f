//! Random people for the Wet op de zorgtoeslag, the same for every peer: one file per column, its
//! values one after the other, little-endian. A fixed seed and whole numbers only.

use super::draw::Draw;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The columns of a population. Amounts are in cents, days are counted from 1970-01-01.
#[derive(Debug, Default)]
pub struct Population {
    pub born: Vec<i32>,
    pub insured: Vec<u8>,
    pub suspended: Vec<u8>,
    pub income: Vec<i64>,
    pub wealth: Vec<i64>,
    pub partner: Vec<u8>,
    pub all_year: Vec<u8>,
    pub partner_born: Vec<i32>,
    pub partner_insured: Vec<u8>,
    pub partner_suspended: Vec<u8>,
    pub partner_income: Vec<i64>,
    pub partner_wealth: Vec<i64>,
}

const WORDS: [&str; 2] = ["born.i32", "partner_born.i32"];
const BYTES: [&str; 6] = [
    "insured.u8",
    "suspended.u8",
    "partner.u8",
    "all_year.u8",
    "partner_insured.u8",
    "partner_suspended.u8",
];
const LONGS: [&str; 4] = ["income.i64", "wealth.i64", "partner_income.i64", "partner_wealth.i64"];

/// A day of birth between 1935 and 2012.
fn born(draw: &mut Draw) -> i32 {
    i32::try_from(draw.between(-12_784, 15_705)).unwrap_or(0)
}

fn income(draw: &mut Draw) -> i64 {
    draw.between(-500_000, 6_000_000)
}

/// Four in five have little.
fn wealth(draw: &mut Draw) -> i64 {
    let most = if draw.percent(80) == 1 { 5_000_000 } else { 25_000_000 };
    draw.between(0, most)
}

/// Writes a population of `rows` into `folder`, unless it is there.
pub fn write(folder: &Path, rows: usize) -> io::Result<()> {
    let done = folder.join("rows");
    if done.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let open = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    let mut words = WORDS.map(open).into_iter().collect::<io::Result<Vec<_>>>()?;
    let mut bytes = BYTES.map(open).into_iter().collect::<io::Result<Vec<_>>>()?;
    let mut longs = LONGS.map(open).into_iter().collect::<io::Result<Vec<_>>>()?;
    let mut draw = Draw::new(2025);
    for _ in 0..rows {
        for file in &mut words {
            file.write_all(&born(&mut draw).to_le_bytes())?;
        }
        for (file, percent) in bytes.iter_mut().zip([95, 1, 45, 95, 95, 1]) {
            file.write_all(&[draw.percent(percent)])?;
        }
        let amounts = [income(&mut draw), wealth(&mut draw), income(&mut draw), wealth(&mut draw)];
        for (file, amount) in longs.iter_mut().zip(amounts) {
            file.write_all(&amount.to_le_bytes())?;
        }
    }
    for file in words.iter_mut().chain(&mut bytes).chain(&mut longs) {
        file.flush()?;
    }
    fs::write(done, rows.to_string())
}

/// Reads the population in `folder`.
pub fn read(folder: &Path) -> io::Result<Population> {
    let bytes = |name: &str| fs::read(folder.join(name));
    let words = |name: &str| -> io::Result<Vec<i32>> {
        Ok(bytes(name)?.as_chunks().0.iter().map(|word| i32::from_le_bytes(*word)).collect())
    };
    let longs = |name: &str| -> io::Result<Vec<i64>> {
        Ok(bytes(name)?.as_chunks().0.iter().map(|long| i64::from_le_bytes(*long)).collect())
    };
    Ok(Population {
        born: words("born.i32")?,
        insured: bytes("insured.u8")?,
        suspended: bytes("suspended.u8")?,
        income: longs("income.i64")?,
        wealth: longs("wealth.i64")?,
        partner: bytes("partner.u8")?,
        all_year: bytes("all_year.u8")?,
        partner_born: words("partner_born.i32")?,
        partner_insured: bytes("partner_insured.u8")?,
        partner_suspended: bytes("partner_suspended.u8")?,
        partner_income: longs("partner_income.i64")?,
        partner_wealth: longs("partner_wealth.i64")?,
    })
}
