//! How far apart two words are, for a question such as “did you mean `indien`?”.

/// The candidate nearest to `word`, when it is near: at most a third of its letters differ.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let limit = (word.chars().count() / 3).min(3);
    let measured = candidates.into_iter().map(|candidate| (distance(word, candidate), candidate));
    let near = measured.filter(|(distance, _)| (1..=limit).contains(distance));
    near.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// How many letters must be changed, added, left out or swapped with their neighbour to make
/// one word the other.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().abs_diff(other.len()) > 3 {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, expected) in other.iter().enumerate() {
            let changed = last[column] + usize::from(letter != expected);
            let mut least = changed.min(last[column + 1] + 1).min(next[column] + 1);
            let swapped =
                row > 0 && column > 0 && one[row - 1] == *expected && other[column - 1] == *letter;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_found_and_a_far_one_is_not() {
        let words = ["indien", "tenzij", "is"];
        assert_eq!(nearest("indein", words), Some("indien"));
        assert_eq!(nearest("tenzi", words), Some("tenzij"));
        assert_eq!(nearest("inkomen", words), None);
        assert_eq!(nearest("indien", words), None);
        assert_eq!(distance("ab", "ba"), 1);
    }
}
