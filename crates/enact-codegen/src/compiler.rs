//! All functions of a module, each made when the first other asks for it.

use crate::body::{Body, size};
use crate::helper::Helper;
use crate::layout::{Form, Layout, Places};
use enact_model::Program;
use enact_model::bands::Banding;
use enact_model::program::{Scale, Target, Type};
use enact_model::table::{GroupId, ParameterId, RuleId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
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

/// A function of the module.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Key {
    /// What the rules of a group come to; with its ground, for a decision.
    Group { group: GroupId, grounded: bool, under: Fictions },
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

/// A module under construction.
pub(crate) struct Compiler<'a> {
    pub program: &'a Program,
    pub layout: Layout,
    pub places: Places,
    /// The groups whose answer is remembered while a case is decided.
    pub remembered: BTreeSet<GroupId>,
    pub texts: Vec<Arc<str>>,
    numbers: BTreeMap<Key, u32>,
    waiting: VecDeque<Key>,
    made: BTreeMap<u32, (Key, Body)>,
}

impl<'a> Compiler<'a> {
    pub fn new(
        program: &'a Program,
        layout: Layout,
        places: Places,
        remembered: BTreeSet<GroupId>,
    ) -> Self {
        Self {
            program,
            layout,
            places,
            remembered,
            texts: Vec::new(),
            numbers: BTreeMap::new(),
            waiting: VecDeque::new(),
            made: BTreeMap::new(),
        }
    }

    /// The number of a function, which is made in time.
    pub fn function(&mut self, key: Key) -> u32 {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = size(self.numbers.len());
        self.numbers.insert(key.clone(), number);
        self.waiting.push_back(key);
        number
    }

    pub fn helper(&mut self, helper: Helper) -> u32 {
        self.function(Key::Helper(helper))
    }

    /// Makes every function that is asked for, and gives them in the order of their numbers.
    pub fn finish(&mut self) -> Vec<(Key, Body)> {
        while let Some(key) = self.waiting.pop_front() {
            let body = self.make(&key);
            let number = self.function(key.clone());
            self.made.insert(number, (key, body));
        }
        std::mem::take(&mut self.made).into_values().collect()
    }

    fn make(&mut self, key: &Key) -> Body {
        match key {
            Key::Helper(helper) => helper.body(&mut |other| self.helper(other)),
            Key::Parameter(parameter) => crate::parameter::value(self.program, *parameter, &mut self.texts),
            Key::Reciprocal(parameter) => crate::parameter::reciprocal(self.program, *parameter),
            Key::Through(scale, banding) => crate::parameter::through(self, *scale, banding),
            Key::Group { group, grounded, under } => {
                crate::group::group(self, *group, *grounded, under)
            }
            Key::Applies(rule, under) => crate::rule::applies(self, *rule, under),
            Key::Gives(rule, under) => crate::rule::gives(self, *rule, under),
            Key::Decide(place) => crate::decide::decide(self, *place),
        }
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
            Key::Group { group, grounded, under } => {
                let form = self.form_of(*group);
                let mut gives = lack_and(form);
                gives.extend(grounded.then_some(I32));
                (self.takes(under), gives)
            }
            Key::Applies(_, under) => (self.takes(under), vec![I32; 2]),
            Key::Gives(rule, under) => {
                let (ty, scale) = crate::rule::kind(self, &self.program.rules[*rule]);
                (self.takes(under), lack_and(Form::of(ty, scale)))
            }
            Key::Decide(_) => (vec![I32; 2], vec![]),
        }
    }

    /// How the answer of a group is written down.
    pub fn form_of(&self, group: GroupId) -> Form {
        let group = &self.program.groups[group];
        Form::of(self.program.terms[group.term].ty, group.scale)
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
