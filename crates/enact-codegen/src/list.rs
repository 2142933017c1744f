//! What is said over the elements of a list, and the place of one of them, as loops.

use crate::body::{Handler, Label, Local};
use crate::lack::{self, Defect};
use crate::number::{At, Number};
use crate::reading::at;
use crate::term::Operation::{And, Equal, Less, ShiftLeft, Unequal};
use crate::term::{Term, word};
use crate::writer::{Val, Writer};
use enact_model::program::{Expr, Fold, Reference, Scale};
use enact_value::Range;
use wasm_encoder::Instruction as I;
use wasm_encoder::ValType::I32;

/// One thing said over a list.
#[derive(Clone, Copy)]
pub(crate) struct Over<'e> {
    pub fold: Fold,
    pub list: &'e Reference,
    pub filter: Option<&'e Expr>,
    pub value: Option<&'e Expr>,
    pub whole: &'e Expr,
}

/// A loop over the elements of a list.
#[derive(Debug, Clone, Copy)]
struct Loop {
    /// How many elements came before.
    place: Local,
    element: Local,
    end: Label,
    again: Label,
    /// Goes on with the next element.
    next: Label,
}

impl Writer<'_, '_> {
    /// What `over` comes to.
    pub fn over(&mut self, over: Over<'_>, subject: Local, handler: Handler) -> Val {
        let Val::List(start, count) = self.read(over.list, subject, handler) else {
            return self.give_up(handler);
        };
        match (over.fold, over.value) {
            (Fold::Any, Some(condition)) => {
                self.quantified((start, count), condition, 1, subject, handler)
            }
            (Fold::Every, Some(condition)) => {
                self.quantified((start, count), condition, 0, subject, handler)
            }
            _ => self.folded(over, (start, count), subject, handler),
        }
    }

    /// Opens a loop over a list; [`Writer::next_element`] closes it.
    fn each(&mut self, (start, count): (Local, Local)) -> Loop {
        let place = self.body.word();
        self.body.assign(place, 0);
        let end = self.body.open();
        let again = self.body.open_loop();
        self.body.put(word(place).is(Equal, word(count)).code());
        self.body.branch_if(end);
        let elements = self.compiler.layout.elements;
        self.body.put((word(start) + word(place)).with(ShiftLeft, 2).code());
        self.body.put([I::I32Load(at(elements, 2))]);
        let element = self.body.keep(I32);
        let next = self.body.open();
        Loop { place, element, end, again, next }
    }

    fn next_element(&mut self, each: Loop) {
        self.body.close();
        self.body.put((word(each.place) + 1).code());
        self.body.set(each.place);
        self.body.branch(each.again);
        self.body.close();
        self.body.close();
    }

    /// What `work` writes about an element of a list of `subject`.
    fn of_element<T>(&mut self, subject: Local, work: impl FnOnce(&mut Self) -> T) -> T {
        self.outer.push(subject);
        let done = work(self);
        self.outer.pop();
        done
    }

    /// Whether the condition comes to `decisive` for one element: 1 for *any*, 0 for *every*.
    fn quantified(
        &mut self,
        list: (Local, Local),
        condition: &Expr,
        decisive: i32,
        subject: Local,
        handler: Handler,
    ) -> Val {
        let (open, absorbed) = (self.nothing_open(), self.nothing_open());
        let answer = self.body.word();
        self.body.assign(answer, 1 - decisive);
        let each = self.each(list);
        let attempt = self.body.attempt();
        self.of_element(subject, |writer| {
            let told = writer.in_condition();
            writer.telling(told, |writer| {
                writer.condition(condition, each.element, attempt.handler);
            });
        });
        if decisive == 1 {
            self.body.put([I::I32Eqz]);
        }
        self.body.branch_if(each.next);
        // It is decided, whatever was open before.
        self.body.assign(answer, decisive);
        self.body.assign(open, 0);
        self.body.assign(absorbed, 0);
        self.body.branch(each.end);
        let lack = self.body.lacking(attempt);
        self.body.put(word(lack).is(Equal, lack::NO_ENTITLEMENT).code());
        self.body.open_if();
        self.body.copy(absorbed, lack);
        self.body.otherwise();
        self.note_beside(open, lack, handler);
        self.body.close();
        self.body.close();
        self.next_element(each);
        self.leave_open(open, handler);
        self.leave_open(absorbed, handler);
        Val::Word(answer)
    }

