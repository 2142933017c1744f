//! The rules of a group against each other: which speak, which are displaced, what follows.

use crate::body::{Body, Handler, Local};
use crate::compiler::{Compiler, Key, Pace, types};
use crate::lack::{self, Defect, number};
use crate::layout::Form;
use crate::reading::at;
use crate::room::Rooms;
use crate::rule::{kind, short, unconditional};
use crate::swift::{Outcome, Told};
use crate::term::Operation::{And, Equal, Or, Unequal};
use crate::term::{Short, Term, word};
use crate::writer::{Val, Writer, locals};
use enact_model::program::{Gives, Group, Member, Rule, Scale, TermKind, Type};
use enact_model::table::RuleId;
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::{I32, I64};

/// How a member stands: 0 when it does not speak. It is open whether its condition holds.
const OPEN: i32 = 1;
/// Its condition holds.
const APPLIES: i32 = 2;
/// A member that precedes it can still turn out to apply.
const UNCERTAIN: i32 = 4;
/// And one of those silences it.
const SILENCEABLE: i32 = 8;
/// Its condition reads a claim that does not exist: so is what it gives.
const ABSORBED: i32 = 16;
/// Another ground has already given the same answer.
const SPARED: i32 = 32;

/// How many subjects of a case have their answer remembered at a time.
const REMEMBERED: u32 = 64;

/// What the rules of a group come to: what is lacking, the answer, and its ground when asked.
pub(crate) fn group(compiler: &mut Compiler<'_>, key: &Key, rooms: Rooms) -> (Body, Rooms) {
    let Key::Group { group: id, grounded, pace, under } = key else { return Default::default() };
    let group = &compiler.program.groups[*id];
    let ty = compiler.program.terms[group.term].ty;
    let form = compiler.form_of(key);
    let takes = compiler.signature(key).0;
    let memory = (!grounded && compiler.remembered.contains(id)).then(|| {
        let words: u32 = takes.iter().map(|ty| if *ty == I64 { 8 } else { 4 }).sum();
        let bytes = 32 + words.next_multiple_of(8);
        (compiler.memory_of(key, REMEMBERED, bytes), bytes)
    });
    let mut writer = Writer::new(compiler, under);
    (writer.rooms, writer.pace) = (rooms, *pace);
    let slot = memory.map(|(place, bytes)| {
        let slot = writer.slot(bytes);
        writer.recall(slot, place, &takes, form);
        (slot, place)
    });
    let found = writer.room(ty, group.scale);
    let ground = writer.body.word();
    writer.body.assign(ground, -1);
    let attempt = writer.body.attempt();
    let mut weighing =
        Weighing { found, form, ground, scale: group.scale, handler: attempt.handler };
    match &*group.members {
        _ if *pace == Pace::Swift => {
            writer.exit = Some(attempt.handler);
            let outcome = Outcome { found, ground: None, handler: attempt.handler };
            writer.telling(Told::NONE, |writer| writer.members(group, outcome));
        }
        [member] if unconditional(&writer.compiler.program.rules[member.rule]) => {
            writer.sole(member, &mut weighing);
        }
        _ => writer.weigh(group, &weighing),
    }
    let lack = writer.body.lacking(attempt);
    writer.body.put(word(lack).is(Equal, lack::ABSENT).code());
    writer.body.open_if();
    writer.body.assign(lack, Defect::Unsettled.code());
    writer.body.close();
    writer.body.close();
    if let Some((slot, place)) = slot {
        writer.remember(slot, place, &takes, lack, found);
    }
    writer.body.get(lack);
    writer.push(found, form);
    if *grounded {
        writer.body.get(ground);
    }
    (writer.body, writer.rooms)
}

/// Where the outcome of a group goes.
#[derive(Clone, Copy)]
struct Weighing {
    found: Val,
    form: Form,
    ground: Local,
    scale: Scale,
    handler: Handler,
}

impl Writer<'_, '_> {
    /// The place of the slot of this subject among those that are remembered.
    fn slot(&mut self, bytes: u32) -> Local {
        let last = (REMEMBERED - 1).cast_signed();
        let place = word(self.subject).with(And, last) * bytes.cast_signed();
        crate::wide::let_word(&mut self.body, place)
    }

