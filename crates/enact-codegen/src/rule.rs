//! One rule: whether it applies, and what it gives.

use crate::body::{Body, Handler, Label, Local};
use crate::compiler::{Compiler, Fictions, Key};
use crate::expression::never_lacks;
use crate::helper::Helper;
use crate::lack::{self, Defect};
use crate::number::TooWide;
use crate::room::Rooms;
use crate::term::Operation::{And, AtLeast, Equal, Less, Or, Unequal};
use crate::term::{Short, Term, word};
use crate::writer::{Val, Writer};
use enact_model::program::{Expr, Gives, InForce, Limb, Rule, Scale, Type};
use enact_model::table::RuleId;
use enact_syntax::tree::Comparison;
use wasm_encoder::Instruction as I;

/// How many parts expressions of a rule have in the place where they are needed.
const PARTS_MAX: usize = 10;

/// Whether the rule is in force and its own condition holds: what is lacking, and 1 or 0.
pub(crate) fn applies(compiler: &mut Compiler<'_>, rule: RuleId, under: &Fictions) -> Body {
    let rule = &compiler.program.rules[rule];
    let mut writer = Writer::new(compiler, under);
    let attempt = writer.body.attempt();
    let answer = writer.applies(rule, attempt.handler);
    let lack = writer.body.lacking(attempt);
    writer.body.close();
    writer.body.get(lack);
    writer.body.get(answer);
    writer.body
}

/// What the rule gives: what is lacking, and its value.
pub(crate) fn gives(compiler: &mut Compiler<'_>, key: &Key, rooms: Rooms) -> (Body, Rooms) {
    let Key::Gives(id, under) = key else { return Default::default() };
    let (ty, scale) = kind(compiler, &compiler.program.rules[*id]);
    let form = compiler.form_of(key);
    let mut writer = Writer::new(compiler, under);
    writer.rooms = rooms;
    let found = writer.room(ty, scale);
    let attempt = writer.body.attempt();
    let value = writer.gives(*id, attempt.handler);
    writer.assign(found, value);
    let lack = writer.body.lacking(attempt);
    writer.body.close();
    writer.body.get(lack);
    writer.push(found, form);
    (writer.body, writer.rooms)
}

/// The type and scale of what a rule gives.
pub(crate) fn kind(compiler: &Compiler<'_>, rule: &Rule) -> (Type, Scale) {
    (compiler.program.terms[rule.term].ty, rule.scale)
}

/// Whether expressions are so short that they are written where they are needed, and not in a
/// function of their own.
pub(crate) fn short<'e>(expressions: impl Iterator<Item = &'e Expr>) -> bool {
    let mut parts = 0;
    for expr in expressions {
        expr.visit(&mut |_| parts += 1);
    }
    parts <= PARTS_MAX
}

/// Whether nothing has to be found out to know that the rule applies.
pub(crate) fn unconditional(rule: &Rule) -> bool {
    let limbs = matches!(rule.gives, Gives::Cases { otherwise: None, .. });
    rule.in_force == InForce::default()
        && rule.clauses.within.is_none()
        && rule.when.is_none()
        && rule.unless.is_none()
        && !limbs
}

impl Writer<'_, '_> {
    /// Whether the rule is in force and its own condition holds: 1 or 0.
    pub fn applies(&mut self, rule: &Rule, handler: Handler) -> Local {
        let subject = self.subject;
        let answer = self.body.word();
        let no = self.body.open();
        if let Some(covers) = self.in_force(rule.in_force) {
            self.body.put(covers.not().code());
            self.body.branch_if(no);
        }
        let open = self.nothing_open();
        let checks = [
            rule.clauses.within.as_ref().map(|within| (within, true)),
            rule.when.as_ref().map(|when| (when, true)),
            rule.unless.as_ref().map(|unless| (unless, false)),
        ];
        for (condition, needed) in checks.into_iter().flatten() {
            let attempt = self.body.attempt();
            self.condition(condition, subject, attempt.handler);
            if needed {
                self.body.put([I::I32Eqz]);
            }
            self.body.branch_if(no);
            let lack = self.body.lacking(attempt);
            self.note_settled(open, lack, true, handler);
            self.body.close();
        }
        if let Gives::Cases { limbs, otherwise: None, .. } = &rule.gives {
            self.any_limb(limbs, open, no, handler);
        }
        self.body.fail_with(handler, open);
        self.body.assign(answer, 1);
        self.body.close();
        answer
    }

