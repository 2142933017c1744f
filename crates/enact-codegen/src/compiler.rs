//! All functions of a module, each made when the first other asks for it.

use crate::body::{Body, size};
use crate::helper::Helper;
use crate::layout::{Form, Layout, Places};
use crate::reach::{Reach, landmarks, timely};
use crate::room::Rooms;
use enact_model::Program;
use enact_model::bands::Banding;
use enact_model::program::{Scale, Target, Type};
use enact_model::table::{GroupId, ParameterId, RuleId};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wasm_encoder::ValType::{self, I32, I64};

/// What a function works out under: which facts, judgements or terms are supposed, the last first.
/// Each brings its owner and, unless it is taken not to be there, its value as parameters.
pub(crate) type Fictions = Vec<Fiction>;

/// One thing that is supposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fiction {
    pub target: Target,
    pub absent: bool,
}

/// How the code of a function goes about what may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Pace {
    /// It tells exactly what is lacking.
    Careful,
    /// It leaves everything out of the ordinary to the careful code.
    Swift,
}

/// A function of the module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// What the rules of a group come to; with its ground, for a decision.
    Group { group: GroupId, grounded: bool, pace: Pace, under: Fictions },
    /// What a rule gives.
    Gives(RuleId, Fictions),
    /// Whether the condition of a rule holds.
    Applies(RuleId, Fictions),
    /// The value of a parameter on a day.
    Parameter(ParameterId),
    /// One over it.
    Reciprocal(ParameterId),
    /// A number through a progressive scale.
    Through(ParameterId, Banding),
    /// Needed by every law.
    Helper(Helper),
    /// The answers of a decision, by its place, for a range of cases.
    Decide(usize),
}

impl Key {
    /// What the rules of a group come to, without its ground and under no fiction.
    pub fn group(group: GroupId, pace: Pace) -> Self {
        Self::Group { group, grounded: false, pace, under: Vec::new() }
    }
}

/// How often a function is made at most.
pub(crate) const PASSES_MAX: u32 = 6;

/// How many functions can wait for each other to be made.
const DEPTH_MAX: u32 = 30;

/// A module under construction.
pub(crate) struct Compiler<'a> {
    pub program: &'a Program,
    pub layout: Layout,
    pub places: Places,
    /// The groups whose answer is remembered while a case is decided.
    pub remembered: BTreeSet<GroupId>,
    /// The groups whose answer depends on the day alone.
    pub timely: BTreeSet<GroupId>,
    /// The groups whose swift code is a function of its own.
    pub landmarks: BTreeSet<GroupId>,
    pub texts: Vec<Arc<str>>,
    numbers: BTreeMap<Key, u32>,
    /// How the numbers that functions give are written down, as narrow as they turn out to be.
    scales: BTreeMap<Key, Scale>,
    /// Where the answers of a function are remembered.
    memories: BTreeMap<Key, u32>,
    made: BTreeMap<u32, (Key, Body)>,
    depth: u32,
}

impl<'a> Compiler<'a> {
    pub fn new(program: &'a Program, layout: Layout, places: Places, reach: &Reach) -> Self {
        Self {
            program,
            layout,
            places,
            remembered: reach.remembered(program),
            timely: timely(program),
            landmarks: landmarks(program),
            texts: Vec::new(),
            numbers: BTreeMap::new(),
            scales: BTreeMap::new(),
            memories: BTreeMap::new(),
            made: BTreeMap::new(),
            depth: 0,
        }
    }

    /// The number of a function, which is made when it is not there yet; `None` when too many
    /// already wait for another.
    pub fn function(&mut self, key: &Key) -> Option<u32> {
        if let Some(number) = self.numbers.get(key) {
            return Some(*number);
        }
        if self.depth >= DEPTH_MAX {
            return None;
        }
        let number = size(self.numbers.len());
        self.numbers.insert(key.clone(), number);
        self.depth += 1;
        let body = self.make(key);
        self.depth -= 1;
        self.made.insert(number, (key.clone(), body));
        Some(number)
    }

    /// The number of a function that waits for no rules.
    pub fn shallow(&mut self, key: &Key) -> u32 {
        let depth = std::mem::take(&mut self.depth);
        let number = self.function(key);
        self.depth = depth;
        number.unwrap_or(0)
    }

    /// The number of a function that every law may need.
    pub fn helper(&mut self, helper: Helper) -> u32 {
        self.shallow(&Key::Helper(helper))
    }

    /// All functions in the order of their numbers.
    pub fn finish(&mut self) -> Vec<(Key, Body)> {
        std::mem::take(&mut self.made).into_values().collect()
    }