    /// Gives what is remembered for these parameters.
    fn recall(&mut self, slot: Local, place: u32, takes: &[wasm_encoder::ValType], form: Form) {
        self.body.get(slot);
        self.body.put([I::I32Load(at(place, 2)), I::GlobalGet(crate::module::STAMP), I::I32Eq]);
        self.body.open_if();
        let other = self.body.open();
        let mut offset = place + 32;
        for (param, ty) in (0_u32..).zip(takes) {
            self.body.get(slot);
            if *ty == I64 {
                self.body.put([I::I64Load(at(offset, 2)), I::LocalGet(param), I::I64Ne]);
            } else {
                self.body.put([I::I32Load(at(offset, 2)), I::LocalGet(param), I::I32Ne]);
            }
            self.body.branch_if(other);
            offset += if *ty == I64 { 8 } else { 4 };
        }
        self.body.get(slot);
        self.body.put([I::I32Load(at(place + 4, 2))]);
        let mut offset = place + 8;
        for ty in types(form) {
            self.body.get(slot);
            if ty == I64 {
                self.body.put([I::I64Load(at(offset, 2))]);
                offset += 8;
            } else {
                self.body.put([I::I32Load(at(offset, 2))]);
                offset += 4;
            }
        }
        self.body.put([I::Return]);
        self.body.close();
        self.body.close();
    }

    /// Remembers the answer for these parameters.
    fn remember(
        &mut self,
        slot: Local,
        place: u32,
        takes: &[wasm_encoder::ValType],
        lack: Local,
        found: Val,
    ) {
        let mut store = |offset: u32, ty: wasm_encoder::ValType, local: Local| {
            self.body.get(slot);
            self.body.get(local);
            self.body.put([if ty == I64 {
                I::I64Store(at(offset, 2))
            } else {
                I::I32Store(at(offset, 2))
            }]);
            offset + if ty == I64 { 8 } else { 4 }
        };
        let mut offset = place + 32;
        for (param, ty) in (0_u32..).zip(takes) {
            offset = store(offset, *ty, param);
        }
        store(place + 4, I32, lack);
        let mut offset = place + 8;
        let ty = if matches!(found, Val::Number(_)) { I64 } else { I32 };
        for local in locals(found) {
            offset = store(offset, ty, local);
        }
        self.body.get(slot);
        self.body.put([I::GlobalGet(crate::module::STAMP), I::I32Store(at(place, 2))]);
    }

    /// A rule that is alone and always speaks.
    fn sole(&mut self, member: &Member, weighing: &mut Weighing) {
        self.body.assign(weighing.ground, ground_of(member.rule));
        let value = self.gives(member.rule, weighing.handler);
        let value = self.over_group(member, value, weighing.scale, weighing.handler);
        self.assign(weighing.found, value);
    }

    /// A rule's value over the group's denominator, within the group's range.
    pub fn over_group(
        &mut self,
        member: &Member,
        value: Val,
        scale: Scale,
        handler: Handler,
    ) -> Val {
        let value =
            if member.factor == 1 { value } else { self.scaled(value, member.factor, handler) };
        if let (Val::Number(number), Scale::Fixed { range, .. }) = (value, scale) {
            if let Some(within) = self.within(number, range) {
                self.body.put(within.not().code());
                self.body.fail_if(handler, Defect::OutOfRange.code());
            }
            return Val::Number(number.known_in(range));
        }
        value
    }

    fn weigh(&mut self, group: &Group, weighing: &Weighing) {
        let open = self.nothing_open();
        let mut lineup = Lineup { standings: Vec::new(), silencing_open: Vec::new(), open };
        for (place, member) in group.members.iter().enumerate() {
            let standing = self.body.word();
            self.body.assign(standing, 0);
            lineup.standings.push(standing);
            let silencing = self.nothing_open();
            lineup.silencing_open.push(silencing);
            self.standing(group, place, member, &lineup, weighing.handler);
        }
        self.silencers(group, &lineup);
        self.spoken(group, &lineup, weighing);
    }

    fn rule_of(&self, member: &Member) -> &Rule {
        &self.compiler.program.rules[member.rule]
    }

