//! What people decide: who still has to, who did, when and why.

use super::wording::Wording;
use crate::case::Judged;
use crate::outcome::AwaitedJudgement;
use crate::record::{Found, Source, Step};
use enact_model::program::{Judgement, Rule};
use enact_model::table::JudgementId;
use enact_source::Argument;
use enact_value::Value;

impl Wording<'_> {
    /// Whose judgement, and whose decision about a power, is still needed.
    pub fn awaited(&self, awaited: &[AwaitedJudgement]) -> String {
        let open = || awaited.iter().map(|open| &self.program().judgements[open.judgement]);
        let judges = self.people(open().filter(|judgement| judgement.power.is_none()));
        let deciders = self.people(open().filter(|judgement| judgement.power.is_some()));
        let phrase = match (judges.is_empty(), deciders.is_empty()) {
            (_, true) => "motivation-await-judges",
            (true, false) => "motivation-await-powers",
            (false, false) => "motivation-await-both",
        };
        self.say(phrase, &[("judges", judges.into()), ("deciders", deciders.into())])
    }

    /// Who decides about these, each once: `A, B and C`.
    fn people<'p>(&self, judgements: impl Iterator<Item = &'p Judgement>) -> String {
        let mut people: Vec<String> = Vec::new();
        for judgement in judgements {
            let someone = || self.say("motivation-someone", &[]);
            let by = judgement.by.clone().unwrap_or_else(someone);
            if !people.contains(&by) {
                people.push(by);
            }
        }
        let Some(last) = people.pop() else { return String::new() };
        if people.is_empty() {
            return last;
        }
        let before = people.join(", ");
        self.say("motivation-people", &[("before", before.into()), ("last", last.into())])
    }

    /// The power that the step is about.
    pub fn power(&self, step: &Step) -> Option<JudgementId> {
        let mut judgements = self.program().judgements.iter();
        judgements.find(|(_, judgement)| judgement.power == Some(step.term)).map(|(id, _)| id)
    }

    /// Why a power does not count: it was not exercised, or it may not be.
    pub fn unexercised(&self, step: &Step, power: JudgementId, rules: &[&Rule]) -> Option<String> {
        if step.found != Found::Value(Value::YesNo(false)) {
            return None;
        }
        let provisions = Argument::from(self.cited(rules.iter().copied()).join("; "));
        if self.was_asked(step, power) {
            let judgement = &self.program().judgements[power];
            let judged = self.decision.case.judged(step.subject, judgement);
            let phrases = ["motivation-not-exercised", "motivation-not-exercised-on"];
            return Some(self.told(judgement, judged, phrases, provisions));
        }
        let conditions = rules.iter().filter_map(|rule| Some((*rule, rule.when.as_ref()?)));
        let words: Vec<String> = conditions.map(|(rule, when)| self.words_in(rule, when)).collect();
        let words = [("provisions", provisions), ("words", words.join("; ").into())];
        Some(self.say("motivation-precondition", &words))
    }

    /// Who exercised the power that the step is about, when and why; nothing for any other step.
    pub fn exercised(&self, step: &Step) -> Option<String> {
        let power = self.power(step).filter(|power| self.was_asked(step, *power))?;
        if step.found != Found::Value(Value::YesNo(true)) {
            return None;
        }
        let judgement = &self.program().judgements[power];
        let judged = self.decision.case.judged(step.subject, judgement);
        let phrases = ["motivation-exercised", "motivation-exercised-on"];
        Some(self.told(judgement, judged, phrases, Argument::from(String::new())))
    }

    /// Whether the step read what was decided about the power.
    fn was_asked(&self, step: &Step, power: JudgementId) -> bool {
        let mut reads = self.decision.reads_of(step).iter();
        reads.any(|read| read.source == Source::Judgement(power))
    }

    /// One of the phrases, the second when the day is known, and the reason that was given.
    fn told(
        &self,
        judgement: &Judgement,
        judged: Option<&Judged>,
        [undated, dated]: [&'static str; 2],
        provisions: Argument,
    ) -> String {
        let by = ("by", self.by(judgement, judged).unwrap_or_default().into());
        let provisions = ("provisions", provisions);
        let told = match judged.and_then(|judged| judged.on) {
            None => self.say(undated, &[by, provisions]),
            Some(day) => self.say(dated, &[by, provisions, ("date", self.date(day).into())]),
        };
        match judged.and_then(|judged| judged.reason.as_deref()) {
            None => told,
            Some(reason) => {
                let reason = reason.trim_end_matches('.').into();
                format!("{told} {}", self.say("motivation-because", &[("reason", reason)]))
            }
        }
    }

    /// Who judged: as the case says, or else as the law does.
    fn by(&self, judgement: &Judgement, judged: Option<&Judged>) -> Option<String> {
        let named = judged.and_then(|judged| judged.by.clone());
        named.or_else(|| judgement.by.clone())
    }

    /// `words`, with who judged or decided it, and on which day.
    pub fn attested(
        &self,
        words: String,
        judgement: &Judgement,
        judged: Option<&Judged>,
    ) -> String {
        let Some(by) = self.by(judgement, judged) else { return words };
        let [undated, dated] = match judgement.power {
            None => ["motivation-judged", "motivation-judged-on"],
            Some(_) => ["motivation-decided", "motivation-decided-on"],
        };
        let (words, by) = (("words", Argument::from(words)), ("by", Argument::from(by)));
        match judged.and_then(|judged| judged.on) {
            None => self.say(undated, &[words, by]),
            Some(day) => self.say(dated, &[words, by, ("date", self.date(day).into())]),
        }
    }
}
