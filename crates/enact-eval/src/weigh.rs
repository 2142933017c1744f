//! The rules of a group against each other: which speak, which are displaced, what follows.
//!
//! Members come with those that precede others first. A member that an applicable member
//! precedes is displaced, and its own condition is not read: it no longer matters.

use crate::expression::{Answer, Evaluator, Lack};
use crate::number;
use crate::outcome::Fault;
use crate::record::{Displaced, Recording};
use enact_model::program::{Gives, Member, Rule, TermKind};
use enact_model::table::{GroupId, RuleId};
use enact_value::Value;

/// How a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Its condition does not hold.
    Fails,
    /// An applicable member precedes it.
    Displaced,
    /// Another ground has already given the same answer; its condition was not read.
    Spared,
    /// Whether its condition holds is not known.
    Open,
    /// Its condition holds.
    Applies {
        /// No member that precedes it can still turn out to apply.
        certain: bool,
        /// A member that silences it can still turn out to apply; then what it displaces
        /// speaks again.
        silenceable: bool,
        /// Its condition reads a term without entitlement: so is what it gives.
        absorbed: bool,
    },
}

impl Standing {
    fn speaks(self) -> bool {
        matches!(self, Self::Applies { certain: true, .. })
    }

    fn may_speak(self) -> bool {
        matches!(self, Self::Open | Self::Applies { .. })
    }
}

impl<'a, R: Recording> Evaluator<'a, R> {
    /// What the rules of `group` come to for `subject`.
    pub fn weigh(&mut self, group: GroupId, subject: u32) -> Answer {
        let members = &self.program.groups[group].members;
        if let [member] = &**members
            && self.always_speaks(member.rule)
        {
            return self.sole(member, subject);
        }
        let base = self.standings.len();
        let answer = self
            .line_up(members, base, subject)
            .and_then(|()| self.verdict(group, members, base, subject));
        self.standings.truncate(base);
        answer
    }

    /// Whether the rule speaks without anything having to be found out, when it is alone.
    fn always_speaks(&self, rule: RuleId) -> bool {
        let rule = &self.program.rules[rule];
        let conditions = [&rule.clauses.within, &rule.when, &rule.unless];
        let unconditional = match &rule.gives {
            Gives::Value(_) | Gives::Answer(_) | Gives::NoEntitlement => true,
            Gives::Cases { otherwise, .. } => otherwise.is_some(),
            Gives::Silence { .. } => false,
        };
        unconditional
            && rule.in_force.covers(self.on)
            && conditions.into_iter().all(Option::is_none)
    }

    /// What a rule gives that is alone and always speaks.
    fn sole(&mut self, member: &'a Member, subject: u32) -> Answer {
        let given = self.given_in_group(member, true, subject);
        if !matches!(given, Err(Lack::Paused | Lack::Fault(_) | Lack::Absent)) {
            self.record.notes.spoke(member.rule);
        }
        given
    }

    /// Finds out how every member stands, from `base` on in the standings.
    fn line_up(&mut self, members: &'a [Member], base: usize, subject: u32) -> Result<(), Lack> {
        let mut undecided = Vec::new();
        for member in members {
            let mark = self.record.notes.opens.len();
            let standing = self.standing(members, base, member, subject)?;
            if standing == Standing::Open && self.program.rules[member.rule].gives.silences() {
                undecided.push((self.standings.len() - base, mark..self.record.notes.opens.len()));
            }
            self.standings.push(standing);
        }
        self.forget_idle(members, base, &undecided);
        Ok(())
    }

