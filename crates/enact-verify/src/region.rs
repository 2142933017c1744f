//! Which cases exactly something happens to: boxes of facts, or of the values that the rules
//! read, joined where they can be.
//!
//! Ways are gathered in [`Boxes`] as they are met. A box of facts says all there is to say of its
//! way; one of values is first asked after ([`Exactly`]).

mod beside;
mod exact;
mod facts;

pub(crate) use exact::{Exactly, read_directly};
pub(crate) use facts::in_facts;

use crate::domain::Domain;
use crate::machine::{Answer, Inputs, Lack, Sym};
use crate::space::{Form, Options, Space, Var, day_from, day_until};
use enact_model::Program;
use enact_model::program::Target;
use enact_model::table::FactId;
use enact_value::{Date, Range};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Cases that have all of these in common; whatever is not named can be anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Region {
    /// The first and last reference date, where not every day counts.
    pub on: Option<(Date, Date)>,
    /// What is so of whom.
    pub stated: BTreeMap<About, Extent>,
}

/// Something of somebody in a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct About {
    /// Along which facts the first subject leads there; of a list, to which of its elements.
    pub whose: Vec<(FactId, usize)>,
    /// The fact, the value or the judgement.
    pub what: Target,
}

/// What something can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// It is absent.
    Absent,
    /// There is no entitlement.
    NoEntitlement,
    /// It is there, and more is not asked.
    Present,
    /// This answer.
    Is(bool),
    /// A number from the one up to and including the other, over its own denominator.
    Numbers(Range),
    /// A day from the one up to and including the other.
    Days(Date, Date),
    /// One of these words.
    Words(Vec<Arc<str>>),
    /// A list of so many.
    Count(usize),
}

/// How many boxes are kept; with more, nothing is said of where.
const BOXES_MAX: usize = 24;

/// More regions than this are not told one by one.
const REGIONS_MAX: usize = 3;

/// A region of more parts than this is not read as one clause.
const PARTS_MAX: usize = 6;

/// Boxes of one flaw, as they are met.
#[derive(Debug, Clone, Default)]
pub(crate) struct Boxes {
    /// In facts, where those say everything.
    by_facts: Gathered,
    /// In what the rules read, whether or not that says everything.
    by_values: Gathered,
}

/// Boxes of all ways so far.
#[derive(Debug, Clone, Default)]
struct Gathered {
    boxes: Vec<Region>,
    /// Some way was no box, or there were too many.
    vague: bool,
}

/// What was read on a way: of which subject, what, and what it came to.
pub(crate) type ReadSoFar = Vec<((u32, Target), Answer)>;

impl Boxes {
    /// Adds the cases of a run in which these values were worked out, of which those in `told`
    /// are read by the rules.
    pub fn add(
        &mut self,
        (program, domain): (&Program, &Domain),
        inputs: &Inputs<'_>,
        values: ReadSoFar,
        space: &Space,
        told: &BTreeSet<Target>,
    ) {
        let way = Way { program, domain, inputs, space };
        let facts = inputs.read_of_the_case();
        self.by_facts.add(if space.is_box() { way.region(&facts) } else { None });
        self.by_values.add(Region::read_on((program, domain), inputs, values, space, told));
    }

    /// These boxes and those.
    pub fn and(mut self, other: Self) -> Self {
        for (gathered, others) in
            [(&mut self.by_facts, other.by_facts), (&mut self.by_values, other.by_values)]
        {
            gathered.vague |= others.vague;
            others.boxes.into_iter().for_each(|region| gathered.add(Some(region)));
        }
        self
    }

    /// Some way was left out.
    pub fn leave_out(&mut self) {
        self.by_facts.vague = true;
        self.by_values.vague = true;
    }

    /// The regions, few enough to be told; none when they are not known exactly.
    pub fn regions(self, exactly: &mut Exactly<'_>) -> Vec<Region> {
        let soon_told = |regions: &Vec<Region>| {
            let short = |region: &Region| {
                (1..=PARTS_MAX).contains(&(region.stated.len() + usize::from(region.on.is_some())))
            };
            regions.len() <= REGIONS_MAX && regions.iter().all(short)
        };
        let program = exactly.program();
        let by_facts = self.by_facts.joined(program).map(|boxes| exactly.beyond_assumptions(boxes));
        if let Some(regions) = by_facts.filter(|regions| !regions.is_empty() && soon_told(regions))
        {
            return regions;
        }
        let by_values = self.by_values.joined(program).and_then(|boxes| exactly.widened(boxes));
        by_values.filter(soon_told).unwrap_or_default()
    }
}

impl Region {
    /// Where the things in `told` lie on a way on which these values were worked out; `None`
    /// where that is not known.
    pub(crate) fn read_on(
        law: (&Program, &Domain),
        inputs: &Inputs<'_>,
        values: ReadSoFar,
        space: &Space,
        told: &BTreeSet<Target>,
    ) -> Option<Self> {
        Self::of_way(law, (inputs, space), &of_told(inputs, values, told))
    }

