//! Every provision of a ruleset as cited, put into words once: a decision only points at them.

use enact_model::Program;
use enact_model::program::Rule;
use enact_model::table::{FactId, Id, JudgementId, ParameterId, RuleId};
use enact_source::Citation;

/// Provisions in the language of their own law.
#[derive(Debug, Clone, Default)]
pub struct Citations {
    rules: Vec<String>,
    facts: Vec<String>,
    judgements: Vec<String>,
    /// Per parameter: its own provision, then that of each period.
    parameters: Vec<Vec<String>>,
}

impl Citations {
    pub(crate) fn of(program: &Program) -> Self {
        let cite = |citation: &Citation| {
            let law = program.laws.rows().iter().find(|law| law.short == citation.law);
            citation.cite(law.map(|law| law.language).unwrap_or_default())
        };
        let rule = |rule: &Rule| rule.cite(program.laws[rule.law].language);
        let parameters = program.parameters.rows().iter().map(|parameter| {
            let periods = parameter.periods.iter().map(|period| &period.ground);
            std::iter::once(&parameter.ground).chain(periods).map(cite).collect()
        });
        Self {
            rules: program.rules.rows().iter().map(rule).collect(),
            facts: program.facts.rows().iter().map(|fact| cite(&fact.ground)).collect(),
            judgements: program.judgements.rows().iter().map(|one| cite(&one.ground)).collect(),
            parameters: parameters.collect(),
        }
    }

    /// The provision of a rule.
    #[must_use]
    pub fn rule(&self, rule: RuleId) -> &str {
        self.rules.get(rule.index()).map_or("", String::as_str)
    }

    /// The provision that asks for a fact.
    #[must_use]
    pub fn fact(&self, fact: FactId) -> &str {
        self.facts.get(fact.index()).map_or("", String::as_str)
    }

    /// The provision that leaves something to a person.
    #[must_use]
    pub fn judgement(&self, judgement: JudgementId) -> &str {
        self.judgements.get(judgement.index()).map_or("", String::as_str)
    }

    /// The provision that declares a parameter.
    #[must_use]
    pub fn parameter(&self, parameter: ParameterId) -> &str {
        self.at(parameter, 0)
    }

    /// The provision that fixes the value of a parameter in its period at `place`.
    #[must_use]
    pub fn period(&self, parameter: ParameterId, place: u32) -> &str {
        usize::try_from(place).map_or("", |place| self.at(parameter, place.saturating_add(1)))
    }

    fn at(&self, parameter: ParameterId, place: usize) -> &str {
        let cited = self.parameters.get(parameter.index()).and_then(|cited| cited.get(place));
        cited.map_or("", String::as_str)
    }
}
