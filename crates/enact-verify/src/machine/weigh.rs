//! The rules of a group against each other: which speak, which are displaced, what follows.

use super::{Answer, Fault, Lack, Machine, Sym};
use enact_model::program::{Gives, Member, TermKind};
use enact_model::table::{GroupId, RuleId};

/// How a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Fails,
    Displaced,
    Open,
    Applies { certain: bool, silenceable: bool, absorbed: bool },
}

impl Standing {
    fn speaks(self) -> bool {
        matches!(self, Self::Applies { certain: true, .. })
    }

    fn may_speak(self) -> bool {
        matches!(self, Self::Open | Self::Applies { .. })
    }
}

impl<'a> Machine<'a, '_> {
    /// What the rules of `group` come to for `subject`.
    pub(super) fn weigh(&mut self, group: GroupId, subject: u32) -> Answer {
        let members = &self.program.groups[group].members;
        let mut standings: Vec<Standing> = Vec::with_capacity(members.len());
        for member in members {
            let standing = self.standing(members, &standings, member, subject)?;
            standings.push(standing);
        }
        self.verdict(group, members, &standings, subject)
    }

    fn standing(
        &mut self,
        members: &'a [Member],
        standings: &[Standing],
        member: &'a Member,
        subject: u32,
    ) -> Result<Standing, Lack> {
        let (mut certain, mut silenceable) = (true, false);
        for place in &member.preceded_by {
            match standings.get(*place).copied().unwrap_or(Standing::Fails) {
                Standing::Applies { silenceable: true, .. } => certain = false,
                Standing::Applies { .. } => return Ok(Standing::Displaced),
                Standing::Open => {
                    certain = false;
                    silenceable |= self.silences(members[*place].rule);
                }
                Standing::Fails | Standing::Displaced => {}
            }
        }
        if !silenceable && self.spared(members, standings, member) {
            return Ok(Standing::Fails);
        }
        match self.applies(member.rule, subject) {
            Ok(true) => Ok(Standing::Applies { certain, silenceable, absorbed: false }),
            Ok(false) => Ok(Standing::Fails),
            Err(Lack::NoEntitlement) if self.silences(member.rule) => Ok(Standing::Fails),
            Err(Lack::NoEntitlement) => {
                Ok(Standing::Applies { certain, silenceable, absorbed: true })
            }
            Err(Lack::Open) => Ok(Standing::Open),
            Err(lack) => Err(lack),
        }
    }

    /// Whether another ground has given the same yes or no already, and this one precedes none.
    fn spared(&self, members: &[Member], standings: &[Standing], member: &Member) -> bool {
        let answer = |rule: RuleId| match self.program.rules[rule].gives {
            Gives::Answer(answer) => Some(answer),
            _ => None,
        };
        let own = answer(member.rule);
        let place = standings.len();
        own.is_some()
            && members.iter().all(|other| !other.preceded_by.contains(&place))
            && members.iter().zip(standings).any(|(other, standing)| {
                matches!(standing, Standing::Applies { certain: true, absorbed: false, .. })
                    && answer(other.rule) == own
            })
    }

    fn silences(&self, rule: RuleId) -> bool {
        self.program.rules[rule].gives.silences()
    }

    fn verdict(
        &mut self,
        group: GroupId,
        members: &'a [Member],
        standings: &[Standing],
        subject: u32,
    ) -> Answer {
        let granting: Vec<(&'a Member, Standing)> = members
            .iter()
            .zip(standings.iter().copied())
            .filter(|(member, _)| !self.silences(member.rule))
            .collect();
        if granting.iter().any(|(_, standing)| standing.speaks()) {
            return self.spoken(group, &granting, subject);
        }
        let term = self.program.groups[group].term;
        let may_speak = |for_yes: bool| {
            granting.iter().any(|(member, standing)| {
                let no = matches!(self.program.rules[member.rule].gives, Gives::Answer(false));
                standing.may_speak() && !(for_yes && no)
            })
        };
        if self.program.terms[term].kind == TermKind::YesNo && !may_speak(true) {
            Ok(Sym::YesNo(false))
        } else if may_speak(false) {
            Err(Lack::Open)
        } else {
            Err(Lack::Fault(Fault::Gap { term, subject }))
        }
    }

    /// The one answer of all that speak.
    fn spoken(
        &mut self,
        group: GroupId,
        granting: &[(&'a Member, Standing)],
        subject: u32,
    ) -> Answer {
        let agreeing = self.is_agreeing(group);
        let mut first: Option<(RuleId, Answer)> = None;
        for (member, standing) in granting {
            let Standing::Applies { certain: true, absorbed, .. } = *standing else { continue };
            self.met.spoke.insert(member.rule);
            let given = if absorbed {
                Err(Lack::NoEntitlement)
            } else {
                self.given_in_group(member, agreeing, subject)
            };
            if let Err(Lack::Halt | Lack::Fault(_) | Lack::Absent) = given {
                return given;
            }
            first = match first {
                None if agreeing && given != Err(Lack::NoEntitlement) => return given,
                None => Some((member.rule, given)),
                Some((_, Err(Lack::Open))) => Some((member.rule, given)),
                Some(kept) if given == Err(Lack::Open) => Some(kept),
                // A claim that does not exist is no ground for yes, and leaves another be.
                Some(kept) if is_yes(&kept.1) && given == Err(Lack::NoEntitlement) => Some(kept),
                Some((_, Err(Lack::NoEntitlement))) if is_yes(&given) => Some((member.rule, given)),
                Some((one, other)) => {
                    if !self.same_answer(&other, &given)? {
                        let term = self.program.groups[group].term;
                        let fault = Fault::Conflict { term, first: one, second: member.rule };
                        return Err(Lack::Fault(fault));
                    }
                    if self.context == 0 && !matches!(other, Ok(Sym::YesNo(_)) | Err(_)) {
                        self.met.overlaps.insert((subject, one, member.rule));
                    }
                    Some((one, other))
                }
            };
        }
        first.map_or(Err(Lack::Open), |(_, answer)| answer)
    }

    fn given_in_group(&mut self, member: &'a Member, agreeing: bool, subject: u32) -> Answer {
        let given = self.gives(member.rule, agreeing, subject)?;
        match (given, member.factor) {
            (given, 1) => Ok(given),
            (Sym::Number(units), factor) => units.times(factor).map(Sym::Number).ok_or(Lack::Halt),
            (given, _) => Ok(given),
        }
    }

    /// Whether two answers over one denominator are the same.
    pub(crate) fn same_answer(&mut self, one: &Answer, other: &Answer) -> Result<bool, Lack> {
        match (one, other) {
            (Ok(Sym::Number(first)), Ok(Sym::Number(second)))
            | (Ok(Sym::Date(first)), Ok(Sym::Date(second))) => {
                let rest = first.plus(second, -1).ok_or(Lack::Halt)?;
                Ok(self.explorer.sign(&rest)? == 0)
            }
            (Ok(Sym::Text(_) | Sym::Words(..)), Ok(Sym::Text(_) | Sym::Words(..))) => {
                match (one, other) {
                    (Ok(first), Ok(second)) => Ok(self.same_words(first, second)?),
                    _ => Ok(false),
                }
            }
            _ => Ok(one == other),
        }
    }
}

fn is_yes(answer: &Answer) -> bool {
    *answer == Ok(Sym::YesNo(true))
}
