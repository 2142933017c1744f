//! The swift way through a law: for cases of which everything that is read is known.
//!
//! Most cases need none of what evaluation does about unknown facts. The swift code reads, weighs
//! and computes straight on, one rule within the other, and never works out the same value twice.
//! Whatever it cannot settle at once (something unknown, two rules that speak side by side, a
//! number outside its bounds) leaves for the careful code, which then decides the case anew; so
//! swift code is never wrong, only sometimes of no use.

use crate::body::{Handler, Label, Local, Thing};
use crate::compiler::{Key, Pace};
use crate::lack;
use crate::rule::{kind, unconditional};
use crate::term::Operation::Unequal;
use crate::term::word;
use crate::writer::{Val, Writer};
use enact_model::program::{Expr, ExprKind, Gives, Group, Limb, Member, Rule, TermKind, Type};
use enact_model::table::{GroupId, RuleId};
use wasm_encoder::Instruction as I;

/// How deep rules are written within each other.
const DEPTH_MAX: usize = 8;

/// How many instructions a function has before further rules are called instead.
const LENGTH_MAX: usize = 1_500;

/// Which lacks the place that handles them tells apart: all others are for the careful code.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// A claim that does not exist.
    pub none: bool,
    /// An optional fact that is not there.
    pub absent: bool,
}

impl Told {
    /// Both.
    pub const ALL: Self = Self { none: true, absent: true };
    /// At the end of a group, what is absent is a defect.
    pub const NONE: Self = Self { none: true, absent: false };
}

/// Where the answer of a group goes.
#[derive(Clone, Copy)]
pub(crate) struct Outcome {
    pub found: Val,
    pub ground: Option<Local>,
    pub handler: Handler,
}

impl Writer<'_, '_> {
    /// Whether this is swift code.
    pub fn swift(&self) -> bool {
        self.pace == Pace::Swift
    }

    /// Leaves for the careful code.
    fn unsure(&mut self, handler: Handler) {
        self.body.fail(handler, lack::FAULT);
    }

    /// Leaves for the careful code when the word on the stack is not zero.
    pub fn unsure_if(&mut self, handler: Handler) {
        self.body.fail_if(handler, lack::FAULT);
    }

    /// What `work` writes, where only these lacks are told apart.
    pub fn telling<T>(&mut self, told: Told, work: impl FnOnce(&mut Self) -> T) -> T {
        let around = std::mem::replace(&mut self.told, told);
        let done = work(self);
        self.told = around;
        done
    }

    /// What is told apart within a condition: in swift code nothing.
    pub fn in_condition(&self) -> Told {
        if self.swift() { Told::default() } else { self.told }
    }

    /// What the rules of a group come to for `subject`.
    pub fn swift_group(&mut self, id: GroupId, subject: Local, handler: Handler) -> Val {
        let what = (Thing::Group(id), subject, self.on);
        if let Some(value) = self.body.known(what) {
            return value;
        }
        let ty = self.compiler.program.terms[self.compiler.program.groups[id].term].ty;
        let value = if self.compiler.timely.contains(&id) {
            let key = Key::group(id, Pace::Careful);
            self.compiler.shallow(&key);
            let scale = self.compiler.scale_of(&key);
            self.on_this_day(&key, ty, scale, handler)
        } else if self.compiler.landmarks.contains(&id)
            || self.depth >= DEPTH_MAX
            || self.body.len() >= LENGTH_MAX
        {
            self.of_law(Key::group(id, Pace::Swift), ty, subject, handler)
        } else {
            self.inlined(id, ty, subject, handler)
        };
        self.body.note(what, value);
        value
    }

    /// The rules of a group, written where their answer is needed.
    fn inlined(&mut self, id: GroupId, ty: Type, subject: Local, handler: Handler) -> Val {
        let group = &self.compiler.program.groups[id];
        let found = self.room(ty, group.scale);
        self.about(subject, |writer| {
            writer.members(group, Outcome { found, ground: None, handler });
        });
        found
    }

