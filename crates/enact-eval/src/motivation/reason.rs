//! One step of the motivation: what it comes to, under which provision, and from what.

use super::Reason;
use super::wording::Wording;
use crate::case::index;
use crate::record::{Banded, Displaced, Found, Read, Source, Step};
use enact_model::program::{Expr, ExprKind, Gives, InForce, Rule};
use enact_model::table::RuleId;
use enact_value::{Unit, Value, format};
use std::collections::BTreeSet;

impl Wording<'_> {
    pub fn reason(&self, number: usize, step: &Step) -> Reason {
        let spoke = self.decision.spoke(step);
        let rule = |rule: &RuleId| &self.program().rules[*rule];
        let grounds = self.cited(spoke.iter().map(rule));
        let mut sentences = Vec::new();
        if spoke.is_empty() {
            sentences.extend(self.without_ground(step));
        } else {
            let words = grounds.join("; ");
            sentences.push(self.say("motivation-ground", &[("grounds", words.into())]));
        }
        sentences.extend(self.exercised(step));
        for (place, id) in spoke.iter().enumerate() {
            let limb = step.limb.filter(|_| place == 0);
            self.rule_applied(rule(id), limb, &mut sentences);
            sentences.extend(self.beside(rule(id)));
        }
        sentences.extend(self.decision.banded(step).iter().map(|banded| self.through(banded)));
        sentences.extend(self.yielded(self.decision.displaced(step)));
        let outside = spoke.iter().any(|id| out_of_scope(rule(id)).is_some());
        if !spoke.is_empty() && !outside {
            sentences.extend(self.failed(self.decision.failed(step), step.context));
        }
        let mut told = BTreeSet::new();
        let used = self.decision.reads_of(step).iter().filter(|read| match read.source {
            Source::Step(place) => told.insert(self.first(place)),
            _ => self.tells(read),
        });
        let used = used.map(|read| self.used(read));
        Reason {
            number,
            conclusion: self.conclusion(step),
            grounds,
            sentences: sentences.iter().map(|sentence| capital(sentence)).collect(),
            used: used.collect(),
        }
    }

    /// Why a step has no ground: none of the provisions applies.
    fn without_ground(&self, step: &Step) -> Option<String> {
        let yielded = self.decision.displaced(step);
        let members = self.program().groups[step.group].members.iter().map(|member| member.rule);
        let weighed = members.filter(|rule| !yielded.iter().any(|pair| pair.rule == *rule));
        let weighed = weighed.map(|rule| &self.program().rules[rule]);
        let granting: Vec<_> = weighed.filter(|rule| !rule.gives.silences()).collect();
        let provisions = self.cited(granting.iter().copied());
        if provisions.is_empty() {
            return None;
        }
        if let Some(power) = self.power(step) {
            return self.unexercised(step, power, &granting);
        }
        let words = [("provisions", provisions.join("; ").into())];
        match &step.found {
            Found::Value(Value::YesNo(false)) if provisions.len() == 1 => {
                Some(self.say("motivation-not-met", &words))
            }
            Found::Value(Value::YesNo(false)) => Some(self.say("motivation-none-met", &words)),
            Found::Value(_) | Found::NoEntitlement | Found::Open | Found::Fault(_) => None,
        }
    }

    /// Under which condition the rule applies and what it calculates.
    fn rule_applied(&self, rule: &Rule, limb: Option<u32>, sentences: &mut Vec<String>) {
        if let Some(time) = self.time(rule.in_force) {
            sentences.push(self.say("motivation-in-force", &[("time", time.into())]));
        }
        if let Some(within) = &rule.clauses.within {
            let words = self.words_in(rule, within).into();
            sentences.push(self.say("motivation-within", &[("words", words)]));
        }
        if let Some(when) = &rule.when {
            sentences.push(self.condition(rule, when));
        }
        if let Some(unless) = &rule.unless {
            let words = self.words_in(rule, unless).into();
            sentences.push(self.say("motivation-unless", &[("words", words)]));
        }
        match &rule.gives {
            Gives::Value(value) => sentences.extend(self.formula(rule, value)),
            Gives::Cases { limbs, otherwise, .. } => {
                let Some(number) = limb else { return };
                if let Some(limb) = limbs.get(index(number)) {
                    let words = [
                        ("words", self.limb(rule, limb).into()),
                        ("number", (index(number) + 1).into()),
                    ];
                    let said = if limb.row { "motivation-row" } else { "motivation-limb" };
                    sentences.push(self.say(said, &words));
                    sentences.extend(self.formula(rule, &limb.value));
                } else if let Some(value) = otherwise {
                    sentences.push(self.say("motivation-other-cases", &[]));
                    sentences.extend(self.formula(rule, value));
                }
            }
            Gives::Answer(_) | Gives::NoEntitlement | Gives::Silence { .. } => {}
        }
    }

    /// The reading that the rule follows, and what applies beside it.
    fn beside(&self, rule: &Rule) -> Vec<String> {
        let reading = rule.clauses.reading.as_ref().map(|reading| {
            let chosen = ("chosen", reading.chosen.as_str().into());
            self.say(
                "motivation-reading",
                &[chosen, ("rejected", reading.rejected.as_str().into())],
            )
        });
        let cited: Vec<String> =
            rule.clauses.without_prejudice.iter().map(|place| self.cite(place)).collect();
        let beside = (!cited.is_empty()).then(|| {
            self.say("motivation-without-prejudice", &[("provisions", cited.join("; ").into())])
        });
        reading.into_iter().chain(beside).collect()
    }

    fn condition(&self, rule: &Rule, when: &Expr) -> String {
        if is_otherwise(when) {
            return self.say("motivation-other-cases", &[]);
        }
        let id = match out_of_scope(rule) {
            Some(_) => "motivation-out-of-scope",
            None => "motivation-condition",
        };
        self.say(id, &[("words", self.words_in(rule, when).into())])
    }

    /// The calculation in the law's own words; a bare figure or name needs none.
    fn formula(&self, rule: &Rule, value: &Expr) -> Option<String> {
        let bare = match &value.kind {
            ExprKind::Rescale { value, .. } => is_bare(value),
            _ => is_bare(value),
        };
        let words = self.words_in(rule, value);
        let telling = !bare && !words.is_empty();
        telling.then(|| self.say("motivation-formula", &[("words", words.into())]))
    }

    /// What each band of a scale makes of the part that lies in it.
    fn through(&self, banded: &Banded) -> String {
        let program = self.program();
        let name = super::wording::spaced(&program.parameters[banded.scale].name);
        let Some((unit, rate)) = banded.ty.unit() else { return String::new() };
        let amount = |units, over| format::amount(units, over, unit, rate, self.language);
        let banding = &banded.banding;
        let portions = self.decision.portions(banded).into_iter().map(|portion| {
            let percent =
                format::amount(portion.rate, banding.rates, Unit::Percentage, None, self.language);
            let words = [
                ("part", amount(portion.part, banding.denominator).into()),
                ("rate", percent.into()),
                ("amount", amount(portion.amount, banding.over()).into()),
            ];
            self.say("motivation-band", &words)
        });
        let portions: Vec<String> = portions.collect();
        if portions.is_empty() {
            return self.say("motivation-no-band", &[("name", name.into())]);
        }
        self.say(
            "motivation-through",
            &[("name", name.into()), ("bands", portions.join("; ").into())],
        )
    }

    /// Which provisions yielded to which, each pair once.
    fn yielded(&self, displaced: &[Displaced]) -> Vec<String> {
        let mut sentences = Vec::new();
        // That a provision applies is said by what it grants.
        let within = |pair: &&Displaced| out_of_scope(&self.program().rules[pair.rule]).is_none();
        for pair in displaced.iter().filter(within) {
            let cite = |rule: RuleId| self.program().rules[rule].cite(self.language);
            let (rule, by) = (cite(pair.rule), cite(pair.by));
            let sentence = if self.program().rules[pair.by].gives.silences() {
                let by_rule = &self.program().rules[pair.by];
                let when = by_rule.when.as_ref();
                let words = when.map_or_else(String::new, |when| self.words_in(by_rule, when));
                let phrase = match when {
                    Some(_) => "motivation-silenced-when",
                    None => "motivation-silenced",
                };
                self.say(
                    phrase,
                    &[("rule", rule.into()), ("by", by.into()), ("words", words.into())],
                )
            } else if rule == by {
                self.say("motivation-displaced-within", &[("rule", rule.into())])
            } else {
                self.say("motivation-displaced", &[("rule", rule.into()), ("by", by.into())])
            };
            if !sentences.contains(&sentence) {
                sentences.push(sentence);
            }
        }
        sentences
    }

    /// Which rules were looked into and do not apply, with the condition that does not hold.
    fn failed(&self, failed: &[RuleId], context: u32) -> Vec<String> {
        let day = self.decision.contexts.get(index(context)).map(|context| context.on);
        let rules = failed.iter().map(|id| &self.program().rules[*id]);
        let within = rules.filter(|rule| out_of_scope(rule).is_none());
        let telling = within.filter_map(|rule| {
            if day.is_some_and(|day| !rule.in_force.covers(day)) {
                let time = self.time(rule.in_force)?.into();
                let words = [("rule", rule.cite(self.language).into()), ("time", time)];
                return Some(self.say("motivation-not-in-force", &words));
            }
            let when = rule.when.as_ref().filter(|when| !is_otherwise(when))?;
            let words = self.words_in(rule, when).into();
            let words = [("rule", rule.cite(self.language).into()), ("words", words)];
            Some(self.say("motivation-failed", &words))
        });
        telling.collect()
    }

    /// From when until when; nothing for all time.
    fn time(&self, time: InForce) -> Option<String> {
        let from = time.from.map(|from| ("from", self.date(from).into()));
        let until = time.until.map(|until| ("until", self.date(until).into()));
        let id = match (&from, &until) {
            (None, None) => return None,
            (Some(_), None) => "motivation-time-from",
            (None, Some(_)) => "motivation-time-until",
            (Some(_), Some(_)) => "motivation-time-between",
        };
        let words: Vec<_> = from.into_iter().chain(until).collect();
        Some(self.say(id, &words))
    }

    /// Something the step read, with the number of the step it comes from.
    fn used(&self, read: &Read) -> String {
        let words = self.input(read);
        let Source::Step(place) = read.source else { return words };
        match self.number(place) {
            None => words,
            Some(number) => {
                let words = [("words", words.into()), ("step", number.into())];
                self.say("motivation-step", &words)
            }
        }
    }
}

/// With a capital first letter: a sentence may begin with a provision or with `case worker`.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Whether the expression is a figure or a name.
fn is_bare(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(_) | ExprKind::Read(_))
}

/// The condition of `applies when`, of the rule that there is no claim where it fails. Nobody wrote
/// that rule: it stands at the very place of the condition.
fn out_of_scope(rule: &Rule) -> Option<&Expr> {
    let when = rule.when.as_ref()?;
    let ExprKind::Not(within) = &when.kind else { return None };
    let unwritten = matches!(rule.gives, Gives::NoEntitlement) && within.span == when.span;
    unwritten.then_some(within)
}

/// Whether the condition is that no other rule applies.
fn is_otherwise(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Not(inner) => match &inner.kind {
            ExprKind::Applies(_) => true,
            ExprKind::Or(parts) => {
                parts.iter().all(|part| matches!(part.kind, ExprKind::Applies(_)))
            }
            _ => false,
        },
        ExprKind::And(parts) => parts.iter().all(is_otherwise),
        _ => false,
    }
}
