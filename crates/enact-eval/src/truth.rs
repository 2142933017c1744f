//! Conditions when not everything is known: yes, no, or open.
//!
//! `no and unknown` is no, `yes or unknown` is yes, whatever the unknown turns out to be.

use crate::expression::{Answer, Evaluator, Lack};
use crate::outcome::Fault;
use crate::record::Recording;
use enact_model::program::Expr;
use enact_value::Value;

impl<'a, R: Recording> Evaluator<'a, R> {
    /// Whether `condition` holds.
    pub fn holds(&mut self, condition: &'a Expr, subject: u32) -> Result<bool, Lack> {
        match self.evaluate(condition, subject)? {
            Value::YesNo(yes) => Ok(yes),
            _ => Err(Lack::Fault(Fault::Unsound { span: condition.span })),
        }
    }

    /// Several conditions from left to right, up to the first that comes to `decisive`: no for
    /// *and*, yes for *or*.
    ///
    /// An unknown does not stop the reading, for a later part can still decide; neither does a
    /// part that reads a term without entitlement. But what follows an unknown part was written
    /// with that part in mind: while it is unknown, a defect behind it does not count, and no
    /// further fact is asked for.
    pub fn joined(&mut self, parts: &'a [Expr], decisive: bool, subject: u32) -> Answer {
        let (mut open, mut absorbed) = (false, false);
        let mark = self.record.notes.opens.len();
        for part in parts {
            let before = self.record.notes.opens.len();
            match self.holds(part, subject) {
                Ok(yes) if yes == decisive => return Ok(Value::YesNo(decisive)),
                Ok(_) => {}
                Err(Lack::Open) => {
                    open = true;
                    self.asked_first(mark, before);
                }
                Err(Lack::NoEntitlement) => absorbed = true,
                Err(Lack::Paused) => return Err(Lack::Paused),
                Err(Lack::Absent | Lack::Fault(_)) if open => {}
                Err(lack) => return Err(lack),
            }
        }
        match (open, absorbed) {
            (true, _) => Err(Lack::Open),
            (false, true) => Err(Lack::NoEntitlement),
            (false, false) => Ok(Value::YesNo(!decisive)),
        }
    }

    /// Of what is open from `mark` on, what came from `further` on is not asked for yet when
    /// something before it is; a judgement is asked for last.
    pub fn asked_first(&mut self, mark: usize, further: usize) {
        if self.record.asks(mark..further) {
            self.record.notes.opens.truncate(further);
        }
    }
}