    /// Where a way lies on which this was read; `None` where that is not known.
    pub(crate) fn of_way(
        (program, domain): (&Program, &Domain),
        (inputs, space): (&Inputs<'_>, &Space),
        read: &ReadSoFar,
    ) -> Option<Self> {
        Way { program, domain, inputs, space }.region(read)
    }

    /// The same, with the ends of every number and day as near as its sums say.
    pub(crate) fn tightly_of_way(
        (program, domain): (&Program, &Domain),
        (inputs, space): (&Inputs<'_>, &Space),
        read: &ReadSoFar,
    ) -> Option<Self> {
        let way = Way { program, domain, inputs, space };
        let mut region = way.region(read)?;
        way.tighten(&mut region, read)?;
        Some(region)
    }
}

/// What was read of the case and worked out, of these things only.
pub(crate) fn of_told(
    inputs: &Inputs<'_>,
    values: ReadSoFar,
    told: &BTreeSet<Target>,
) -> ReadSoFar {
    let all = inputs.read_of_the_case().into_iter().chain(values);
    all.filter(|((_, what), _)| told.contains(what)).collect()
}

/// Whether something is said by what was read.
fn is_said(answer: &Answer) -> bool {
    matches!(answer, Ok(_) | Err(Lack::Absent | Lack::NoEntitlement))
}

impl Extent {
    fn is_measured(&self) -> bool {
        matches!(self, Self::Numbers(_) | Self::Days(..))
    }
}

impl Gathered {
    fn add(&mut self, region: Option<Region>) {
        match region {
            _ if self.vague => {}
            Some(region) if self.boxes.contains(&region) => {}
            Some(region) if self.boxes.len() < BOXES_MAX => self.boxes.push(region),
            _ => self.vague = true,
        }
    }

    /// The boxes, joined; `None` when they are not all known.
    fn joined(self, program: &Program) -> Option<Vec<Region>> {
        (!self.vague).then(|| all_joined(program, self.boxes))
    }
}

/// The boxes, as few as they can be.
pub(crate) fn all_joined(program: &Program, mut boxes: Vec<Region>) -> Vec<Region> {
    while let Some((kept, gone, joined)) = joinable(program, &boxes) {
        boxes[kept] = joined;
        boxes.remove(gone);
    }
    boxes
}

fn joinable(program: &Program, boxes: &[Region]) -> Option<(usize, usize, Region)> {
    for (kept, one) in boxes.iter().enumerate() {
        for (gone, other) in boxes.iter().enumerate().skip(kept + 1) {
            if let Some(joined) = joined(program, one, other) {
                return Some((kept, gone, joined));
            }
        }
    }
    None
}

/// A way through the law that was gone to its end.
struct Way<'w> {
    program: &'w Program,
    domain: &'w Domain,
    inputs: &'w Inputs<'w>,
    space: &'w Space,
}

impl Way<'_> {
    /// What the way says of these things; `None` where it is not known what it says.
    fn region(&self, read: &[((u32, Target), Answer)]) -> Option<Region> {
        let days = self.space.range_of(self.inputs.on());
        let on = (day_from(days.low), day_until(days.high));
        let mut stated = BTreeMap::new();
        for ((subject, what), answer) in read {
            let extent = self.extent(*what, answer)?;
            if !is_anything(self.program, *what, &extent) {
                let whose = self.inputs.way_to(*subject)?;
                stated.insert(About { whose, what: *what }, extent);
            }
        }
        Some(Region { on: (on != self.domain.on).then_some(on), stated })
    }

    /// Brings every number and day that the region speaks of between its proved ends.
    fn tighten(&self, region: &mut Region, read: &[((u32, Target), Answer)]) -> Option<()> {
        let mut places = Vec::new();
        let mut forms = vec![self.inputs.on().clone()];
        for ((subject, what), answer) in read {
            if let Ok(Sym::Number(form) | Sym::Date(form)) = answer {
                places.push(About { whose: self.inputs.way_to(*subject)?, what: *what });
                forms.push(form.clone());
            }
        }
        let mut ends = self.space.extents(&forms).into_iter();
        let days = |range: Range| (day_from(range.low), day_until(range.high));
        if let (Some(on), Some(range)) = (&mut region.on, ends.next()) {
            *on = days(range);
        }
        for (about, range) in places.into_iter().zip(ends) {
            let extent = match region.stated.get(&about) {
                Some(Extent::Numbers(_)) => Extent::Numbers(range),
                Some(Extent::Days(..)) => Extent::Days(days(range).0, days(range).1),
                _ => continue,
            };
            region.stated.insert(about, extent);
        }
        Some(())
    }

