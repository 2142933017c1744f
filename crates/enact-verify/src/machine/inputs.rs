//! The subjects of a run and what is stated of them, made when it is first read.

use super::time::all_days;
use super::value::Judged;
use super::{Answer, Fault, Lack, Sym};
use crate::cells::Near;
use crate::domain::Domain;
use crate::explore::{Explorer, Halt};
use crate::space::{Form, OPTIONS_MAX, Point, day_from, number_of};
use enact_model::Program;
use enact_model::case::{Case, Judged as Stated};
use enact_model::program::{Fact, Listing, Scale, Target, Type};
use enact_model::table::{EntityId, FactId};
use enact_value::{Date, Range, Value};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Someone in the case.
#[derive(Debug)]
pub(super) struct Instance {
    entity: EntityId,
    /// Of an element of a list: who owns the list, and the fact that leads back.
    pub(super) back: Option<(FactId, u32)>,
    /// Who they are in the case that this one stays near to.
    pub(super) like: Option<u32>,
    /// Per fact, and per copy of the case where it differs.
    pub(super) facts: BTreeMap<(FactId, bool), Answer>,
}

/// The case of a run.
#[derive(Debug)]
pub(crate) struct Inputs<'a> {
    pub domain: &'a Domain,
    on: Form,
    pub(super) subjects: Vec<Instance>,
    /// What was judged, and of a power in which copy of the case: it can be there in one alone.
    judged: BTreeMap<(Judged, bool), bool>,
    assumed: BTreeSet<(usize, u32, bool)>,
    /// The case that this one stays near to.
    pub(super) near: Option<&'a Near>,
    /// Whether a list could have had more elements than are considered.
    pub shortened: bool,
}

impl<'a> Inputs<'a> {
    pub fn new(domain: &'a Domain) -> Self {
        Self {
            domain,
            on: Form::default(),
            subjects: Vec::new(),
            judged: BTreeMap::new(),
            assumed: BTreeSet::new(),
            near: None,
            shortened: false,
        }
    }

    /// The reference date.
    pub fn reference_date(&mut self, explorer: &mut Explorer) -> Form {
        let range = Range::new(number_of(self.domain.on.0), number_of(self.domain.on.1));
        self.on = Form::of(explorer.variable(range, true));
        self.on.clone()
    }

    /// A day of which nothing is known.
    pub fn some_day(&mut self, explorer: &mut Explorer) -> Form {
        Form::of(explorer.variable(all_days(), true))
    }

    /// Adds someone and gives their place.
    pub fn add(&mut self, entity: EntityId) -> u32 {
        self.subjects.push(Instance { entity, back: None, like: None, facts: BTreeMap::new() });
        u32::try_from(self.subjects.len() - 1).unwrap_or(u32::MAX)
    }

    /// States a fact of `subject`; in the second copy of the case when `second`.
    pub fn state(&mut self, subject: u32, (fact, second): (FactId, bool), value: Sym) {
        if let Some(instance) = self.at_mut(subject) {
            instance.facts.insert((fact, second), Ok(value));
        }
    }

    pub fn entity(&self, subject: u32) -> Option<EntityId> {
        self.at(subject).map(|instance| instance.entity)
    }

    pub(super) fn at(&self, subject: u32) -> Option<&Instance> {
        self.subjects.get(usize::try_from(subject).ok()?)
    }

    pub(super) fn at_mut(&mut self, subject: u32) -> Option<&mut Instance> {
        self.subjects.get_mut(usize::try_from(subject).ok()?)
    }

    /// Whether an assumption is asked about a subject for the first time.
    pub fn first_time(&mut self, assumption: usize, subject: u32, second: bool) -> bool {
        self.assumed.insert((assumption, subject, second))
    }

    /// What is stated of a fact already.
    pub fn known(&self, fact: FactId, subject: u32, second: bool) -> Option<Answer> {
        self.at(subject)?.facts.get(&(fact, second)).cloned()
    }

    /// States a fact that is read for the first time.
    pub fn make(
        &mut self,
        program: &Program,
        explorer: &mut Explorer,
        (id, subject, second): (FactId, u32, bool),
    ) -> Answer {
        let fact = &program.facts[id];
        if self.entity(subject) != Some(fact.entity) {
            return Err(Lack::beyond(fact.span));
        }
        if let Some(same) = self.as_before(program, id, subject) {
            return same;
        }
        if fact.way_back {
            return match self.at(subject).and_then(|instance| instance.back) {
                Some((known, owner)) if known == id => Ok(Sym::Subject(owner)),
                Some(_) => Err(Lack::Fault(Fault::NotListed)),
                None => self.listed(program, explorer, id, subject),
            };
        }
        let made = self.made(program, explorer, id, subject);
        if made != Err(Lack::Halt)
            && let Some(instance) = self.at_mut(subject)
        {
            instance.facts.insert((id, second), made.clone());
        }
        made
    }

