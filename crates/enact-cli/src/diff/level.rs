//! From which differences on the command fails.

use crate::arguments::DiffLevel;
use enact::comparison::Compared;

/// 0 when nothing is at the level, 1 when something is, 3 when that was not found out.
pub fn exit(compared: &Compared, level: DiffLevel) -> u8 {
    let verdict =
        |wanted: &[&str]| compared.decisions.iter().any(|effect| wanted.contains(&effect.verdict));
    let fails = compared
        .safeguards
        .iter()
        .any(|one| one.before == Some("proved") && one.after != Some("proved"));
    let open = verdict(&["not-proved"]) || compared.decisions.iter().any(|one| one.open.is_some());
    let found = match level {
        DiffLevel::None => return 0,
        DiffLevel::Any => {
            let words = compared.provisions.iter().any(|one| one.changes.is_empty());
            words || compared.open_changes().next().is_some() || !compared.safeguards.is_empty()
        }
        DiffLevel::Worse => verdict(&["worse", "less", "more", "both", "gone"]) || fails,
        DiffLevel::Safeguard => fails,
        DiffLevel::Unproved => return if open { 3 } else { 0 },
    };
    match (found, open && level == DiffLevel::Worse) {
        (true, _) => 1,
        (false, true) => 3,
        (false, false) => 0,
    }
}
