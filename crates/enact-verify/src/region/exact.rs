//! Whether something happens in every case of a region.
//!
//! A way says of the values that the rules read what they can be, but not that every case with
//! such values goes that way, or one that ends the same. So the law is run once more on the cases
//! of the region alone: when each of them ends the same, the region says it exactly. Then it
//! is made as wide as it can be, so that nothing is told that does not matter.

use super::{About, Extent, Region, all_joined};
use crate::domain::Domain;
use crate::explore::Explorer;
use crate::machine::{Fault, Lack, Machine, Settled, Sym};
use crate::report::Flaw;
use crate::space::{FAR, Found};
use enact_model::Program;
use enact_model::program::{Expr, ExprKind, Target};
use enact_model::table::{FactId, GroupId, RuleId};
use enact_value::{Date, Range};
use std::collections::BTreeSet;

/// How many choices are weighed for what the law assumes of one number.
const ASSUMED_CHOICES: u64 = 200;

/// What is asked of regions: whether asking `group` ends in `flaw` there.
pub(crate) struct Exactly<'a> {
    pub law: (&'a Program, &'a Domain, &'a Settled),
    pub group: GroupId,
    pub flaw: Flaw,
    /// How many choices may still be weighed.
    pub patience: u64,
}

impl<'a> Exactly<'a> {
    pub(super) fn program(&self) -> &'a Program {
        self.law.0
    }

    /// The regions without bounds that the law assumes of every case.
    pub(super) fn beyond_assumptions(&self, mut boxes: Vec<Region>) -> Vec<Region> {
        for region in &mut boxes {
            region.stated.retain(|about, extent| match (about.what, &*extent) {
                (Target::Fact(fact), Extent::Numbers(range)) => {
                    let assumed = self.assumed(fact);
                    assumed.is_none_or(|all| all.low < range.low || range.high < all.high)
                }
                _ => true,
            });
        }
        all_joined(self.program(), boxes)
    }

    /// What a number can be by the assumptions about it alone; `None` where that is not soon
    /// known, or it may be absent.
    fn assumed(&self, fact: FactId) -> Option<Range> {
        let (program, domain, settled) = self.law;
        let row = &program.facts[fact];
        let mut explorer = Explorer::new(ASSUMED_CHOICES);
        let mut assumed: Option<Range> = None;
        let complete = explorer.all(|explorer| {
            let mut machine = Machine::new(program, explorer, settled, domain);
            let subject = machine.inputs.add(row.entity);
            if let Ok(Sym::Number(form)) = machine.stated(fact, subject, false) {
                let range = machine.explorer.space.range_of(&form);
                assumed = Some(assumed.map_or(range, |known| known.hull(range)));
            }
        });
        assumed.filter(|_| complete && !row.optional)
    }

    /// The regions as wide as they can be, and joined; `None` when one of them holds a case in
    /// which it does not happen.
    pub(super) fn widened(&mut self, boxes: Vec<Region>) -> Option<Vec<Region>> {
        let mut wide: Vec<Region> = Vec::new();
        for region in boxes {
            if wide.iter().any(|known| known.covers(&region)) {
                continue;
            }
            if !self.throughout(&region) {
                return None;
            }
            let region = self.wider(region);
            wide.retain(|known| !region.covers(known));
            wide.push(region);
        }
        Some(all_joined(self.program(), wide))
    }

    /// The region without what does not matter: first the days, then all else.
    fn wider(&mut self, mut region: Region) -> Region {
        if let Some((first, last)) = region.on.take() {
            let ends = self.law.1.on;
            let kept = (first, last);
            let tried = [None, Some((ends.0, last)), Some((first, ends.1))];
            let fits = tried
                .into_iter()
                .find(|on| self.throughout(&Region { on: *on, stated: region.stated.clone() }));
            region.on = fits.unwrap_or(Some(kept));
        }
        for about in region.stated.keys().cloned().collect::<Vec<About>>() {
            let Some(kept) = region.stated.remove(&about) else { continue };
            if !self.throughout(&region) {
                let wider = self.opened(&region, &about, &kept);
                region.stated.insert(about, wider);
            }
        }
        region
    }

    /// `kept`, without its lower or upper end when that does not matter.
    fn opened(&mut self, region: &Region, about: &About, kept: &Extent) -> Extent {
        let open = match kept {
            Extent::Numbers(range) => vec![
                Extent::Numbers(Range { low: -FAR, high: range.high }),
                Extent::Numbers(Range { low: range.low, high: FAR }),
            ],
            Extent::Days(first, last) => {
                vec![Extent::Days(Date::MIN, *last), Extent::Days(*first, Date::MAX)]
            }
            _ => Vec::new(),
        };
        let fits = open.into_iter().find(|extent| {
            let mut tried = region.clone();
            tried.stated.insert(about.clone(), extent.clone());
            self.throughout(&tried)
        });
        fits.unwrap_or_else(|| kept.clone())
    }

    /// Whether it happens in every case of the region.
    fn throughout(&mut self, region: &Region) -> bool {
        let (program, domain, settled) = self.law;
        let entity = program.terms[program.groups[self.group].term].entity;
        let mut explorer = Explorer::new(self.patience);
        let mut always = true;
        let complete = explorer.all(|explorer| {
            if !always {
                explorer.impatient = true;
                return;
            }
            let mut machine = Machine::new(program, explorer, settled, domain);
            if matches!(self.flaw, Flaw::NoDay { .. } | Flaw::NotSet { .. }) {
                machine.heed_time();
            }
            let subject = machine.inputs.add(entity);
            always = match machine.keep_within(region) {
                Ok(false) | Err(Lack::Halt) => return,
                Ok(true) => match (self.flaw, machine.ask(self.group, subject)) {
                    (_, Err(Lack::Halt)) => return,
                    (Flaw::Overlap { first, second, .. }, Ok(_)) => {
                        machine.met.overlaps.contains(&(subject, first, second))
                    }
                    (Flaw::NotSet { parameter }, Err(Lack::Open)) => {
                        machine.met.not_set.contains(&Some(parameter))
                    }
                    (_, Err(Lack::Fault(fault))) => self.is_flaw(fault),
                    _ => false,
                },
                Err(_) => false,
            };
            always |= machine.keep_to_assumptions().is_err()
                || machine.explorer.space.point() == Found::None;
            always &= !machine.inputs.shortened;
        });
        self.patience = self.patience.saturating_sub(explorer.spent(self.patience));
        complete && always
    }

    fn is_flaw(&self, fault: Fault) -> bool {
        match (self.flaw, Flaw::of(fault)) {
            (Flaw::Gap { term }, Some(Flaw::Gap { term: of })) => term == of,
            (flaw, Some(found)) => flaw == found,
            (_, None) => false,
        }
    }
}

