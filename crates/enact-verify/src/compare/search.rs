//! Going along the ways of both laws, side by side.

use super::plain::Wished;
use super::told::{Change, Difference, Kind, number};
use super::{Asked, Groups, Means, Versions};
use crate::confirm::Replayed;
use crate::domain::Domain;
use crate::explore::{Explorer, Halt};
use crate::machine::{Answer, Fault, Lack, Machine, Sym};
use crate::region::{ReadSoFar, Region, in_facts, of_told, read_directly};
use crate::safeguard::{Doubt, Method};
use crate::space::{Constraint, Form};
use crate::witness::{Sought, Witness, ordinary};
use enact_graph::RuleGraph;
use enact_model::Program;
use enact_model::program::Target;
use std::collections::BTreeSet;

/// A comparison under way.
pub(super) struct Search<'s> {
    pub versions: &'s Versions<'s>,
    pub asked: Asked,
    pub domain: &'s Domain,
    pub means: Means<'s>,
    /// The groups that only one of the laws has.
    pub changed: Groups,
    /// What these read.
    pub told: BTreeSet<Target>,
}

/// What a search comes to.
pub(super) enum Found {
    Equal(Method),
    Case(Box<Difference>),
    /// With rules not looked into something seems to differ: here, where that is known.
    Suspected(Option<Region>),
    Doubt(Doubt),
}

/// What a way says of both laws.
pub(super) enum Said {
    /// The same, of this kind.
    Same(Kind),
    Apart(Apart),
    Beyond,
}

/// How the laws differ on a way.
pub(super) struct Apart {
    pub change: Change,
    /// How much more the later law comes to, where that can be said.
    pub more: Option<Form>,
}

/// Which ways are gone, and in which order.
#[derive(Clone, Copy)]
pub(super) struct Ways<'w> {
    /// The only groups whose rules are looked into; all when absent.
    pub open: Option<&'w Groups>,
    /// Only the cases of this region; all when absent.
    pub within: Option<&'w Region>,
    /// Whether a case is first taken to be as a condition says, and then not to be.
    pub so_first: bool,
}

impl<'w> Ways<'w> {
    /// With all rules looked into, on all cases.
    pub fn all() -> Self {
        Self { open: None, within: None, so_first: false }
    }

    /// With only these rules looked into.
    pub fn of(open: &'w Groups) -> Self {
        Self { open: Some(open), ..Self::all() }
    }

    /// Of these, those in the region.
    pub fn within(self, region: &'w Region) -> Self {
        Self { within: Some(region), ..self }
    }
}

/// What the rules of these groups read by name; values by the first of their names.
fn named_by(program: &Program, groups: &Groups) -> impl Iterator<Item = Target> {
    read_directly(program, groups).into_iter().map(|target| match target {
        Target::Term(term) => Target::Term(program.groups[program.terms[term].group].term),
        other => other,
    })
}

/// All ways, gone or not.
pub(super) struct Gone {
    pub complete: bool,
    pub ways: u64,
    pub shortened: bool,
}

/// How many cases are tried that do not turn out to differ.
const TRIES_MAX: u32 = 8;

impl<'s> Search<'s> {
    pub fn new(
        versions: &'s Versions<'s>,
        asked: Asked,
        domain: &'s Domain,
        means: Means<'s>,
    ) -> Self {
        let program = &versions.joint.program;
        let changed = versions.joint.changed(&versions.reach, (asked.before, asked.after));
        let told = named_by(program, &changed).collect();
        Self { versions, asked, domain, means, changed, told }
    }

    /// What changed, and all that is a number or a day below it.
    pub fn wider(&self) -> Groups {
        let Versions { joint, reach, .. } = self.versions;
        let program = &joint.program;
        let below = [self.asked.before, self.asked.after]
            .into_iter()
            .flat_map(|term| reach.below(program.terms[term].group));
        let counted = |group: &enact_model::table::GroupId| {
            let ty = program.terms[program.groups[*group].term].ty;
            ty.unit().is_some() || ty == enact_model::program::Type::Date
        };
        below.filter(counted).chain(self.changed.iter().copied()).collect()
    }