    /// How the member at `place` stands among those before it.
    fn standing(
        &mut self,
        group: &Group,
        place: usize,
        member: &Member,
        lineup: &Lineup,
        handler: Handler,
    ) {
        let own = lineup.standings[place];
        let done = self.body.open();
        let bits = (!member.preceded_by.is_empty()).then(|| self.nothing_open());
        for by in &member.preceded_by {
            let other = &group.members[*by];
            let standing = lineup.standings[*by];
            if self.can_be_spared(group, *by) {
                self.body.put(word(standing).is(Equal, SPARED).code());
                self.body.open_if();
                self.own_standing(other.rule, None, (standing, *by, lineup), handler);
                self.body.close();
            }
            let silences = self.rule_of(other).gives.silences();
            let Some(bits) = bits else { continue };
            self.body.put(word(standing).with(And, APPLIES).code());
            self.body.open_if();
            // What a silenceable member displaces may speak again.
            self.body.put(word(standing).with(And, SILENCEABLE).not().code());
            self.body.branch_if(done);
            self.body.put(word(bits).with(Or, UNCERTAIN).code());
            self.body.set(bits);
            self.body.close();
            self.body.put(word(standing).is(Equal, OPEN).code());
            self.body.open_if();
            let more = if silences { UNCERTAIN | SILENCEABLE } else { UNCERTAIN };
            self.body.put(word(bits).with(Or, more).code());
            self.body.set(bits);
            self.body.close();
        }
        let same = self.answer_the_same(group, place);
        if !same.is_empty() {
            let mut speaks = Term::from(0);
            for earlier in same {
                let standing = lineup.standings[earlier];
                let certain = word(standing).with(And, APPLIES | UNCERTAIN | ABSORBED);
                speaks = speaks.with(Or, certain.is(Equal, APPLIES));
            }
            if let Some(bits) = bits {
                speaks = speaks.with(And, word(bits).with(And, SILENCEABLE).not());
            }
            self.body.put(speaks.code());
            self.body.open_if();
            self.body.assign(own, SPARED);
            self.body.branch(done);
            self.body.close();
        }
        self.own_standing(member.rule, bits, (own, place, lineup), handler);
        self.body.close();
    }

    fn can_be_spared(&self, group: &Group, place: usize) -> bool {
        !self.answer_the_same(group, place).is_empty()
    }

    /// The earlier grounds that answer the same yes or no, or are alternatives of one sentence.
    pub fn answer_the_same(&self, group: &Group, place: usize) -> Vec<usize> {
        let rule = self.rule_of(&group.members[place]);
        let same = |other: &Rule| {
            let answers = match (&other.gives, &rule.gives) {
                (Gives::Answer(one), Gives::Answer(other)) => one == other,
                _ => false,
            };
            let sentence = rule.clauses.alternative;
            answers
                || sentence.is_some()
                    && other.clauses.alternative == sentence
                    && other.span == rule.span
        };
        (0..place).filter(|earlier| same(self.rule_of(&group.members[*earlier]))).collect()
    }

    fn own_standing(
        &mut self,
        rule: RuleId,
        bits: Option<Local>,
        (standing, place, lineup): (Local, usize, &Lineup),
        handler: Handler,
    ) {
        let of = &self.compiler.program.rules[rule];
        let with_bits = |kind: i32| match bits {
            Some(bits) => word(bits).with(Or, kind),
            None => Term::from(kind),
        };
        if unconditional(of) {
            self.body.put(with_bits(APPLIES).code());
            self.body.set(standing);
            return;
        }
        let silences = of.gives.silences();
        let attempt = self.body.attempt();
        let conditions = of.clauses.within.iter().chain(&of.when).chain(&of.unless);
        let limbs = matches!(of.gives, Gives::Cases { otherwise: None, .. });
        let answer = if !limbs && short(conditions) {
            self.applies(of, attempt.handler)
        } else {
            let key = Key::Applies(rule, self.fictions());
            match self.of_law(key, Type::YesNo, self.subject, attempt.handler) {
                Val::Word(answer) => answer,
                _ => return,
            }
        };
        self.body.put(with_bits(APPLIES).select(0, word(answer)).code());
        self.body.set(standing);
        let lack = self.body.lacking(attempt);
        let leave = self.body.open();
        self.body.put(word(lack).is(Equal, lack::NO_ENTITLEMENT).code());
        self.body.open_if();
        if silences {
            self.body.assign(standing, 0);
        } else {
            self.body.put(with_bits(APPLIES | ABSORBED).code());
            self.body.set(standing);
        }
        self.body.branch(leave);
        self.body.close();
        self.body.put(word(lack).with(And, lack::OPEN).not().code());
        self.body.open_if();
        self.body.fail_with(handler, lack);
        self.body.close();
        self.body.assign(standing, OPEN);
        self.note_open(if silences { lineup.silencing_open[place] } else { lineup.open }, lack);
        self.body.close();
        self.body.close();
    }