    /// What `work` writes about `subject`, as in a function of its own.
    fn about<T>(&mut self, subject: Local, work: impl FnOnce(&mut Self) -> T) -> T {
        let around = std::mem::replace(&mut self.subject, subject);
        let outer = std::mem::take(&mut self.outer);
        self.depth += 1;
        let told = Told { absent: false, ..self.told };
        let done = self.telling(told, work);
        self.depth -= 1;
        (self.subject, self.outer) = (around, outer);
        done
    }

    /// The one member that speaks.
    pub fn members(&mut self, group: &Group, outcome: Outcome) {
        if let [member] = &*group.members
            && unconditional(&self.compiler.program.rules[member.rule])
        {
            self.speaks(group, member, outcome);
            return;
        }
        let Some(silenced) = self.silencing(group, outcome.handler) else {
            self.unsure(outcome.handler);
            return;
        };
        let done = self.body.open();
        let granting: Vec<(usize, &Member)> = group
            .members
            .iter()
            .enumerate()
            .filter(|(place, _)| silenced[*place].is_none())
            .collect();
        let spoken = if self.one_at_most(group) {
            silenced
        } else {
            self.who_speaks(group, silenced, outcome.handler)
        };
        for (place, member) in granting {
            let next = self.body.open();
            match spoken[place] {
                Some(speaks) => {
                    self.body.put(word(speaks).not().code());
                    self.body.branch_if(next);
                }
                None => {
                    self.displaced_or(member, &spoken, next);
                    let rule = &self.compiler.program.rules[member.rule];
                    self.applies_or(rule, next, outcome.handler);
                }
            }
            self.speaks(group, member, outcome);
            self.body.branch(done);
            self.body.close();
        }
        match (self.compiler.program.terms[group.term].kind == TermKind::YesNo, outcome.found) {
            (true, Val::Word(answer)) => {
                self.body.assign(answer, 0);
                outcome.ground.into_iter().for_each(|ground| self.body.assign(ground, -1));
            }
            _ => self.unsure(outcome.handler),
        }
        self.body.close();
    }

    /// Where two members could speak side by side: which one does, before any says anything.
    fn who_speaks(
        &mut self,
        group: &Group,
        mut flags: Vec<Option<Local>>,
        handler: Handler,
    ) -> Vec<Option<Local>> {
        for (place, member) in group.members.iter().enumerate() {
            if flags[place].is_some() {
                continue;
            }
            let speaks = self.nothing_open();
            let next = self.body.open();
            self.displaced_or(member, &flags, next);
            let rule = &self.compiler.program.rules[member.rule];
            self.applies_or(rule, next, handler);
            let same = self.answer_the_same(group, place);
            for earlier in (0..place).filter(|earlier| !member.preceded_by.contains(earlier)) {
                let other = &self.compiler.program.rules[group.members[earlier].rule];
                let Some(flag) = flags[earlier].filter(|_| !other.gives.silences()) else {
                    continue;
                };
                if same.contains(&earlier) {
                    self.body.get(flag);
                    self.body.branch_if(next);
                } else if !self.excluded(group, earlier, place) {
                    self.body.get(flag);
                    self.unsure_if(handler);
                }
            }
            self.body.assign(speaks, 1);
            self.body.close();
            flags[place] = Some(speaks);
        }
        flags
    }

    /// Goes to `next` when one of those that precede the member speaks or silences it.
    fn displaced_or(&mut self, member: &Member, flags: &[Option<Local>], next: Label) {
        for flag in member.preceded_by.iter().filter_map(|by| flags[*by]) {
            self.body.get(flag);
            self.body.branch_if(next);
        }
    }

    /// For each member that silences others, whether it applies; none when that is not plain.
    fn silencing(&mut self, group: &Group, handler: Handler) -> Option<Vec<Option<Local>>> {
        let mut silenced = vec![None; group.members.len()];
        for (place, member) in group.members.iter().enumerate() {
            let rule = &self.compiler.program.rules[member.rule];
            if !rule.gives.silences() {
                continue;
            }
            if !member.preceded_by.is_empty() {
                return None;
            }
            silenced[place] = Some(self.applies_at_all(rule, handler));
        }
        Some(silenced)
    }