    pub fn in_force(&self, time: InForce) -> Option<Term<Short>> {
        let begun = time.from.map(|from| word(self.on).is(AtLeast, from.days()));
        let lasts = time.until.map(|until| word(self.on).is(Less, until.days()));
        match (begun, lasts) {
            (Some(begun), Some(lasts)) => Some(begun.with(And, lasts)),
            (begun, lasts) => begun.or(lasts),
        }
    }

    /// Goes to `no` when no limb holds.
    fn any_limb(&mut self, limbs: &[Limb], open: Local, no: Label, handler: Handler) {
        let further = self.body.word();
        self.body.copy(further, open);
        let uncertain = self.nothing_open();
        let one = self.body.open();
        for limb in limbs {
            let attempt = self.body.attempt();
            self.condition(&limb.condition, self.subject, attempt.handler);
            self.body.branch_if(one);
            let lack = self.body.lacking(attempt);
            self.note_settled(further, lack, false, handler);
            self.body.assign(uncertain, 1);
            self.body.close();
        }
        self.body.put(word(uncertain).not().code());
        self.body.branch_if(no);
        self.body.copy(open, further);
        self.body.close();
    }

    /// Adds what a condition lacks to what is `open`. Behind something open only a clear answer
    /// counts; otherwise what is not open goes to `handler`.
    fn note_settled(&mut self, open: Local, lack: Local, asks_first: bool, handler: Handler) {
        self.body.get(open);
        self.body.get(lack);
        self.call(Key::Helper(Helper::Further { asks_first }));
        self.body.set(open);
        self.body.put(word(open).with(And, lack::OPEN).not().code());
        self.body.open_if();
        self.fail_settled(open, handler);
        self.body.close();
    }

    /// Leaves with a lack, an absent fact as the defect that it is by now.
    pub fn fail_settled(&mut self, lack: Local, handler: Handler) {
        self.body.put(word(lack).is(Equal, lack::ABSENT).code());
        self.body.fail_if(handler, Defect::Unsettled.code());
        self.body.fail_with(handler, lack);
    }

    /// What the rule gives when it applies.
    pub fn gives(&mut self, rule: RuleId, handler: Handler) -> Val {
        let of = &self.compiler.program.rules[rule];
        let (ty, scale) = kind(self.compiler, of);
        match &of.gives {
            Gives::Value(value) => self.evaluate(value, self.subject, handler),
            Gives::Answer(answer) => self.constant_word(i32::from(*answer)),
            Gives::NoEntitlement | Gives::Silence { .. } => {
                self.body.fail(handler, lack::NO_ENTITLEMENT);
                self.room(ty, scale)
            }
            Gives::Cases { ordered: true, limbs, otherwise } => {
                self.in_order(limbs, otherwise.as_ref(), (ty, scale), handler)
            }
            Gives::Cases { ordered: false, limbs, otherwise } => {
                self.excluding(limbs, otherwise.as_ref(), (ty, scale), handler)
            }
        }
    }

    /// The first limb that holds.
    fn in_order(
        &mut self,
        limbs: &[Limb],
        otherwise: Option<&Expr>,
        (ty, scale): (Type, Scale),
        handler: Handler,
    ) -> Val {
        let found = self.room(ty, scale);
        let open = self.nothing_open();
        let end = self.body.open();
        for limb in limbs {
            let attempt = self.body.attempt();
            self.condition(&limb.condition, self.subject, attempt.handler);
            self.body.put([I::I32Eqz]);
            self.body.branch_if(attempt.done);
            self.given(&limb.value, found, open, handler);
            self.body.branch(end);
            let lack = self.body.lacking(attempt);
            self.note_settled(open, lack, false, handler);
            self.explored(&limb.value, open);
            self.body.close();
        }
        self.remaining(otherwise, found, open, handler);
        self.body.close();
        found
    }

    /// The value, unless something is open before it: then what is open in it is noted too.
    fn given(&mut self, value: &Expr, found: Val, open: Local, handler: Handler) {
        let attempt = self.body.attempt();
        let given = self.evaluate(value, self.subject, attempt.handler);
        self.body.fail_with(handler, open);
        self.assign(found, given);
        let lack = self.body.lacking(attempt);
        self.body.get(open);
        self.body.open_if();
        self.note_open(open, lack);
        self.body.fail_with(handler, open);
        self.body.close();
        self.fail_settled(lack, handler);
        self.body.close();
    }