    /// A member that may silence others matters only where one of those may speak.
    fn silencers(&mut self, group: &Group, lineup: &Lineup) {
        for (place, member) in group.members.iter().enumerate() {
            if !self.rule_of(member).gives.silences() {
                continue;
            }
            let silenced = group.members.iter().zip(&lineup.standings);
            let silenced = silenced.filter(|(other, _)| other.preceded_by.contains(&place));
            let may_speak = silenced.fold(Term::from(0), |so_far, (_, standing)| {
                so_far.with(Or, word(*standing).with(And, OPEN | APPLIES))
            });
            self.body.put(may_speak.code());
            self.body.open_if();
            self.note_open(lineup.open, lineup.silencing_open[place]);
            self.body.close();
        }
    }

    /// What follows: the one answer of all that speak, or what is open.
    fn spoken(&mut self, group: &Group, lineup: &Lineup, weighing: &Weighing) {
        let handler = weighing.handler;
        let (have, first_lack) = (self.nothing_open(), self.nothing_open());
        let granting = |writer: &Self| -> Vec<usize> {
            let places = 0..group.members.len();
            places
                .filter(|place| !writer.rule_of(&group.members[*place]).gives.silences())
                .collect()
        };
        for (number, place) in granting(self).into_iter().enumerate() {
            let member = &group.members[place];
            let next = self.body.open();
            let standing = lineup.standings[place];
            let certain = word(standing).with(And, APPLIES | UNCERTAIN);
            self.body.put(certain.is(Unequal, APPLIES).code());
            self.body.branch_if(next);
            let answer = self.speak(member, standing, weighing);
            if number == 0 {
                self.keep_first(member, answer, (have, first_lack), weighing);
            } else {
                self.beside_first(member, answer, (have, first_lack), weighing);
            }
            self.body.close();
        }
        let end = self.body.open();
        self.body.get(have);
        self.body.open_if();
        self.body.put(word(first_lack).with(And, lack::OPEN).code());
        self.body.open_if();
        self.note_open(lineup.open, first_lack);
        self.body.fail_with(handler, lineup.open);
        self.body.close();
        self.body.fail_with(handler, first_lack);
        self.body.branch(end);
        self.body.close();
        self.open(group, &granting(self), lineup, weighing);
        self.body.close();
    }

    /// What one that speaks gives, and what it lacks: 0 when it is there.
    fn speak(&mut self, member: &Member, standing: Local, weighing: &Weighing) -> (Val, Local) {
        let ty = self.compiler.program.terms[self.rule_of(member).term].ty;
        let current = self.room(ty, weighing.scale);
        let lack = self.nothing_open();
        let attempt = self.body.attempt();
        self.body.put(word(standing).with(And, ABSORBED).code());
        self.body.fail_if(attempt.handler, lack::NO_ENTITLEMENT);
        let value = self.called(member.rule, attempt.handler);
        let value = self.over_group(member, value, weighing.scale, attempt.handler);
        self.assign(current, value);
        let failed = self.body.lacking(attempt);
        self.body.put(word(failed).with(And, lack::FATAL).code());
        self.body.open_if();
        self.body.fail_with(weighing.handler, failed);
        self.body.close();
        self.body.copy(lack, failed);
        self.body.close();
        (current, lack)
    }

    /// The first answer.
    fn keep_first(
        &mut self,
        member: &Member,
        (current, lack): (Val, Local),
        (have, first_lack): (Local, Local),
        weighing: &Weighing,
    ) {
        self.assign(weighing.found, current);
        self.body.copy(first_lack, lack);
        self.body.assign(weighing.ground, ground_of(member.rule));
        self.body.assign(have, 1);
    }

