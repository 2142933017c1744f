//! Puts code where it stands: with its provision, or with the law as a whole.

use super::items::Found;
use super::{Item, Missing, Provision, Shown};

/// What belongs to no provision.
#[derive(Default)]
pub(super) struct Placed {
    /// What no example shows of it.
    pub missing: Vec<Missing>,
    /// What they do show.
    pub shown: Shown,
}

impl Placed {
    /// Puts `found` with the provision in which it stands, at the same place among `places`.
    pub(super) fn put(
        &mut self,
        found: &Found,
        places: &[enact_source::Provision],
        provisions: &mut [Provision],
    ) {
        let item = item(found);
        let at = places.iter().position(|place| Some(place) == found.provision.as_ref());
        match at.and_then(|at| provisions.get_mut(at)) {
            Some(provision) => {
                provision.shown += item.shown;
                provision.add(item);
            }
            None => {
                self.shown += item.shown;
                self.missing.extend(item.missing);
            }
        }
    }
}

impl Provision {
    /// Adds `item`, or what it has beside one that is about the same.
    fn add(&mut self, item: Item) {
        let same = |known: &&mut Item| {
            known.kind == item.kind && known.name == item.name && known.line == item.line
        };
        match self.code.iter_mut().find(same) {
            Some(known) => {
                known.shown += item.shown;
                known.missing.extend(item.missing);
                known.never.extend(item.never);
            }
            None => self.code.push(item),
        }
    }
}

fn item(found: &Found) -> Item {
    let mut shown = Shown::default();
    for aim in found.aims.iter().filter(|aim| aim.shown || aim.possible) {
        let share = shown.of_mut(aim.measure);
        share.of += 1;
        share.shown += usize::from(aim.shown);
    }
    let missing = |possible: bool| {
        let aims = found.aims.iter().filter(move |aim| !aim.shown && aim.possible == possible);
        let told = aims.map(|aim| Missing {
            measure: aim.measure,
            line: aim.line,
            told: aim.told.clone(),
            follows: aim.follows,
        });
        told.collect()
    };
    let (kind, name, line) = (found.kind, found.name.clone(), found.line);
    Item { kind, name, line, shown, missing: missing(true), never: missing(false) }
}
