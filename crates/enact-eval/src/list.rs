//! What is said over the elements of a list, and the rank of one of them.
//!
//! Elements come in the order in which the case states them. While one is worked out it is the
//! subject at hand, and the subject around the list stands on the stack of outer subjects. What
//! is open of one element does not keep another from being read: each can be asked for.

use crate::case::place;
use crate::expression::{Answer, Evaluator, Lack};
use crate::number::{self, Slip};
use crate::outcome::Fault;
use crate::record::Recording;
use enact_model::program::{Expr, Fold, Reference, Target};
use enact_value::Value;
use std::cmp::Ordering;
use std::sync::Arc;

/// One thing said over a list.
#[derive(Clone, Copy)]
pub(crate) struct Over<'a> {
    pub fold: Fold,
    pub list: &'a Reference,
    pub filter: Option<&'a Expr>,
    pub value: Option<&'a Expr>,
    pub whole: &'a Expr,
}

impl<'a, R: Recording> Evaluator<'a, R> {
    /// What `over` comes to.
    pub fn over(&mut self, over: Over<'a>, subject: u32) -> Answer {
        let elements = self.elements(over.list, over.whole, subject)?;
        match (over.fold, over.value) {
            (Fold::Any, Some(condition)) => self.quantified(&elements, condition, true, subject),
            (Fold::Every, Some(condition)) => self.quantified(&elements, condition, false, subject),
            _ => self.folded(over, &elements, subject),
        }
    }

    fn elements(
        &mut self,
        list: &'a Reference,
        whole: &Expr,
        subject: u32,
    ) -> Result<Arc<[u32]>, Lack> {
        match self.read(list, subject)? {
            Value::Subjects(elements) => Ok(elements),
            _ => Err(Slip::Unsound.at(whole.span)),
        }
    }

    /// The value of `expr` about `element` of a list of `subject`.
    fn of_element(&mut self, expr: &'a Expr, element: u32, subject: u32) -> Answer {
        self.outer.push(subject);
        let answer = self.evaluate(expr, element);
        self.outer.pop();
        answer
    }

    /// Whether the condition comes to `decisive` for one element: yes for *any*, no for *every*.
    fn quantified(
        &mut self,
        elements: &[u32],
        condition: &'a Expr,
        decisive: bool,
        subject: u32,
    ) -> Answer {
        let (mut open, mut absorbed) = (false, false);
        for element in elements {
            match self.of_element(condition, *element, subject) {
                Ok(Value::YesNo(yes)) if yes == decisive => return Ok(Value::YesNo(decisive)),
                Ok(_) => {}
                Err(Lack::Open) => open = true,
                Err(Lack::NoEntitlement) => absorbed = true,
                Err(lack) => return Err(lack),
            }
        }
        match (open, absorbed) {
            (true, _) => Err(Lack::Open),
            (false, true) => Err(Lack::NoEntitlement),
            (false, false) => Ok(Value::YesNo(!decisive)),
        }
    }

    /// The number, sum, highest or lowest of the elements that count.
    fn folded(&mut self, over: Over<'a>, elements: &[u32], subject: u32) -> Answer {
        let mut open = false;
        let mut so_far: Option<Value> = None;
        for element in elements {
            let mark = self.record.notes.opens.len();
            let counts = self.counts(over.filter, *element, subject);
            let asked = self.record.asks(mark..self.record.notes.opens.len());
            match counts {
                Ok(true) => {}
                Ok(false) => continue,
                // The fact that decides whether it counts comes before its amount.
                Err(Lack::Open) if asked => {
                    open = true;
                    continue;
                }
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
            let value = match over.value {
                None => Ok(Value::Number(1)),
                Some(value) => self.of_element(value, *element, subject),
            };
            match value {
                _ if counts == Err(Lack::Open) && value != Err(Lack::Paused) => {}
                Ok(value) => so_far = Some(joined(over, so_far, value)?),
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        match (so_far, over.fold) {
            _ if open => Err(Lack::Open),
            (Some(value), _) => Ok(value),
            (None, Fold::Highest | Fold::Lowest) => Err(Lack::Absent),
            (None, _) => Ok(Value::Number(0)),
        }
    }

    fn counts(
        &mut self,
        filter: Option<&'a Expr>,
        element: u32,
        subject: u32,
    ) -> Result<bool, Lack> {
        let Some(filter) = filter else { return Ok(true) };
        match self.of_element(filter, element, subject)? {
            Value::YesNo(yes) => Ok(yes),
            _ => Err(Slip::Unsound.at(filter.span)),
        }
    }

    /// The place of `subject` in the list, by the key.
    pub fn rank(
        &mut self,
        list: &'a Reference,
        key: &'a Expr,
        by_entry: bool,
        whole: &'a Expr,
        subject: u32,
    ) -> Answer {
        let elements = self.elements(list, whole, subject)?;
        let Target::Fact(fact) = list.target else { return Err(Slip::Unsound.at(whole.span)) };
        let Some(own_place) = elements.iter().position(|element| *element == subject) else {
            return Err(Lack::Fault(Fault::NotListed { fact, subject }));
        };
        let mut keys = Vec::with_capacity(elements.len());
        let mut open = false;
        for element in elements.iter() {
            match self.of_element(key, *element, subject) {
                Ok(value) => keys.push(value),
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        if open {
            return Err(Lack::Open);
        }
        let Some(own) = keys.get(own_place) else { return Err(Slip::Unsound.at(whole.span)) };
        let mut rank: i128 = 1;
        for (other, value) in keys.iter().enumerate().filter(|(other, _)| *other != own_place) {
            match number::order((value, key), (own, key)).map_err(|slip| slip.at(whole.span))? {
                Ordering::Less => rank += 1,
                Ordering::Equal if !by_entry => {
                    let places = [own_place.min(other), own_place.max(other)];
                    return Err(Lack::Fault(Fault::Tied {
                        span: whole.span,
                        list: fact,
                        numbers: places.map(|before| place(before + 1)),
                        subjects: places.map(|place| elements[place]),
                    }));
                }
                Ordering::Equal if other < own_place => rank += 1,
                Ordering::Equal | Ordering::Greater => {}
            }
        }
        Ok(Value::Number(rank))
    }
}

/// What the elements come to with one more.
fn joined(over: Over<'_>, so_far: Option<Value>, next: Value) -> Answer {
    let span = over.whole.span;
    let Some(known) = so_far else { return Ok(next) };
    match over.fold {
        Fold::Number | Fold::Sum | Fold::Any | Fold::Every => match (known, next) {
            (Value::Number(one), Value::Number(other)) => {
                one.checked_add(other).map(Value::Number).ok_or(Slip::OutOfRange.at(span))
            }
            _ => Err(Slip::Unsound.at(span)),
        },
        Fold::Highest | Fold::Lowest => {
            let Some(expr) = over.value else { return Err(Slip::Unsound.at(span)) };
            let order = number::order((&next, expr), (&known, expr));
            let order = order.map_err(|slip| slip.at(span))?;
            let better = if over.fold == Fold::Highest { order.is_gt() } else { order.is_lt() };
            Ok(if better { next } else { known })
        }
    }
}
