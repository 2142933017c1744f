//! "Did you mean …": the known word nearest to a misspelled one.

/// The candidate that differs least from `word`: at most one letter in three, and never a whole
/// other word. Letter case is ignored; ties go to the first.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_word_and_another_word_does_not() {
        let known = ["inkomen", "vermogen", "partner"];
        assert_eq!(nearest("inkomne", known), Some("inkomen"));
        assert_eq!(nearest("Partner", known), Some("partner"));
        assert_eq!(nearest("woning", known), None);
    }
}
