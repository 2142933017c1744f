//! The front matter of a law into which an official text was woven.
//!
//! Start at [`woven`]. It says that the text is official, which one it is, and the fingerprint of every
//! provision; its other lines stay as they are.

use crate::official::{Act, Fingerprinted};
use crate::written::iso;
use enact_source::Language;
use enact_syntax::tree::{Header, TextKind};

/// The front matter `front` of a law with `texts`, which are those of `act`, of which it has only a
/// part when `in_part`; with `official` its prose is that text.
pub(super) fn woven(
    front: &str,
    header: &Header,
    act: &Act,
    texts: &[Fingerprinted],
    in_part: bool,
    official: bool,
) -> String {
    let mut lines: Vec<&str> = front.lines().collect();
    let closing = lines.pop().unwrap_or("---");
    let keys = Keys::of(&lines);
    let mut written: Vec<String> = Vec::new();
    // Where the official text is named already, or else behind the line about the prose.
    let (mut place, mut known_place) = (None, None);
    let mut below = false;
    for line in lines {
        let key = line.split(':').next().unwrap_or("").trim();
        let indented = line.starts_with([' ', '\t']);
        if below && (indented || line.trim().is_empty()) {
            continue;
        }
        below = ["fingerprints", "vingerafdrukken"].contains(&key);
        if ["text", "tekst"].contains(&key) && place.is_none() {
            let known = !official || header.text == TextKind::Official;
            written.push(if known { line.to_owned() } else { format!("{key}: {}", keys.kind) });
            place = Some(written.len());
        } else if ["official", "officieel"].contains(&key) {
            known_place = Some(written.len());
        } else if !below {
            written.push(line.to_owned());
        }
    }
    if place.is_none() && official {
        written.push(format!("{}: {}", keys.text, keys.kind));
    }
    let place = known_place.or(place).unwrap_or(written.len());
    let part = if in_part { keys.in_part } else { "" };
    let mut own: Vec<String> = Vec::new();
    own.extend(header.id.is_none().then(|| format!("id: {}", act.id)));
    own.push(format!("{}: {} {}{part}", keys.official, act.id, iso(act.on)));
    own.push(format!("{}:", keys.fingerprints));
    own.extend(
        texts.iter().map(|text| {
            format!("  {}: {}", text.provision.cite_short(header.language), text.digits)
        }),
    );
    written.splice(place..place, own);
    written.push(closing.to_owned());
    format!("{}\n", written.join("\n"))
}

/// The keys in the language in which the front matter has its own.
struct Keys {
    text: &'static str,
    kind: &'static str,
    official: &'static str,
    in_part: &'static str,
    fingerprints: &'static str,
}

impl Keys {
    fn of(lines: &[&str]) -> Self {
        let is_dutch = |line: &&str| line.starts_with("titel:") || line.starts_with("taal:");
        let dutch = lines.iter().any(is_dutch);
        let language = if dutch { Language::Dutch } else { Language::English };
        Self {
            text: language.pick("tekst", "text"),
            kind: language.pick("officieel", "official"),
            official: language.pick("officieel", "official"),
            in_part: language.pick(" gedeeltelijk", " in part"),
            fingerprints: language.pick("vingerafdrukken", "fingerprints"),
        }
    }
}