    /// The number, sum, highest or lowest of the elements that count.
    fn folded(
        &mut self,
        over: Over<'_>,
        list: (Local, Local),
        subject: Local,
        handler: Handler,
    ) -> Val {
        if let Scale::Quotient { .. } = over.whole.scale {
            return self.give_up(handler);
        }
        let open = self.nothing_open();
        let any = self.body.word();
        self.body.assign(any, 0);
        let adds = !matches!(over.fold, Fold::Highest | Fold::Lowest);
        let (total, partial) = match self.partial(over) {
            Some(partial) if adds => {
                let sum = self.accumulator(partial);
                (Val::Number(sum), partial)
            }
            None if adds => return self.give_up(handler),
            _ => (self.room(over.whole.ty, over.whole.scale), Range::exactly(0)),
        };
        let each = self.each(list);
        let uncertain = self.filtered(over, each, open, subject, handler);
        let attempt = self.body.attempt();
        let value = match over.value {
            None => Val::Number(Number::constant(1)),
            Some(value) => self.of_element(subject, |writer| {
                writer.evaluate(value, each.element, attempt.handler)
            }),
        };
        if let Some(uncertain) = uncertain {
            self.body.get(uncertain);
            self.body.branch_if(each.next);
        }
        match (total, value) {
            (Val::Number(sum), Val::Number(value)) if adds => self.accumulate(sum, value, partial),
            _ => {
                if self.outdo(over, total, value, any).is_err() {
                    self.give_up(handler);
                }
            }
        }
        self.body.assign(any, 1);
        let lack = self.body.lacking(attempt);
        if let Some(uncertain) = uncertain {
            // Whether it counts is open: what its value lacks is told only when that is open too.
            let closed = word(lack).with(And, lack::OPEN).not();
            self.body.put(word(uncertain).with(And, closed).code());
            self.body.branch_if(each.next);
        }
        self.note_beside(open, lack, handler);
        self.body.close();
        self.next_element(each);
        self.leave_open(open, handler);
        if !adds {
            let absent = if self.told.absent { lack::ABSENT } else { lack::FAULT };
            self.body.put(word(any).not().code());
            self.body.fail_if(handler, absent);
        }
        total
    }

    /// Goes on with the next element when this one does not count. Gives a local that is 1 when
    /// it is open whether it does, and only a judgement says.
    fn filtered(
        &mut self,
        over: Over<'_>,
        each: Loop,
        open: Local,
        subject: Local,
        handler: Handler,
    ) -> Option<Local> {
        let filter = over.filter?;
        let uncertain = self.body.word();
        self.body.assign(uncertain, 0);
        let attempt = self.body.attempt();
        self.of_element(subject, |writer| {
            let told = writer.in_condition();
            writer.telling(told, |writer| {
                writer.condition(filter, each.element, attempt.handler);
            });
        });
        self.body.put([I::I32Eqz]);
        self.body.branch_if(each.next);
        let lack = self.body.lacking(attempt);
        self.note_beside(open, lack, handler);
        // The fact that decides whether it counts comes before its amount.
        self.body.put(word(lack).with(And, lack::ASKS).is(Unequal, 0).code());
        self.body.branch_if(each.next);
        self.body.assign(uncertain, 1);
        self.body.close();
        Some(uncertain)
    }

    /// Everything that a sum over a list can come to on the way.
    fn partial(&self, over: Over<'_>) -> Option<Range> {
        let one = match over.value {
            None => Range::exactly(1),
            Some(value) => match value.scale {
                Scale::Fixed { range, .. } => range,
                _ => return None,
            },
        };
        let most = match over.list.target {
            enact_model::program::Target::Fact(fact) => {
                crate::layout::most(&self.compiler.program.facts[fact])
            }
            _ => return None,
        };
        one.hull(Range::exactly(0)).scale(i128::from(most.max(1)))
    }

