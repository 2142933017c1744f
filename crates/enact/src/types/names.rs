//! Names of a law as names of a program.

use std::collections::BTreeSet;

/// The name of a type: `zorgtoeslag-per-maand` is `ZorgtoeslagPerMaand`.
pub(super) fn pascal(name: &str) -> String {
    let words = name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let capitals = words.map(|word| {
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        first.to_uppercase() + rest
    });
    identifier(capitals.collect())
}

/// The name of a field: `geboortedatum`, `zelfdePartnerHeleJaar`.
pub(super) fn camel(name: &str) -> String {
    let pascal = pascal(name);
    let (first, rest) = pascal.split_at(pascal.chars().next().map_or(0, char::len_utf8));
    // A name of capitals only, such as AOW, becomes small as a whole.
    let small = if rest.chars().all(|sign| !sign.is_lowercase()) {
        pascal.to_lowercase()
    } else {
        first.to_lowercase() + rest
    };
    identifier(small)
}

/// The name of a constant: `no-entitlement` is `NO_ENTITLEMENT`.
pub(super) fn constant(name: &str) -> String {
    let letters = |sign: char| if sign.is_alphanumeric() { sign } else { '_' };
    identifier(name.to_uppercase().chars().map(letters).collect())
}

fn identifier(name: String) -> String {
    match name.chars().next() {
        None => "unnamed".to_owned(),
        Some(first) if first.is_numeric() => format!("_{name}"),
        Some(_) => name,
    }
}

/// A name that is not among `taken`, to which it is added: with a number behind it, if need be.
pub(super) fn distinct(name: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}{number}"));
    let mut free = std::iter::once(name.clone()).chain(numbered);
    let free = free.find(|name| !taken.contains(name)).unwrap_or(name);
    taken.insert(free.clone());
    free
}