    /// Whether the first member that applies is the only one that speaks.
    fn one_at_most(&self, group: &Group) -> bool {
        let silences =
            |place: usize| self.compiler.program.rules[group.members[place].rule].gives.silences();
        let places = || (0..group.members.len()).filter(|place| !silences(*place));
        places().all(|place| {
            let same = self.answer_the_same(group, place);
            places().take_while(|earlier| *earlier < place).all(|earlier| {
                group.members[place].preceded_by.contains(&earlier)
                    || same.contains(&earlier)
                    || self.excluded(group, earlier, place)
            })
        })
    }

    /// Whether one of two members says itself that it applies where the other does not.
    fn excluded(&self, group: &Group, one: usize, other: usize) -> bool {
        let rule = |place: usize| group.members[place].rule;
        let excludes = |place: usize, other: RuleId| {
            let when = self.compiler.program.rules[rule(place)].when.as_ref();
            when.is_some_and(|when| excludes(when, other))
        };
        excludes(one, rule(other)) || excludes(other, rule(one))
    }

    fn speaks(&mut self, group: &Group, member: &Member, outcome: Outcome) {
        if let Some(ground) = outcome.ground {
            self.body.assign(ground, lack::number(member.rule).cast_signed());
        }
        let value = self.swift_gives(&self.compiler.program.rules[member.rule], outcome.handler);
        let value = self.over_group(member, value, group.scale, outcome.handler);
        self.assign(outcome.found, value);
    }

    /// What the rule gives.
    fn swift_gives(&mut self, rule: &Rule, handler: Handler) -> Val {
        match &rule.gives {
            Gives::Value(value) => self.evaluate(value, self.subject, handler),
            Gives::Answer(answer) => self.constant_word(i32::from(*answer)),
            Gives::NoEntitlement | Gives::Silence { .. } => {
                self.no_entitlement(handler);
                let (ty, scale) = kind(self.compiler, rule);
                self.room(ty, scale)
            }
            Gives::Cases { ordered, limbs, otherwise } => {
                self.limb(rule, *ordered, limbs, otherwise.as_ref(), handler)
            }
        }
    }

    /// Leaves, as there is no entitlement.
    pub fn no_entitlement(&mut self, handler: Handler) {
        let told = !self.swift() || self.told.none;
        self.body.fail(handler, if told { lack::NO_ENTITLEMENT } else { lack::FAULT });
    }

    /// The limb that holds; of those that are not in order none beside it.
    fn limb(
        &mut self,
        rule: &Rule,
        ordered: bool,
        limbs: &[Limb],
        otherwise: Option<&Expr>,
        handler: Handler,
    ) -> Val {
        let (ty, scale) = kind(self.compiler, rule);
        let found = self.room(ty, scale);
        let end = self.body.open();
        // Of several that are not in order, each is looked into before any says anything.
        let chosen = (!ordered && limbs.len() > 1).then(|| self.only_limb(limbs, handler));
        for (limb, number) in limbs.iter().zip(1..) {
            let next = self.body.open();
            match chosen {
                Some(chosen) => {
                    self.body.put(word(chosen).is(Unequal, number).code());
                    self.body.branch_if(next);
                }
                None => self.holds_or(&limb.condition, self.subject, next, handler),
            }
            let value = self.evaluate(&limb.value, self.subject, handler);
            self.assign(found, value);
            self.body.branch(end);
            self.body.close();
        }
        match otherwise {
            Some(value) => {
                let value = self.evaluate(value, self.subject, handler);
                self.assign(found, value);
            }
            None => self.no_entitlement(handler),
        }
        self.body.close();
        found
    }