    /// Adds what is open in `lack`, when something is.
    pub fn note_open(&mut self, open: Local, lack: Local) {
        self.body.put(word(lack).with(And, lack::OPEN).code());
        self.body.open_if();
        self.body.get(open);
        self.body.get(lack);
        self.call(Key::Helper(Helper::Beside));
        self.body.set(open);
        self.body.close();
    }

    /// Looks into a value that may come to count, for what is open there.
    fn explored(&mut self, value: &Expr, open: Local) {
        if never_lacks(value) {
            return;
        }
        let attempt = self.body.attempt();
        self.evaluate(value, self.subject, attempt.handler);
        let lack = self.body.lacking(attempt);
        self.note_open(open, lack);
        self.body.close();
    }

    /// No limb is known to hold: the other cases, if there are any.
    fn remaining(&mut self, otherwise: Option<&Expr>, found: Val, open: Local, handler: Handler) {
        match otherwise {
            Some(value) => self.given(value, found, open, handler),
            None => {
                self.body.fail_with(handler, open);
                self.body.fail(handler, lack::NO_ENTITLEMENT);
            }
        }
    }

    /// The one limb that holds; two that hold must give the same.
    fn excluding(
        &mut self,
        limbs: &[Limb],
        otherwise: Option<&Expr>,
        (ty, scale): (Type, Scale),
        handler: Handler,
    ) -> Val {
        let (found, have) = (self.room(ty, scale), self.nothing_open());
        let (open, first_lack) = (self.nothing_open(), self.nothing_open());
        for limb in limbs {
            let attempt = self.body.attempt();
            self.condition(&limb.condition, self.subject, attempt.handler);
            self.body.put([I::I32Eqz]);
            self.body.branch_if(attempt.done);
            let (value, lack) = self.tried(&limb.value, ty, scale);
            self.body.get(have);
            self.body.open_if();
            let differs = self.differs((found, first_lack), (value, lack));
            match differs {
                Ok(differs) => {
                    self.body.put(differs.code());
                    self.body.fail_if(handler, Defect::Limbs.code());
                }
                Err(TooWide) => {
                    self.give_up(handler);
                }
            }
            self.body.otherwise();
            self.assign(found, value);
            self.body.copy(first_lack, lack);
            self.body.assign(have, 1);
            self.body.close();
            let lack = self.body.lacking(attempt);
            self.body.get(have);
            self.body.open_if();
            self.note_open(open, lack);
            self.body.otherwise();
            self.note_settled(open, lack, false, handler);
            self.body.close();
            self.body.close();
        }
        let end = self.body.open();
        self.body.get(have);
        self.body.open_if();
        self.body.get(first_lack);
        self.body.open_if();
        self.body.put(word(first_lack).with(And, lack::OPEN).code());
        self.body.open_if();
        self.note_open(open, first_lack);
        self.body.fail_with(handler, open);
        self.body.close();
        self.fail_settled(first_lack, handler);
        self.body.close();
        self.body.branch(end);
        self.body.close();
        self.body.get(open);
        self.body.open_if();
        for limb in limbs.iter().filter(|limb| !never_lacks(&limb.value)) {
            let attempt = self.body.attempt();
            self.condition(&limb.condition, self.subject, attempt.handler);
            self.body.put([I::Drop]);
            self.body.lacking(attempt);
            self.explored(&limb.value, open);
            self.body.close();
        }
        self.body.close();
        self.remaining(otherwise, found, open, handler);
        self.body.close();
        found
    }

    /// A value, and what it lacks: 0 when it is there.
    fn tried(&mut self, value: &Expr, ty: Type, scale: Scale) -> (Val, Local) {
        let room = self.room(ty, scale);
        let lack = self.nothing_open();
        let attempt = self.body.attempt();
        let given = self.evaluate(value, self.subject, attempt.handler);
        self.assign(room, given);
        let failed = self.body.lacking(attempt);
        self.body.copy(lack, failed);
        self.body.close();
        (room, lack)
    }

    /// Whether two answers, each a value or what it lacks, differ.
    pub fn differs(
        &mut self,
        one: (Val, Local),
        other: (Val, Local),
    ) -> Result<Term<Short>, TooWide> {
        let values = match (one.0, other.0) {
            (Val::Word(one), Val::Word(other)) => word(one).is(Unequal, word(other)),
            (Val::Number(one), Val::Number(other)) => {
                self.number_compare(Comparison::Unequal, one, other)
            }
            _ => return Err(TooWide),
        };
        let both_there = word(one.1).with(Or, word(other.1)).not();
        Ok(word(one.1).is(Unequal, word(other.1)).with(Or, both_there.with(And, values)))
    }
}
