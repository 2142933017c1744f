//! What is worked out once for all cases of a day: norms, and what follows from them alone.

use crate::body::{Body, Handler, Local};
use crate::calendar::NO_DAY;
use crate::compiler::Key;
use crate::lack;
use crate::module::{STAMP, UNSETTLED};
use crate::term::Operation::Unequal;
use crate::term::{Term, word};
use crate::writer::{Val, Writer, locals};
use enact_model::program::{Scale, Type};
use std::collections::BTreeMap;
use wasm_encoder::Instruction as I;

/// What is kept of a day, and for which day.
#[derive(Debug, Default)]
pub(crate) struct Norms {
    /// The day of the case at hand.
    day: Option<Local>,
    /// What each lacks, and its value.
    kept: BTreeMap<Key, (Local, Val)>,
    /// What is read, with its type and scale: what is to be kept when the code is written anew.
    pub wanted: BTreeMap<Key, (Type, Scale)>,
}

impl Writer<'_, '_> {
    /// Before the first case: nothing is known of any day. Gives the day that is.
    pub fn no_day_yet(&mut self) -> Local {
        let seen = self.body.word();
        self.body.assign(seen, NO_DAY);
        seen
    }

    /// For a case on this day: `wanted` is worked out, unless it was for the case before.
    pub fn keep_for_day(&mut self, seen: Local, wanted: &BTreeMap<Key, (Type, Scale)>) {
        self.norms.day = Some(self.on);
        if wanted.is_empty() {
            return;
        }
        let kept: Vec<(&Key, Local, Val)> = wanted
            .iter()
            .map(|(key, (ty, scale))| (key, self.body.word(), self.hold(*ty, *scale)))
            .collect();
        self.body.put(word(self.on).is(Unequal, word(seen)).code());
        self.body.open_if();
        next_stamp(&mut self.body);
        self.body.put([I::I32Const(0), I::GlobalSet(UNSETTLED)]);
        for (key, lack, value) in &kept {
            self.ask(key);
            for local in locals(*value).into_iter().rev() {
                self.body.set(local);
            }
            self.body.set(*lack);
        }
        // What a norm leaves to evaluation counts for no case.
        for (_, lack, _) in &kept {
            let fault = Term::from(lack::FAULT);
            self.body.put(fault.select(word(*lack), Term::global(UNSETTLED)).code());
            self.body.set(*lack);
        }
        self.body.copy(seen, self.on);
        self.body.close();
        self.norms.kept =
            kept.into_iter().map(|(key, lack, value)| (key.clone(), (lack, value))).collect();
    }

    /// What depends on nothing but the day.
    pub fn on_this_day(&mut self, key: &Key, ty: Type, scale: Scale, handler: Handler) -> Val {
        if self.norms.day == Some(self.on) {
            self.norms.wanted.insert(key.clone(), (ty, scale));
            if let Some((lack, value)) = self.norms.kept.get(key).copied() {
                self.leave_with(lack, handler);
                return value;
            }
        }
        self.ask(key);
        self.take(ty, scale, handler)
    }

    fn ask(&mut self, key: &Key) {
        if let Key::Group { .. } = key {
            self.body.get(self.subject);
        }
        self.body.get(self.on);
        let function = self.compiler.shallow(key);
        self.body.put([I::Call(function)]);
    }
}

/// What is remembered is not of the case that comes.
pub(crate) fn next_stamp(body: &mut Body) {
    body.put([I::GlobalGet(STAMP), I::I32Const(1), I::I32Add, I::GlobalSet(STAMP)]);
}
