//! Conditions, when not everything is known: yes, no, or a lack.

use crate::body::{Handler, Local};
use crate::compiler::Key;
use crate::helper::Helper;
use crate::lack;
use crate::term::Operation::{And, Unequal};
use crate::term::word;
use crate::writer::{Val, Writer};
use enact_model::program::Expr;
use wasm_encoder::Instruction as I;

impl Writer<'_, '_> {
    /// Several conditions up to the first that comes to `decisive`: 0 for *and*, 1 for *or*.
    pub fn several(
        &mut self,
        parts: &[Expr],
        decisive: i32,
        subject: Local,
        handler: Handler,
    ) -> Val {
        if self.swift() {
            return self.swift_several(parts, decisive, subject, handler);
        }
        let lacking = self.nothing_open();
        let answer = self.body.word();
        let end = self.body.open();
        for part in parts {
            let attempt = self.body.attempt();
            self.condition(part, subject, attempt.handler);
            if decisive == 1 {
                self.body.put([I::I32Eqz]);
            }
            self.body.branch_if(attempt.done);
            self.body.assign(answer, decisive);
            self.body.branch(end);
            let lack = self.body.lacking(attempt);
            self.note_further(lacking, lack, handler);
            self.body.close();
        }
        self.body.fail_with(handler, lacking);
        self.body.assign(answer, 1 - decisive);
        self.body.close();
        Val::Word(answer)
    }

    fn swift_several(
        &mut self,
        parts: &[Expr],
        decisive: i32,
        subject: Local,
        handler: Handler,
    ) -> Val {
        let answer = self.body.word();
        self.body.assign(answer, decisive);
        let end = self.body.open();
        for part in parts {
            match decisive {
                0 => self.holds_or(part, subject, end, handler),
                _ => self.fails_or(part, subject, end, handler),
            }
        }
        self.body.assign(answer, 1 - decisive);
        self.body.close();
        Val::Word(answer)
    }

    /// Adds what a further condition lacks to what was `lacking` before it; a defect before which
    /// nothing was open goes to `handler`.
    pub fn note_further(&mut self, lacking: Local, lack: Local, handler: Handler) {
        self.body.get(lacking);
        self.body.get(lack);
        self.call(Key::Helper(Helper::Further { asks_first: true }));
        self.body.set(lacking);
        self.body.put(word(lacking).with(And, lack::FATAL).is(Unequal, 0).code());
        self.body.open_if();
        self.body.fail_with(handler, lacking);
        self.body.close();
    }
}
