//! Facts in swift code: read once, known and within their bounds, or left for the careful code.

use crate::body::{Handler, Local, Thing};
use crate::lack;
use crate::layout::{Held, most};
use crate::reading::{ABSENT, KNOWN, usual};
use crate::term::Operation::{Equal, More, Or, Unequal};
use crate::term::word;
use crate::writer::{Val, Writer};
use enact_model::program::{Reference, Scale, Target};
use enact_model::table::FactId;
use wasm_encoder::ValType::I32;

impl Writer<'_, '_> {
    /// Whether the optional fact is there: 1 or 0.
    pub fn swift_exists(
        &mut self,
        of: &Reference,
        subject: Local,
        handler: Handler,
    ) -> Option<Val> {
        let (Target::Fact(fact), [], 0) = (of.target, &*of.path, of.up) else { return None };
        let column = self.compiler.layout.column(Held::Fact(fact)).copied()?;
        self.load_state(column, subject);
        let state = self.body.keep(I32);
        let told = word(state).is(Equal, KNOWN).with(Or, word(state).is(Equal, ABSENT));
        self.body.put(told.not().code());
        self.unsure_if(handler);
        self.body.put(word(state).is(Equal, KNOWN).code());
        Some(Val::Word(self.body.keep(I32)))
    }

    /// The value of a fact.
    pub fn swift_fact(&mut self, id: FactId, subject: Local, handler: Handler) -> Val {
        let what = (Thing::Held(Held::Fact(id)), subject, self.on);
        if let Some(value) = self.body.known(what) {
            return value;
        }
        let fact = &self.compiler.program.facts[id];
        let Some(column) = self.compiler.layout.column(Held::Fact(id)).copied() else {
            return self.give_up(handler);
        };
        self.load_state(column, subject);
        let state = self.body.keep(I32);
        if fact.optional && self.told.absent {
            self.body.put(word(state).is(Equal, ABSENT).code());
            self.body.fail_if(handler, lack::ABSENT);
        }
        self.body.put(word(state).is(Unequal, KNOWN).code());
        self.unsure_if(handler);
        let mut value = self.load(column, subject, fact.scale);
        match (value, fact.scale) {
            (Val::Number(number), Scale::Fixed { range, .. }) => {
                let usual = usual(fact, range);
                if let Some(within) = self.within(number, usual) {
                    self.body.put(within.not().code());
                    self.unsure_if(handler);
                }
                value = Val::Number(number.known_in(usual));
            }
            (Val::List(_, count), _) => {
                self.body.put(word(count).is(More, most(fact).cast_signed()).code());
                self.unsure_if(handler);
            }
            _ => {}
        }
        self.body.note(what, value);
        value
    }
}