    /// Keeps this answer or the first; where they contradict, that is a defect.
    fn beside_first(
        &mut self,
        member: &Member,
        (current, lack): (Val, Local),
        (have, first_lack): (Local, Local),
        weighing: &Weighing,
    ) {
        let Ok(differs) = self.differs((weighing.found, first_lack), (current, lack)) else {
            self.give_up(weighing.handler);
            return;
        };
        let differs = crate::wide::let_word(&mut self.body, differs);
        let yes = |value: Val, lack: Local| match value {
            Val::Word(answer) if weighing.form == Form::YesNo => {
                word(lack).not().with(And, word(answer))
            }
            _ => Term::from(0),
        };
        let first_open = word(first_lack).with(And, lack::OPEN).is(Unequal, 0);
        let none = |lack: Local| word(lack).is(Equal, lack::NO_ENTITLEMENT);
        let outweighed = none(first_lack).with(And, yes(current, lack));
        let takes = word(have).not().with(Or, first_open).with(Or, outweighed);
        let keeps = word(lack)
            .with(And, lack::OPEN)
            .is(Unequal, 0)
            .with(Or, none(lack).with(And, yes(weighing.found, first_lack)));
        let chosen = self.body.open();
        self.body.put(takes.code());
        self.body.open_if();
        self.keep_first(member, (current, lack), (have, first_lack), weighing);
        self.body.branch(chosen);
        self.body.close();
        self.body.put(word(differs).with(And, keeps.not()).code());
        self.body.fail_if(weighing.handler, Defect::Conflict.code());
        self.body.close();
    }

    /// What a rule gives, from its own function unless that is plain.
    fn called(&mut self, rule: RuleId, handler: Handler) -> Val {
        let of = &self.compiler.program.rules[rule];
        let plain = match &of.gives {
            Gives::Answer(_) | Gives::NoEntitlement => true,
            Gives::Value(value) => short(std::iter::once(value)),
            Gives::Cases { .. } | Gives::Silence { .. } => false,
        };
        if plain {
            return self.gives(rule, handler);
        }
        let ty = kind(self.compiler, of).0;
        let key = Key::Gives(rule, self.fictions());
        self.of_law(key, ty, self.subject, handler)
    }

    /// Nothing speaks: a yes/no without ground is no; what may yet speak is open; else a gap.
    fn open(&mut self, group: &Group, granting: &[usize], lineup: &Lineup, weighing: &Weighing) {
        let handler = weighing.handler;
        let may_speak = |places: &mut dyn Iterator<Item = usize>| -> Term<Short> {
            places.fold(Term::from(0), |so_far, place| {
                so_far.with(Or, word(lineup.standings[place]).with(And, OPEN | APPLIES))
            })
        };
        if self.compiler.program.terms[group.term].kind == TermKind::YesNo {
            let for_yes = |place: &usize| {
                !matches!(self.rule_of(&group.members[*place]).gives, Gives::Answer(false))
            };
            let some = may_speak(&mut granting.iter().copied().filter(for_yes));
            self.body.put(some.not().code());
            self.body.open_if();
            if let Val::Word(answer) = weighing.found {
                self.body.assign(answer, 0);
            }
            self.body.assign(weighing.ground, -1);
            self.body.otherwise();
            self.explore(group, granting, lineup);
            self.body.fail_with(handler, lineup.open);
            self.body.fail(handler, Defect::Gap.code());
            self.body.close();
            return;
        }
        self.body.put(may_speak(&mut granting.iter().copied()).not().code());
        self.body.fail_if(handler, Defect::Gap.code());
        self.explore(group, granting, lineup);
        self.body.fail_with(handler, lineup.open);
        self.give_up(handler);
    }

    /// Looks into what the members that may speak would give, for what is open there.
    fn explore(&mut self, group: &Group, granting: &[usize], lineup: &Lineup) {
        for place in granting {
            let member = &group.members[*place];
            if matches!(self.rule_of(member).gives, Gives::Answer(_) | Gives::NoEntitlement) {
                continue;
            }
            self.body.put(word(lineup.standings[*place]).with(And, OPEN | APPLIES).code());
            self.body.open_if();
            let attempt = self.body.attempt();
            self.called(member.rule, attempt.handler);
            let lack = self.body.lacking(attempt);
            self.note_open(lineup.open, lack);
            self.body.close();
            self.body.close();
        }
    }
}

/// How the members of a group stand, in locals.
struct Lineup {
    standings: Vec<Local>,
    /// What is open of members that silence others.
    silencing_open: Vec<Local>,
    /// What is open of all others.
    open: Local,
}

/// How a rule is named as the ground of an outcome.
fn ground_of(rule: RuleId) -> i32 {
    number(rule).cast_signed()
}