    fn made(
        &mut self,
        program: &Program,
        explorer: &mut Explorer,
        id: FactId,
        subject: u32,
    ) -> Answer {
        let fact = &program.facts[id];
        if fact.optional {
            let there = explorer.pick(2);
            if !explorer.is_among(there, 0b10)? {
                return Err(Lack::Absent);
            }
        }
        Ok(match fact.ty {
            Type::YesNo => {
                let yes = explorer.pick(2);
                Sym::YesNo(explorer.is_among(yes, 0b10)?)
            }
            Type::Date => Sym::Date(Form::of(explorer.variable(all_days(), true))),
            Type::Text => {
                let known = self.domain.texts.len();
                Sym::Words(self.among(explorer, known + 1, fact.span)?, None)
            }
            Type::Choice(choice) => {
                let known = program.choices[choice].options.len();
                Sym::Words(self.among(explorer, known, fact.span)?, Some(choice))
            }
            Type::Subject(entity) => Sym::Subject(self.add(entity)),
            Type::List(_) => return self.list(program, explorer, id, subject),
            _ => match fact.scale {
                Scale::Fixed { range, .. } => {
                    Sym::Number(Form::of(explorer.variable(range, false)))
                }
                _ => return Err(Lack::beyond(fact.span)),
            },
        })
    }

    fn among(
        &self,
        explorer: &mut Explorer,
        count: usize,
        span: enact_source::Span,
    ) -> Result<crate::space::Pick, Lack> {
        match u32::try_from(count) {
            Ok(count) if count <= OPTIONS_MAX => Ok(explorer.pick(count)),
            _ => Err(Lack::beyond(span)),
        }
    }

    /// A list with some number of elements, each number a way of its own.
    fn list(
        &mut self,
        program: &Program,
        explorer: &mut Explorer,
        id: FactId,
        subject: u32,
    ) -> Answer {
        let Some(listing) = program.facts[id].list else {
            return Err(Lack::beyond(program.facts[id].span));
        };
        let most = listing.most.min(self.domain.list_most);
        self.shortened |= most < listing.most;
        let count = Form::of(explorer.variable(Range::new(0, i128::from(most)), false));
        let count = explorer.value_among(&count, 64)?.unwrap_or(0);
        let mut elements = Vec::new();
        for number in 0..count {
            let element = self.add(listing.element);
            self.liken(program, (id, subject), number, element);
            if let (Some(back), Some(instance)) = (listing.way_back, self.at_mut(element)) {
                instance.back = Some((back, subject));
            }
            elements.push(element);
        }
        Ok(Sym::Subjects(elements.into()))
    }

    /// Puts someone who is asked about by themselves in a list that leads back as this fact says.
    fn listed(
        &mut self,
        program: &Program,
        explorer: &mut Explorer,
        back: FactId,
        subject: u32,
    ) -> Answer {
        let leads = |fact: &Fact| fact.list.filter(|list| list.way_back == Some(back));
        let lists: Vec<(FactId, Listing)> =
            program.facts.iter().filter_map(|(id, fact)| Some((id, leads(fact)?))).collect();
        let taken = explorer.choose(vec![Vec::new(); lists.len().max(1)])?;
        let Some((list, listing)) = lists.get(taken).copied() else {
            return Err(Lack::Fault(Fault::NotListed));
        };
        let owner = self.add(program.facts[list].entity);
        let most = listing.most.min(self.domain.list_most).max(1);
        self.shortened |= most < listing.most;
        let count = Form::of(explorer.variable(Range::new(1, i128::from(most)), false));
        let count = explorer.value_among(&count, 64)?.unwrap_or(1);
        let place = Form::of(explorer.variable(Range::new(0, count - 1), false));
        let place = explorer.value_among(&place, 64)?.unwrap_or(0);
        let mut elements = Vec::new();
        for number in 0..count {
            let element = if number == place { subject } else { self.add(listing.element) };
            if let Some(instance) = self.at_mut(element) {
                instance.back = Some((back, owner));
            }
            elements.push(element);
        }
        self.state(owner, (list, false), Sym::Subjects(elements.into()));
        Ok(Sym::Subject(owner))
    }

    pub fn judged(&self, judged: Judged, second: bool) -> Option<bool> {
        self.judged.get(&(judged, second)).copied()
    }

    /// Lets someone judge.
    pub fn judge(
        &mut self,
        program: &Program,
        explorer: &mut Explorer,
        judged: Judged,
        second: bool,
    ) -> Result<bool, Halt> {
        let answer = match self.judged_before(program, judged) {
            Some(answer) => answer,
            None => {
                let pick = explorer.pick(2);
                explorer.is_among(pick, 0b10)?
            }
        };
        self.settle(judged, second, answer);
        Ok(answer)
    }

    /// What was judged in a copy.
    pub fn settle(&mut self, judged: Judged, second: bool, answer: bool) {
        self.judged.insert((judged, second), answer);
    }