    /// Keeps the higher or lower of `best` and `value`.
    fn outdo(
        &mut self,
        over: Over<'_>,
        best: Val,
        value: Val,
        any: Local,
    ) -> Result<(), crate::number::TooWide> {
        let Some(expr) = over.value else { return Err(crate::number::TooWide) };
        let chosen = self.better((value, expr), (best, expr), over.fold == Fold::Highest)?;
        self.body.get(any);
        self.body.open_if();
        self.assign(best, chosen);
        self.body.otherwise();
        self.assign(best, value);
        self.body.close();
        Ok(())
    }

    /// The place of `subject` in the list, by the key.
    pub fn rank(
        &mut self,
        list: &Reference,
        key: &Expr,
        by_entry: bool,
        subject: Local,
        handler: Handler,
    ) -> Val {
        let Val::List(start, count) = self.read(list, subject, handler) else {
            return self.give_up(handler);
        };
        if let Scale::Quotient { .. } = key.scale {
            return self.give_up(handler);
        }
        let (open, own_place) = (self.nothing_open(), self.body.word());
        let own = self.room(key.ty, key.scale);
        self.body.assign(own_place, -1);
        let places = self.each((start, count));
        self.body.put(word(places.element).is(Equal, word(subject)).code());
        self.body.open_if();
        self.body.copy(own_place, places.place);
        self.body.branch(places.end);
        self.body.close();
        self.next_element(places);
        self.body.put(word(own_place).is(Less, 0).code());
        self.body.fail_if(handler, Defect::NotListed.code());
        let keys = self.each((start, count));
        let attempt = self.body.attempt();
        let value =
            self.of_element(subject, |writer| writer.evaluate(key, keys.element, attempt.handler));
        self.body.put(word(keys.place).is(Equal, word(own_place)).code());
        self.body.open_if();
        self.assign(own, value);
        self.body.close();
        let lack = self.body.lacking(attempt);
        self.note_beside(open, lack, handler);
        self.body.close();
        self.next_element(keys);
        self.leave_open(open, handler);
        let rank = self.body.long();
        self.body.put([I::I64Const(1), I::LocalSet(rank)]);
        let others = self.each((start, count));
        self.body.put(word(others.place).is(Equal, word(own_place)).code());
        self.body.branch_if(others.next);
        let other =
            self.of_element(subject, |writer| writer.evaluate(key, others.element, handler));
        let (lower, same) = self.against(other, own);
        if by_entry {
            let before = word(others.place).is(Less, word(own_place));
            self.body.put(lower.with(crate::term::Operation::Or, same.with(And, before)).code());
        } else {
            self.body.put(same.code());
            self.body.fail_if(handler, Defect::Tied.code());
            self.body.put(lower.code());
        }
        self.body.put([I::I64ExtendI32U, I::LocalGet(rank), I::I64Add, I::LocalSet(rank)]);
        self.next_element(others);
        let range = Range::new(1, i64::MAX.into());
        Val::Number(Number { at: At::Long(rank), range })
    }

    /// Whether one key is lower than another, and whether it is the same.
    fn against(
        &mut self,
        one: Val,
        other: Val,
    ) -> (Term<crate::term::Short>, Term<crate::term::Short>) {
        use enact_syntax::tree::Comparison;
        if let (Val::Number(one), Val::Number(other)) = (one, other) {
            let lower = self.number_compare(Comparison::Less, one, other);
            return (lower, self.number_compare(Comparison::Equal, one, other));
        }
        match (one, other) {
            (Val::Word(one), Val::Word(other)) => {
                (word(one).is(Less, word(other)), word(one).is(Equal, word(other)))
            }
            _ => (Term::from(0), Term::from(0)),
        }
    }
}
