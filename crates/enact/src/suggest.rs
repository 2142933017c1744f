//! The name that was probably meant.

/// The candidate nearest to `written`, when it is near enough to be meant.
///
/// Names that differ only in capitals, blanks, hyphens or underscores always count as near;
/// otherwise one slip for every three letters is forgiven.
#[must_use]
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let plain = plain(written);
    let slips_max = (plain.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&plain, &self::plain(candidate)), candidate))
        .filter(|(slips, _)| *slips <= slips_max)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name() {
        let names = ["date-of-birth", "income", "insured"];
        assert_eq!(nearest("date_of_birth", names), Some("date-of-birth"));
        assert_eq!(nearest("incmoe", names), Some("income"));
        assert_eq!(nearest("wealth", names), None);
    }
}