    fn extent(&self, what: Target, answer: &Answer) -> Option<Extent> {
        let of_a_fact = matches!(what, Target::Fact(_));
        Some(match answer {
            Err(Lack::Absent) => Extent::Absent,
            Err(Lack::NoEntitlement) => Extent::NoEntitlement,
            Err(_) => return None,
            Ok(Sym::YesNo(yes)) => Extent::Is(*yes),
            Ok(Sym::Number(form) | Sym::Date(form)) if of_a_fact && variable(form).is_none() => {
                return None;
            }
            Ok(Sym::Number(form)) => Extent::Numbers(self.space.range_of(form)),
            Ok(Sym::Date(form)) => {
                let days = self.space.range_of(form);
                Extent::Days(day_from(days.low), day_until(days.high))
            }
            Ok(Sym::Words(pick, choice)) => {
                let all = match choice {
                    Some(choice) => &self.program.choices[*choice].options,
                    None => &self.domain.texts,
                };
                Extent::Words(chosen(self.space.options(*pick), all)?)
            }
            Ok(Sym::Subject(_)) if of_a_fact => Extent::Present,
            Ok(Sym::Subjects(elements)) if of_a_fact => Extent::Count(elements.len()),
            Ok(Sym::Text(words)) => Extent::Words(vec![words.clone()]),
            Ok(Sym::Subject(_) | Sym::Subjects(_) | Sym::Quotient(..)) => return None,
        })
    }
}

fn variable(form: &Form) -> Option<Var> {
    match (form.terms.as_slice(), form.constant) {
        (&[(var, 1)], 0) => Some(var),
        _ => None,
    }
}

fn chosen(options: Options, all: &[Arc<str>]) -> Option<Vec<Arc<str>>> {
    let among = |place: usize| u32::try_from(place).is_ok_and(|place| options >> place & 1 == 1);
    if among(all.len()) {
        return None;
    }
    Some(
        all.iter()
            .enumerate()
            .filter(|(place, _)| among(*place))
            .map(|(_, word)| word.clone())
            .collect(),
    )
}

/// Whether the extent leaves out nothing that it can be.
fn is_anything(program: &Program, what: Target, extent: &Extent) -> bool {
    use enact_model::program::{Scale, Type};
    let (scale, ty, optional) = match what {
        Target::Fact(fact) => {
            let fact = &program.facts[fact];
            (fact.scale, fact.ty, fact.optional)
        }
        Target::Term(term) => (program.terms[term].scale, program.terms[term].ty, false),
        Target::Parameter(_) | Target::Judgement(_) => return false,
    };
    let whole = match (extent, scale, ty) {
        (Extent::Numbers(range), Scale::Fixed { range: all, .. }, _) => {
            range.low <= all.low && all.high <= range.high
        }
        (Extent::Days(first, last), _, _) => (*first, *last) == (Date::MIN, Date::MAX),
        (Extent::Words(words), _, Type::Choice(choice)) => {
            words.len() == program.choices[choice].options.len()
        }
        _ => false,
    };
    whole && !optional
}

/// Two boxes as one, when they differ in one thing only and that joins.
fn joined(program: &Program, one: &Region, other: &Region) -> Option<Region> {
    if one == other {
        return Some(one.clone());
    }
    if one.stated == other.stated {
        let on = match (one.on, other.on) {
            (Some(one), Some(other)) => Some(one_time(one, other)?),
            _ => None,
        };
        return Some(Region { on, stated: one.stated.clone() });
    }
    if one.on != other.on || !one.stated.keys().eq(other.stated.keys()) {
        return None;
    }
    let mut differing =
        one.stated.iter().filter(|(key, extent)| other.stated.get(key) != Some(extent));
    let (key, extent) = differing.next()?;
    if differing.next().is_some() {
        return None;
    }
    let mut stated = one.stated.clone();
    match together(extent, other.stated.get(key)?)? {
        Some(extent) if !is_anything(program, key.what, &extent) => {
            stated.insert(key.clone(), extent);
        }
        _ => {
            stated.remove(key);
        }
    }
    Some(Region { on: one.on, stated })
}

/// Two times that touch or overlap, as one.
fn one_time(one: (Date, Date), other: (Date, Date)) -> Option<(Date, Date)> {
    let reaches = |last: Date, begin: Date| last.add_days(1).is_none_or(|next| begin <= next);
    let touch = reaches(one.1, other.0) && reaches(other.1, one.0);
    touch.then(|| (one.0.min(other.0), one.1.max(other.1)))
}

/// Two extents as one: `Some(None)` when together they are anything.
fn together(one: &Extent, other: &Extent) -> Option<Option<Extent>> {
    match (one, other) {
        (Extent::Is(_), Extent::Is(_)) => Some(None),
        (Extent::Numbers(first), Extent::Numbers(second)) => {
            let touch = first.low <= second.high.saturating_add(1)
                && second.low <= first.high.saturating_add(1);
            touch.then(|| Some(Extent::Numbers(first.hull(*second))))
        }
        (Extent::Days(first, last), Extent::Days(begin, end)) => {
            let (first, last) = one_time((*first, *last), (*begin, *end))?;
            Some(Some(Extent::Days(first, last)))
        }
        (Extent::Words(first), Extent::Words(second)) => {
            let mut words = first.clone();
            words.extend(second.iter().filter(|word| !first.contains(word)).cloned());
            Some(Some(Extent::Words(words)))
        }
        _ => None,
    }
}