    /// A member that may silence others matters only where one of those may speak: else what
    /// keeps it open is not asked. Where it is still open whether they apply, that is asked first.
    /// Each of `undecided` is the place of such a member, with where that is noted.
    fn forget_idle(
        &mut self,
        members: &[Member],
        base: usize,
        undecided: &[(usize, std::ops::Range<usize>)],
    ) {
        for (place, noted) in undecided.iter().rev() {
            let silenced = members
                .iter()
                .zip(&self.standings[base..])
                .filter(|(member, _)| member.preceded_by.contains(place));
            let silenced: Vec<Standing> = silenced.map(|(_, standing)| *standing).collect();
            let matters = silenced.iter().any(|standing| standing.may_speak());
            if !matters || silenced.contains(&Standing::Open) {
                let noted: Vec<_> = self.record.notes.opens.drain(noted.clone()).collect();
                self.record.notes.opens.extend(noted.into_iter().filter(|_| matters));
            }
        }
    }

    /// How `member` stands among those before it.
    fn standing(
        &mut self,
        members: &'a [Member],
        base: usize,
        member: &'a Member,
        subject: u32,
    ) -> Result<Standing, Lack> {
        let (mut certain, mut silenceable) = (true, false);
        for place in &member.preceded_by {
            let by = members[*place].rule;
            match self.known_standing(members, base, *place, subject)? {
                Standing::Applies { silenceable: true, .. } => certain = false,
                Standing::Applies { .. } => {
                    self.record.notes.displaced(Displaced { rule: member.rule, by });
                    return Ok(Standing::Displaced);
                }
                Standing::Open => {
                    certain = false;
                    silenceable |= self.program.rules[by].gives.silences();
                }
                Standing::Fails | Standing::Displaced | Standing::Spared => {}
            }
        }
        if !silenceable && self.already_answered(members, base, member) {
            return Ok(Standing::Spared);
        }
        self.own_standing(member.rule, (certain, silenceable), subject)
    }

    /// How the member at `place` stands; one that was spared is looked into after all, for it
    /// precedes another.
    fn known_standing(
        &mut self,
        members: &'a [Member],
        base: usize,
        place: usize,
        subject: u32,
    ) -> Result<Standing, Lack> {
        let known = self.standings.get(base + place).copied().unwrap_or(Standing::Fails);
        if known != Standing::Spared {
            return Ok(known);
        }
        let standing = self.own_standing(members[place].rule, (true, false), subject)?;
        self.standings[base + place] = standing;
        Ok(standing)
    }

    /// Whether an earlier ground speaks and answers the same yes or no, or an earlier alternative
    /// of the same sentence speaks.
    fn already_answered(&self, members: &[Member], base: usize, member: &Member) -> bool {
        let rules = &self.program.rules;
        let rule = &rules[member.rule];
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
        let earlier = members.iter().zip(&self.standings[base..]);
        earlier.into_iter().any(|(other, standing)| {
            matches!(standing, Standing::Applies { certain: true, absorbed: false, .. })
                && same(&rules[other.rule])
        })
    }

    fn own_standing(
        &mut self,
        rule: RuleId,
        (certain, silenceable): (bool, bool),
        subject: u32,
    ) -> Result<Standing, Lack> {
        match self.applies(rule, subject) {
            Ok(Value::YesNo(true)) => {
                Ok(Standing::Applies { certain, silenceable, absorbed: false })
            }
            // A claim that does not exist meets no condition, and grants nothing to absorb.
            Err(Lack::NoEntitlement) if self.program.rules[rule].gives.silences() => {
                self.record.notes.failed(rule);
                Ok(Standing::Fails)
            }
            Ok(_) => {
                self.record.notes.failed(rule);
                Ok(Standing::Fails)
            }
            Err(Lack::NoEntitlement) => {
                Ok(Standing::Applies { certain, silenceable, absorbed: true })
            }
            Err(Lack::Open) => Ok(Standing::Open),
            Err(lack) => Err(lack),
        }
    }

