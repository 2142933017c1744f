//! What is said over the elements of a list, and the rank of one of them.

use super::{Answer, Fault, Lack, Machine, Sym};
use crate::space::Form;
use enact_model::program::{Expr, Fold, Reference};
use enact_syntax::tree::Comparison;
use std::cmp::Ordering;
use std::sync::Arc;

impl<'a> Machine<'a, '_> {
    pub(super) fn over(
        &mut self,
        fold: Fold,
        list: &'a Reference,
        (filter, value): (Option<&'a Expr>, Option<&'a Expr>),
        subject: u32,
        whole: &'a Expr,
    ) -> Answer {
        let elements = self.elements(list, whole, subject)?;
        match (fold, value) {
            (Fold::Any, Some(condition)) => self.quantified(&elements, condition, true, subject),
            (Fold::Every, Some(condition)) => self.quantified(&elements, condition, false, subject),
            _ => self.folded(fold, (filter, value), &elements, subject, whole),
        }
    }

    fn elements(
        &mut self,
        list: &'a Reference,
        whole: &Expr,
        subject: u32,
    ) -> Result<Arc<[u32]>, Lack> {
        match self.read(list, subject)? {
            Sym::Subjects(elements) => Ok(elements),
            _ => Err(Lack::beyond(whole.span)),
        }
    }

    fn of_element(&mut self, expr: &'a Expr, element: u32, subject: u32) -> Answer {
        self.outer.push(subject);
        let answer = self.evaluate(expr, element);
        self.outer.pop();
        answer
    }

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
                Ok(Sym::YesNo(yes)) if yes == decisive => return Ok(Sym::YesNo(decisive)),
                Ok(_) => {}
                Err(Lack::Open) => open = true,
                Err(Lack::NoEntitlement) => absorbed = true,
                Err(lack) => return Err(lack),
            }
        }
        match (open, absorbed) {
            (true, _) => Err(Lack::Open),
            (false, true) => Err(Lack::NoEntitlement),
            (false, false) => Ok(Sym::YesNo(!decisive)),
        }
    }

    fn folded(
        &mut self,
        fold: Fold,
        (filter, value): (Option<&'a Expr>, Option<&'a Expr>),
        elements: &[u32],
        subject: u32,
        whole: &'a Expr,
    ) -> Answer {
        let mut open = false;
        let mut so_far: Option<Sym> = None;
        for element in elements {
            let counts = match filter {
                None => Ok(Sym::YesNo(true)),
                Some(filter) => self.of_element(filter, *element, subject),
            };
            match counts {
                Ok(Sym::YesNo(true)) => {}
                Ok(_) => continue,
                Err(Lack::Open) => {
                    open = true;
                    continue;
                }
                Err(lack) => return Err(lack),
            }
            let next = match value {
                None => Ok(Sym::Number(Form::constant(1))),
                Some(value) => self.of_element(value, *element, subject),
            };
            match next {
                Ok(next) => so_far = Some(self.with_one_more(fold, value, so_far, next, whole)?),
                Err(Lack::Open) => open = true,
                Err(lack) => return Err(lack),
            }
        }
        match (so_far, fold) {
            _ if open => Err(Lack::Open),
            (Some(value), _) => Ok(value),
            (None, Fold::Highest | Fold::Lowest) => Err(Lack::Absent),
            (None, _) => Ok(Sym::Number(Form::default())),
        }
    }

    fn with_one_more(
        &mut self,
        fold: Fold,
        expr: Option<&'a Expr>,
        so_far: Option<Sym>,
        next: Sym,
        whole: &'a Expr,
    ) -> Answer {
        let Some(known) = so_far else { return Ok(next) };
        let beyond = Lack::beyond(whole.span);
        match (fold, expr) {
            (Fold::Highest | Fold::Lowest, Some(expr)) => {
                let highest = fold == Fold::Highest;
                let how = if highest { Comparison::More } else { Comparison::Less };
                let better = self.compare(how, (&next, expr), (&known, expr))?;
                Ok(if better { next } else { known })
            }
            _ => match (known, next) {
                (Sym::Number(one), Sym::Number(other)) => {
                    one.plus(&other, 1).map(Sym::Number).ok_or(beyond)
                }
                _ => Err(beyond),
            },
        }
    }

    /// The place of `subject` in the list, by the key.
    pub(super) fn rank(
        &mut self,
        list: &'a Reference,
        key: &'a Expr,
        by_entry: bool,
        whole: &'a Expr,
        subject: u32,
    ) -> Answer {
        let elements = self.elements(list, whole, subject)?;
        let Some(own_place) = elements.iter().position(|element| *element == subject) else {
            return Err(Lack::Fault(Fault::NotListed));
        };
        let mut keys = Vec::with_capacity(elements.len());
        for element in elements.iter() {
            keys.push(self.of_element(key, *element, subject)?);
        }
        let Some(own) = keys.get(own_place).cloned() else { return Err(Lack::beyond(whole.span)) };
        let mut rank = 1;
        for (other, value) in keys.iter().enumerate().filter(|(other, _)| *other != own_place) {
            match self.order((value, key), (&own, key))? {
                Ordering::Less => rank += 1,
                Ordering::Equal if !by_entry => {
                    return Err(Lack::Fault(Fault::Tied { span: whole.span }));
                }
                Ordering::Equal if other < own_place => rank += 1,
                Ordering::Equal | Ordering::Greater => {}
            }
        }
        Ok(Sym::Number(Form::constant(rank)))
    }
}