    /// The number of the only limb that holds, from 1; 0 when none does.
    fn only_limb(&mut self, limbs: &[Limb], handler: Handler) -> Local {
        let chosen = self.nothing_open();
        for (limb, number) in limbs.iter().zip(1..) {
            let next = self.body.open();
            self.holds_or(&limb.condition, self.subject, next, handler);
            self.body.get(chosen);
            self.unsure_if(handler);
            self.body.assign(chosen, number);
            self.body.close();
        }
        chosen
    }

    /// Whether the condition of a rule of its own holds for `subject`: 1 or 0.
    pub fn swift_applies(&mut self, id: RuleId, subject: Local, handler: Handler) -> Val {
        let what = (Thing::Applies(id), subject, self.on);
        if let Some(answer) = self.body.known(what) {
            return answer;
        }
        let rule = &self.compiler.program.rules[id];
        let answer = self.about(subject, |writer| writer.applies_at_all(rule, handler));
        self.body.note(what, Val::Word(answer));
        Val::Word(answer)
    }

    fn applies_at_all(&mut self, rule: &Rule, handler: Handler) -> Local {
        let answer = self.nothing_open();
        let no = self.body.open();
        self.applies_or(rule, no, handler);
        self.body.assign(answer, 1);
        self.body.close();
        answer
    }

    /// Goes to `no` when the rule is not in force or its condition does not hold.
    fn applies_or(&mut self, rule: &Rule, no: Label, handler: Handler) {
        if let Some(covers) = self.in_force(rule.in_force) {
            self.body.put(covers.not().code());
            self.body.branch_if(no);
        }
        for condition in rule.clauses.within.iter().chain(&rule.when) {
            self.holds_or(condition, self.subject, no, handler);
        }
        if let Some(unless) = &rule.unless {
            self.fails_or(unless, self.subject, no, handler);
        }
        if let Gives::Cases { limbs, otherwise: None, .. } = &rule.gives {
            let one = self.body.open();
            for limb in limbs {
                self.fails_or(&limb.condition, self.subject, one, handler);
            }
            self.body.branch(no);
            self.body.close();
        }
    }

    /// Goes to `no` unless the condition holds.
    pub fn holds_or(&mut self, condition: &Expr, subject: Local, no: Label, handler: Handler) {
        match &condition.kind {
            ExprKind::And(parts) => {
                parts.iter().for_each(|part| self.holds_or(part, subject, no, handler));
            }
            ExprKind::Not(inner) => self.fails_or(inner, subject, no, handler),
            _ => {
                self.settled(condition, subject, handler);
                self.body.put([I::I32Eqz]);
                self.body.branch_if(no);
            }
        }
    }

    /// Goes to `yes` when the condition holds.
    pub fn fails_or(&mut self, condition: &Expr, subject: Local, yes: Label, handler: Handler) {
        match &condition.kind {
            ExprKind::Or(parts) => {
                parts.iter().for_each(|part| self.fails_or(part, subject, yes, handler));
            }
            ExprKind::Not(inner) => self.holds_or(inner, subject, yes, handler),
            _ => {
                self.settled(condition, subject, handler);
                self.body.branch_if(yes);
            }
        }
    }

    /// A condition that has to be yes or no: a word on the stack.
    fn settled(&mut self, condition: &Expr, subject: Local, handler: Handler) {
        let told = self.in_condition();
        self.telling(told, |writer| writer.condition(condition, subject, handler));
    }
}

/// Whether a condition says that the condition of `rule` does not hold.
fn excludes(condition: &Expr, rule: RuleId) -> bool {
    match &condition.kind {
        ExprKind::And(parts) => parts.iter().any(|part| excludes(part, rule)),
        ExprKind::Not(inner) => covers(inner, rule),
        _ => false,
    }
}

/// Whether a condition holds wherever that of `rule` does.
fn covers(condition: &Expr, rule: RuleId) -> bool {
    match &condition.kind {
        ExprKind::Applies(other) => *other == rule,
        ExprKind::Or(parts) => parts.iter().any(|part| covers(part, rule)),
        _ => false,
    }
}