    /// What follows from how the members stand.
    fn verdict(
        &mut self,
        group: GroupId,
        members: &'a [Member],
        base: usize,
        subject: u32,
    ) -> Answer {
        if self.granting(members, base).any(|(_, standing)| standing.speaks()) {
            return self.spoken(group, members, base, subject);
        }
        let term = self.program.groups[group].term;
        let open = self.may_speak(members, base, false);
        if self.program.terms[term].kind == TermKind::YesNo && !self.may_speak(members, base, true)
        {
            // Whatever the unknown turns out to be: there is no ground for yes.
            return Ok(Value::YesNo(false));
        }
        if open {
            self.open(members, base, subject)
        } else {
            Err(Lack::Fault(Fault::Gap { term, subject }))
        }
    }

    /// The members that grant or deny something, with how they stand: all but those that only
    /// silence others.
    fn granting<'m>(
        &'m self,
        members: &'m [Member],
        base: usize,
    ) -> impl Iterator<Item = (&'m Member, Standing)> {
        let standings = self.standings[base..].iter().copied();
        let all = members.iter().zip(standings);
        all.filter(|(member, _)| !self.program.rules[member.rule].gives.silences())
    }

    /// Whether a member may yet speak; with `for_yes`, one that does not answer no.
    fn may_speak(&self, members: &[Member], base: usize, for_yes: bool) -> bool {
        self.granting(members, base).any(|(member, standing)| {
            let no = matches!(self.program.rules[member.rule].gives, Gives::Answer(false));
            standing.may_speak() && !(for_yes && no)
        })
    }

    /// The one answer of all that speak. One that certainly speaks answers even where another
    /// may yet speak: whether they differ shows once it does.
    fn spoken(
        &mut self,
        group: GroupId,
        members: &'a [Member],
        base: usize,
        subject: u32,
    ) -> Answer {
        let mut first: Option<(RuleId, Answer)> = None;
        for (place, member) in members.iter().enumerate() {
            let Standing::Applies { certain: true, absorbed, .. } = self.standings[base + place]
            else {
                continue;
            };
            if self.program.rules[member.rule].gives.silences() {
                continue;
            }
            let given = if absorbed {
                Err(Lack::NoEntitlement)
            } else {
                self.given_in_group(member, first.is_none(), subject)
            };
            if let Err(Lack::Paused | Lack::Fault(_) | Lack::Absent) = given {
                return given;
            }
            self.record.notes.spoke(member.rule);
            first = match first {
                None => Some((member.rule, given)),
                Some((_, Err(Lack::Open))) => Some((member.rule, given)),
                Some(kept) if kept.1 == given || given == Err(Lack::Open) => Some(kept),
                // A claim that does not exist is no ground for yes, and leaves another be.
                Some(kept) if is_yes(&kept.1) && given == Err(Lack::NoEntitlement) => Some(kept),
                Some((_, Err(Lack::NoEntitlement))) if is_yes(&given) => Some((member.rule, given)),
                Some((first, _)) => {
                    let term = self.program.groups[group].term;
                    let second = member.rule;
                    return Err(Lack::Fault(Fault::Conflict { term, first, second }));
                }
            };
        }
        first.map_or(Err(Lack::Open), |(_, answer)| answer)
    }

    /// What the rule gives, over the group's denominator.
    fn given_in_group(&mut self, member: &'a Member, tells: bool, subject: u32) -> Answer {
        let given = self.gives(member.rule, tells, subject)?;
        if member.factor == 1 {
            return Ok(given);
        }
        number::scaled(given, member.factor, self.program.rules[member.rule].span)
    }

    /// Nothing follows yet. What the members that may speak would give can still matter, so
    /// that is looked into, for what is open there.
    fn open(&mut self, members: &'a [Member], base: usize, subject: u32) -> Answer {
        for (place, member) in members.iter().enumerate() {
            let silences = self.program.rules[member.rule].gives.silences();
            if self.standings[base + place].may_speak() && !silences {
                let given = self.gives(member.rule, false, subject);
                if given == Err(Lack::Paused) {
                    return given;
                }
            }
        }
        Err(Lack::Open)
    }
}

fn is_yes(answer: &Answer) -> bool {
    *answer == Ok(Value::YesNo(true))
}