impl Region {
    /// Whether every case of `other` surely lies in this region.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let within = |(about, extent): (&About, &Extent)| {
            other.stated.get(about).is_some_and(|narrow| extent.covers(narrow))
        };
        let on = self.on.is_none_or(|(first, last)| {
            other.on.is_some_and(|(begin, end)| first <= begin && end <= last)
        });
        on && self.stated.iter().all(within)
    }
}

impl Extent {
    fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Numbers(wide), Self::Numbers(narrow)) => {
                wide.low <= narrow.low && narrow.high <= wide.high
            }
            (Self::Days(first, last), Self::Days(begin, end)) => first <= begin && end <= last,
            (Self::Words(all), Self::Words(some)) => some.iter().all(|word| all.contains(word)),
            _ => self == other,
        }
    }
}

/// What the rules of these groups read by name, other than each other.
pub(crate) fn read_directly(program: &Program, groups: &BTreeSet<GroupId>) -> BTreeSet<Target> {
    let members = groups.iter().flat_map(|group| &program.groups[*group].members);
    let mut found = BTreeSet::new();
    for member in members {
        read_by_rule(program, member.rule, &mut found);
    }
    found.retain(|target| match target {
        Target::Term(term) => !groups.contains(&program.terms[*term].group),
        Target::Parameter(_) => false,
        Target::Fact(_) | Target::Judgement(_) => true,
    });
    found
}

fn read_by_rule(program: &Program, rule: RuleId, found: &mut BTreeSet<Target>) {
    for expr in program.rules[rule].expressions() {
        expr.visit(&mut |part: &Expr| {
            if let ExprKind::Applies(other) = part.kind
                && other != rule
            {
                read_by_rule(program, other, found);
            }
            if let Some(reference) = part.reference() {
                found.extend(reference.path.iter().copied().map(Target::Fact));
                found.insert(reference.target);
            }
        });
    }
}