    fn make(&mut self, key: &Key) -> Body {
        match key {
            Key::Helper(helper) => helper.body(&mut |other| self.helper(other)),
            Key::Parameter(parameter) => {
                crate::parameter::value(self.program, *parameter, &mut self.texts)
            }
            Key::Reciprocal(parameter) => crate::parameter::reciprocal(self.program, *parameter),
            Key::Through(scale, banding) => crate::parameter::through(self, *scale, banding),
            Key::Group { group, .. } => {
                self.settled(key, self.program.groups[*group].scale, crate::group::group)
            }
            Key::Gives(rule, _) => {
                self.settled(key, self.program.rules[*rule].scale, crate::rule::gives)
            }
            Key::Applies(rule, under) => crate::rule::applies(self, *rule, under),
            Key::Decide(place) => crate::decide::decide(self, *place),
        }
    }

    /// Makes a function again and again until its numbers are kept no wider than they can be.
    pub fn settled(
        &mut self,
        key: &Key,
        scale: Scale,
        make: impl Fn(&mut Self, &Key, Rooms) -> (Body, Rooms),
    ) -> Body {
        self.scales.insert(key.clone(), scale);
        let (mut body, mut rooms) = make(self, key, Rooms::default());
        for _ in 0..PASSES_MAX {
            let narrowed = rooms.narrowed();
            if let (Some(range), Scale::Fixed { denominator, .. }) = (narrowed.result(), scale) {
                self.scales.insert(key.clone(), Scale::Fixed { denominator, range });
            }
            let (again, met) = make(self, key, narrowed.clone());
            (body, rooms) = (again, met);
            if rooms.narrowed() == narrowed {
                break;
            }
        }
        body
    }

    /// How what a function gives is written down.
    pub fn scale_of(&self, key: &Key) -> Scale {
        self.scales.get(key).copied().unwrap_or(Scale::None)
    }

    /// Whether the answer of swift code is remembered while a case is decided.
    pub fn remembers_swiftly(&self) -> bool {
        let swift = |key: &Key| matches!(key, Key::Group { pace: Pace::Swift, .. });
        self.memories.keys().any(swift)
    }

    /// The place in the memory where the answers of a function are remembered.
    pub fn memory_of(&mut self, key: &Key, count: u32, bytes: u32) -> u32 {
        if let Some(place) = self.memories.get(key) {
            return *place;
        }
        let place = self.places.take(count, bytes);
        self.memories.insert(key.clone(), place);
        place
    }

    /// What a function takes and gives.
    pub fn signature(&self, key: &Key) -> (Vec<ValType>, Vec<ValType>) {
        let lack_and = |form: Form| {
            let mut gives = vec![I32];
            gives.extend(types(form));
            gives
        };
        match key {
            Key::Helper(helper) => helper.signature(),
            Key::Parameter(parameter) => {
                let parameter = &self.program.parameters[*parameter];
                (vec![I32], lack_and(Form::of(parameter.ty, parameter.scale)))
            }
            Key::Reciprocal(parameter) => {
                (vec![I32], lack_and(crate::parameter::reciprocal_form(self.program, *parameter)))
            }
            Key::Through(..) => (vec![I64, I32], vec![I32, I64]),
            Key::Group { grounded, under, .. } => {
                let mut gives = lack_and(self.form_of(key));
                gives.extend(grounded.then_some(I32));
                (self.takes(under), gives)
            }
            Key::Gives(_, under) => (self.takes(under), lack_and(self.form_of(key))),
            Key::Applies(_, under) => (self.takes(under), vec![I32; 2]),
            Key::Decide(_) => (vec![I32; 2], vec![]),
        }
    }

    /// How what the rules of a group or one of them give is written down.
    pub fn form_of(&self, key: &Key) -> Form {
        let term = match key {
            Key::Group { group, .. } => self.program.groups[*group].term,
            Key::Gives(rule, _) => self.program.rules[*rule].term,
            _ => return Form::Word,
        };
        Form::of(self.program.terms[term].ty, self.scale_of(key))
    }

    /// How what can be supposed is written down.
    pub fn form(&self, target: Target) -> (Form, Type, Scale) {
        let (_, ty, scale) = self.program.held(target);
        (Form::of(ty, scale), ty, scale)
    }

    /// The subject, the reference date, and what is supposed.
    fn takes(&self, under: &Fictions) -> Vec<ValType> {
        let mut takes = vec![I32; 2];
        for fiction in under {
            takes.push(I32);
            if !fiction.absent {
                takes.extend(types(self.form(fiction.target).0));
            }
        }
        takes
    }

    /// The number of a text.
    pub fn text(&mut self, text: &Arc<str>) -> i32 {
        text_number(&mut self.texts, text)
    }
}

/// The number of `text` among `texts`, to which it is added when it is new.
pub(crate) fn text_number(texts: &mut Vec<Arc<str>>, text: &Arc<str>) -> i32 {
    let known = texts.iter().position(|known| known == text).unwrap_or_else(|| {
        texts.push(text.clone());
        texts.len() - 1
    });
    size(known).cast_signed()
}

/// The locals of a value.
pub(crate) fn types(form: Form) -> Vec<ValType> {
    match form {
        Form::YesNo | Form::Word => vec![I32],
        Form::Long => vec![I64],
        Form::Wide => vec![I64; 2],
        Form::List => vec![I32; 2],
    }
}