    /// Along these ways; `each` says whether to go on.
    pub fn along(
        &self,
        Ways { open, within, so_first }: Ways<'_>,
        patience: u64,
        mut each: impl FnMut(Machine<'_, '_>, Said) -> bool,
    ) -> Gone {
        let joint = &self.versions.joint;
        let mut explorer = Explorer::new(patience);
        explorer.so_first = so_first;
        let mut gone = Gone { complete: false, ways: 0, shortened: false };
        let mut going = true;
        gone.complete = explorer.all(|explorer| {
            if !going {
                explorer.impatient = true;
                return;
            }
            let mut machine = Machine::new(&joint.program, explorer, &joint.settled, self.domain);
            if let Some(open) = open {
                machine.look_into(open);
            }
            let said = self.said(&mut machine, within);
            gone.ways += 1;
            gone.shortened |= machine.inputs.shortened;
            if let Ok(said) = said {
                going = each(machine, said);
            }
        });
        gone.complete &= going;
        gone
    }

    /// With only these rules looked into no case counts, but what is equal then is equal.
    pub fn quickly(&self, open: &Groups) -> Found {
        let mut suspected = None;
        let gone = self.along(Ways::of(open), self.means.patience.choices, |machine, said| {
            match said {
                Said::Same(_) => return true,
                Said::Apart(_) => suspected = Some(self.read_on(&machine)),
                Said::Beyond => suspected = Some(None),
            }
            false
        });
        match suspected {
            Some(region) => Found::Suspected(region),
            None => self.equal(&gone, None),
        }
    }

    /// What the rules that changed have read on this way.
    pub fn read_on(&self, machine: &Machine<'_, '_>) -> Option<Region> {
        let law = (&self.versions.joint.program, self.domain);
        let told = &self.told;
        Region::read_on(law, &machine.inputs, machine.worked_out(), &machine.explorer.space, told)
    }

    /// What is told of a way on which these rules were looked into: what those that changed read,
    /// of facts where it follows from one, and what else is so of the case.
    pub fn told_on(&self, machine: &Machine<'_, '_>, open: &BTreeSet<Target>) -> ReadSoFar {
        let measured = |answer: &Answer| matches!(answer, Ok(Sym::Number(_) | Sym::Date(_)));
        let mut read = of_told(&machine.inputs, machine.worked_out(), open);
        read.retain(|((_, what), answer)| {
            self.told.contains(what) || matches!(what, Target::Fact(_)) || !measured(answer)
        });
        in_facts(&machine.inputs, read, &self.told)
    }

    /// All that the rules of these groups and those that changed read by name.
    pub fn named_by(&self, open: &Groups) -> BTreeSet<Target> {
        let program = &self.versions.joint.program;
        self.told.iter().copied().chain(named_by(program, open)).collect()
    }

    /// All that this way has read of the case.
    pub fn all_read_on(&self, machine: &Machine<'_, '_>) -> Option<Region> {
        let law = (&self.versions.joint.program, self.domain);
        let read = machine.inputs.read_of_the_case();
        let all = read.iter().map(|((_, what), _)| *what).collect();
        Region::read_on(law, &machine.inputs, Vec::new(), &machine.explorer.space, &all)
    }

    fn equal(&self, gone: &Gone, solver: Option<&'static str>) -> Found {
        if !gone.complete {
            return Found::Doubt(Doubt::TooManyWays);
        }
        let lists_up_to = gone.shortened.then_some(self.domain.list_most);
        Found::Equal(Method { by_structure: false, ways: gone.ways, lists_up_to, solver })
    }

    /// A case of the region that is decided differently.
    pub fn near(&self, region: &Region) -> Option<Difference> {
        match self.cases(Some(region), self.means.patience.choices / 4) {
            Found::Case(difference) => Some(*difference),
            _ => None,
        }
    }