    /// Everything that a case of this run states, in an order in which an ordinary case is
    /// looked for: the first subject first, and the reference date before all.
    pub fn stated(&self) -> impl Iterator<Item = (u32, FactId, bool, &Sym)> {
        (0..).zip(&self.subjects).flat_map(|(place, instance)| {
            let known = instance.facts.iter();
            known.filter_map(move |((fact, second), value)| {
                value.as_ref().ok().map(|value| (place, *fact, *second, value))
            })
        })
    }

    /// Everything that was read of the case, in its first copy: facts and judgements.
    pub fn read_of_the_case(&self) -> Vec<((u32, Target), Answer)> {
        let facts = (0..).zip(&self.subjects).flat_map(|(place, instance)| {
            let read = instance.facts.iter().filter(|((_, second), _)| !second);
            read.map(move |((fact, _), answer)| ((place, Target::Fact(*fact)), answer.clone()))
        });
        let first = self.judged.iter().filter(|((_, second), _)| !second);
        let judged = first.map(|(((judgement, subject), _), answer)| {
            ((*subject, Target::Judgement(*judgement)), Ok(Sym::YesNo(*answer)))
        });
        facts.chain(judged).collect()
    }

    /// Along which facts the first subject leads to `subject`, and of a list to which element.
    pub fn way_to(&self, subject: u32) -> Option<Vec<(FactId, usize)>> {
        let mut ways: BTreeMap<u32, Vec<(FactId, usize)>> = BTreeMap::from([(0, Vec::new())]);
        let mut ahead = VecDeque::from([0]);
        while let Some(place) = ahead.pop_front() {
            if place == subject {
                return ways.remove(&subject);
            }
            let way = ways.get(&place).cloned().unwrap_or_default();
            let mut led_on = Vec::new();
            let stated = self.at(place).into_iter().flat_map(|instance| &instance.facts);
            for ((fact, _), answer) in stated.filter(|((_, second), _)| !second) {
                let led: Vec<u32> = match answer {
                    Ok(Sym::Subject(next)) => vec![*next],
                    Ok(Sym::Subjects(elements)) => elements.to_vec(),
                    _ => continue,
                };
                led_on.push((*fact, led));
            }
            led_on.extend(
                self.at(place)
                    .and_then(|instance| instance.back)
                    .map(|(fact, owner)| (fact, vec![owner])),
            );
            for (fact, led) in led_on {
                for (number, next) in led.into_iter().enumerate() {
                    ways.entry(next).or_insert_with(|| {
                        ahead.push_back(next);
                        [way.clone(), vec![(fact, number)]].concat()
                    });
                }
            }
        }
        None
    }

    /// The reference date as a form.
    pub fn on(&self) -> &Form {
        &self.on
    }

    /// The case and reference date at `point`; of two copies the second when `second`.
    pub fn case_at(&self, program: &Program, point: &Point, second: bool) -> (Case, Date) {
        let mut case = Case::default();
        for instance in &self.subjects {
            case.add(program, instance.entity);
        }
        for (place, instance) in (0..).zip(&self.subjects) {
            for ((fact, copy), value) in &instance.facts {
                let own = instance.facts.contains_key(&(*fact, second));
                if *copy == second || !own {
                    case.set(program, place, *fact, self.value_at(program, value, point));
                }
            }
            if let Some((back, owner)) = instance.back {
                case.set(program, place, back, Value::Subject(owner));
            }
        }
        for (((judgement, subject), copy), answer) in &self.judged {
            let both = program.judgements[*judgement].precondition.is_none();
            if *copy == second || both {
                case.judge(program, *subject, *judgement, Stated::plainly(*answer));
            }
        }
        (case, day_from(value_of(&self.on, point)))
    }

    pub fn value_at(&self, program: &Program, value: &Answer, point: &Point) -> Value {
        match value {
            Ok(Sym::YesNo(yes)) => Value::YesNo(*yes),
            Ok(Sym::Number(units)) => Value::Number(value_of(units, point)),
            Ok(Sym::Date(day)) => Value::Date(day_from(value_of(day, point))),
            Ok(Sym::Text(words)) => Value::Text(words.clone()),
            Ok(Sym::Words(pick, choice)) => {
                let place = usize::try_from(point.option(*pick)).unwrap_or(0);
                let options =
                    choice.map_or(&self.domain.texts, |choice| &program.choices[choice].options);
                Value::Text(options.get(place).cloned().unwrap_or_else(|| "…".into()))
            }
            Ok(Sym::Subject(subject)) => Value::Subject(*subject),
            Ok(Sym::Subjects(elements)) => Value::Subjects(elements.clone()),
            Ok(Sym::Quotient(..)) | Err(_) => Value::Absent,
        }
    }
}

/// The number that the form is at `point`.
pub(crate) fn value_of(form: &Form, point: &Point) -> i128 {
    form.terms.iter().fold(form.constant, |sum, (var, coefficient)| {
        sum.saturating_add(point.number(*var).saturating_mul(*coefficient))
    })
}
