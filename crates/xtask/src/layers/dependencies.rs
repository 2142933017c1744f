//! Whether knowledge flows one way: a crate depends on lower layers only.
//!
//! Start at [`upward`]. What a crate needs for its tests alone is free.

use super::Member;

/// Every dependency that points the wrong way, and every crate without a place. `layers` is
/// the order of knowledge; a crate in `workshop` may know all others, and none may know it.
pub fn upward(members: &[Member], layers: &[&str], workshop: &[&str]) -> Vec<String> {
    let place = |name: &str| layers.iter().position(|layer| *layer == name);
    let is_member = |name: &str| members.iter().any(|member| member.name == name);
    let mut findings = Vec::new();
    for Member { name, needs, .. } in members {
        if workshop.contains(&name.as_str()) {
            continue;
        }
        let Some(own) = place(name) else {
            findings.push(format!("{name} has no layer: give it one in xtask's layers.rs"));
            continue;
        };
        let ours = needs.iter().filter(|need| is_member(need));
        let wrong = ours.filter(|need| place(need).is_none_or(|other| other >= own));
        findings.extend(wrong.map(|need| format!("{name} may not know {need}")));
    }
    findings
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::{Member, upward};

    fn findings(needs: &[(&str, &[&str])]) -> Vec<String> {
        let member = |(name, needs): &(&str, &[&str])| Member {
            name: (*name).to_owned(),
            folder: PathBuf::new(),
            needs: needs.iter().map(|need| (*need).to_owned()).collect(),
        };
        let members: Vec<Member> = needs.iter().map(member).collect();
        upward(&members, &["source", "value", "syntax"], &["xtask"])
    }

    #[test]
    fn a_crate_may_know_every_lower_layer() {
        let needs: [(&str, &[&str]); 4] = [
            ("source", &["serde"]),
            ("value", &["source"]),
            ("syntax", &["source", "value"]),
            ("xtask", &["syntax"]),
        ];
        assert_eq!(findings(&needs), Vec::<String>::new());
    }

    #[test]
    fn knowledge_never_flows_up() {
        let needs: [(&str, &[&str]); 2] = [("source", &["value"]), ("value", &[])];
        assert_eq!(findings(&needs), ["source may not know value"]);
    }

    #[test]
    fn nobody_knows_the_workshop() {
        let needs: [(&str, &[&str]); 2] = [("source", &["xtask"]), ("xtask", &[])];
        assert_eq!(findings(&needs), ["source may not know xtask"]);
    }

    #[test]
    fn a_new_crate_asks_for_a_layer() {
        assert_eq!(
            findings(&[("verify", &[])]),
            ["verify has no layer: give it one in xtask's layers.rs"]
        );
    }
}