    /// All rules are looked into, on all cases.
    pub fn everywhere(&self) -> Found {
        self.cases(None, self.means.patience.choices)
    }

    fn cases(&self, within: Option<&Region>, patience: u64) -> Found {
        let (mut word, mut tries) = (None, 0);
        let mut case: Option<Difference> = None;
        let mut doubt: Option<Doubt> = None;
        let gone = self.along(Ways { within, ..Ways::all() }, patience, |machine, said| {
            match said {
                Said::Same(_) => {}
                Said::Beyond => doubt = doubt.or(Some(Doubt::Beyond)),
                Said::Apart(_) => match self.shown(machine, None, &|_| true) {
                    Shown::Case(found) => case = Some(*found),
                    Shown::None(by) => word = word.or(by),
                    Shown::Doubt(found) => {
                        tries += 1;
                        doubt = doubt.or(Some(found));
                    }
                },
            }
            case.is_none() && tries < TRIES_MAX
        });
        match (case, doubt) {
            (Some(case), _) => Found::Case(Box::new(case)),
            (None, Some(doubt)) => Found::Doubt(doubt),
            (None, None) => self.equal(&gone, word),
        }
    }

    /// An ordinary case of the way, as both laws decide it, of which `kept` holds; with `exactly`,
    /// one in which the form is this number.
    pub fn shown(
        &self,
        mut machine: Machine<'_, '_>,
        exactly: Option<(&Form, i128)>,
        kept: &dyn Fn(&Difference) -> bool,
    ) -> Shown {
        if machine.keep_to_assumptions().is_err() {
            return Shown::None(None);
        }
        let program = machine.program;
        let Machine { inputs, explorer, loose, .. } = machine;
        let space = &mut explorer.space;
        if let Some((form, number)) = exactly {
            let Some(rest) = form.shifted(-number) else { return Shown::None(None) };
            if space.assert(&Constraint::Zero(rest)).is_err() {
                return Shown::None(None);
            }
        }
        match ordinary(program, self.domain, &inputs, space, false, self.means.solver) {
            Sought::None(by) => Shown::None(by),
            Sought::Unknown(asked) => Shown::Doubt(Doubt::of(asked)),
            Sought::Case(witness) => match self.plainly((&witness, &Wished::new()), kept) {
                Some(found) => Shown::Case(Box::new(found)),
                None => Shown::Doubt(if loose { Doubt::NoCase } else { Doubt::NotConfirmed }),
            },
        }
    }

    /// What a way says: whether both laws come to the same on it.
    fn said(&self, machine: &mut Machine<'s, '_>, within: Option<&Region>) -> Result<Said, Halt> {
        let subject = machine.inputs.add(machine.program.terms[self.asked.before].entity);
        if let Some(region) = within
            && !matches!(machine.keep_within(region), Ok(true))
        {
            return Err(Halt);
        }
        let first = ended(machine.conclude(self.asked.before, subject))?;
        let second = ended(machine.conclude(self.asked.after, subject))?;
        if [&first, &second].into_iter().any(beyond) {
            return Ok(Said::Beyond);
        }
        let Some(more) = self.more(&first, &second) else { return Ok(Said::Beyond) };
        let (from, to) = (kind(&first), kind(&second));
        let mut up = None;
        if from != to {
            return Ok(Said::Apart(Apart { change: Change { from, to, up }, more }));
        }
        let same = match (&first, &second) {
            (Ok(Sym::Number(_)), Ok(Sym::Number(_))) | (Ok(Sym::Date(_)), Ok(Sym::Date(_))) => {
                let sign = more.as_ref().map(|more| machine.explorer.sign(more)).transpose()?;
                up = sign.map(|sign| sign > 0);
                Ok(sign == Some(0))
            }
            (Ok(_), Ok(_)) => machine.same_answer(&first, &second),
            _ => Ok(true),
        };
        match same {
            Ok(true) => Ok(Said::Same(from)),
            Ok(false) => Ok(Said::Apart(Apart { change: Change { from, to, up }, more })),
            Err(Lack::Halt) => Err(Halt),
            Err(_) => Ok(Said::Beyond),
        }
    }

    /// How much more the later law comes to, over the common denominator, where that can be said;
    /// `None` where the numbers are too large to tell.
    fn more(&self, before: &Answer, after: &Answer) -> Option<Option<Form>> {
        let number = |answer: &Answer, factor: i128| match answer {
            Ok(Sym::Number(form)) => form.times(factor).map(Some),
            Ok(Sym::Date(form)) => Some(Some(form.clone())),
            Ok(Sym::YesNo(yes)) => Some(Some(Form::constant(i128::from(*yes)))),
            Err(Lack::NoEntitlement) => Some(Some(Form::default())),
            _ => Some(None),
        };
        let (one, other) = self.asked.factors;
        match (number(before, one)?, number(after, other)?) {
            (Some(first), Some(second)) => second.plus(&first, -1).map(Some),
            _ => Some(None),
        }
    }

    /// The difference that the case shows when both laws decide it; `None` when they agree.
    pub fn confirmed(&self, witness: &Witness) -> Option<Difference> {
        let Versions { before, after, joint, .. } = self.versions;
        let told = |side: usize, graph: &RuleGraph| {
            joint.sides[side].case(&joint.program, graph.program(), &witness.case)
        };
        let (one, other) = (told(0, before.graph()), told(1, after));
        let terms = (self.asked.before, joint.of_later(self.asked.after));
        let first = self.means.replay.decide(before.graph(), terms.0, &one, witness.on);
        let second = self.means.replay.decide(after, terms.1, &other, witness.on);
        let found =
            Difference { before: one, after: other, on: witness.on, outcomes: (first, second) };
        self.differs(&found).then_some(found)
    }

    fn differs(&self, found: &Difference) -> bool {
        let (first, second) = &found.outcomes;
        let (Some(from), Some(to)) = (Kind::of(first), Kind::of(second)) else { return false };
        match (first, second) {
            _ if from != to => true,
            (Replayed::Value(one), Replayed::Value(other)) => match self.size(found) {
                Some(more) => more != 0,
                None => one != other,
            },
            _ => false,
        }
    }

    /// How the outcome changes in this case.
    pub fn change(&self, found: &Difference) -> Option<Change> {
        let (from, to) = (Kind::of(&found.outcomes.0)?, Kind::of(&found.outcomes.1)?);
        let up = self.size(found).filter(|_| (from, to) == (Kind::Value, Kind::Value));
        Some(Change { from, to, up: up.map(|more| more > 0) })
    }

    /// How much more the later law comes to in this case.
    pub fn size(&self, found: &Difference) -> Option<i128> {
        let (one, other) = self.asked.factors;
        number(&found.outcomes.1, other)?.checked_sub(number(&found.outcomes.0, one)?)
    }
}

/// What a way shows.
pub(super) enum Shown {
    Case(Box<Difference>),
    /// No case goes it; on whose word, when a solver said so.
    None(Option<&'static str>),
    Doubt(Doubt),
}

fn kind(answer: &Answer) -> Kind {
    match answer {
        Ok(Sym::YesNo(true)) => Kind::Yes,
        Ok(Sym::YesNo(false)) => Kind::No,
        Ok(_) => Kind::Value,
        Err(Lack::NoEntitlement) => Kind::NoEntitlement,
        Err(Lack::Open) => Kind::NotSet,
        Err(Lack::Absent | Lack::Fault(_) | Lack::Halt) => Kind::NoAnswer,
    }
}

fn ended(answer: Answer) -> Result<Answer, Halt> {
    if answer == Err(Lack::Halt) { Err(Halt) } else { Ok(answer) }
}

fn beyond(answer: &Answer) -> bool {
    matches!(answer, Err(Lack::Fault(Fault::Beyond { .. })))
}
