//! Cases with the exact outcome of each, which every host of a module must reproduce.
//!
//! Start at [`Conformance::of`]. The cases are the worked ones of the ruleset, those that together
//! show what its rules do, on both sides of boundaries, and each of them once more without something
//! that was known. The module is run on all of them, and held against evaluation: where
//! the two differ nothing is given, for that is a defect of Enact.

mod asked;
mod row;

use crate::compiled::{Compiled, defect, status};
use crate::{Ruleset, case, written};
use asked::Asked;
use enact_codegen::{Defect, Status};
use enact_eval::Outcome;
use enact_model::table::TermId;
use enact_run::pack::Ending;
use enact_run::{Answer, Machine, Runner, Trouble};
use enact_value::Value;
use serde_json::{Map, Value as Json, json};

/// The name and version of the form.
pub const FORMAT: &str = "enact-conformance/1";

/// Cases with their outcomes, for one module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conformance {
    /// All of it as JSON, a case on each line (docs/schema).
    pub text: String,
    /// How many cases there are.
    pub cases: usize,
    /// How many of them the module leaves to evaluation.
    pub left: usize,
}

impl Conformance {
    /// Finds the cases of every decision of `compiled`, and runs its module on `machine`.
    ///
    /// # Errors
    /// [`Trouble`] when the module stops, or says of a case what evaluation does not.
    pub fn of(
        ruleset: &Ruleset,
        compiled: &Compiled,
        machine: impl Machine,
    ) -> Result<Self, Trouble> {
        let mut runner = Runner::new(ruleset.law(), &compiled.layout, machine);
        let (mut decisions, mut cases, mut left) = (Vec::new(), 0, 0);
        let described = compiled.description["decisions"].as_array().into_iter().flatten();
        for (answers, described) in compiled.layout.decisions.iter().zip(described) {
            let name = described["name"].as_str().unwrap_or_default();
            let asked = asked::asked(ruleset, answers.term);
            let both: Vec<_> = asked.iter().map(|asked| (&asked.case, asked.on)).collect();
            let answers_given = runner.run((answers.term, name), &both)?;
            let teller = Teller { ruleset, compiled, term: answers.term };
            let mut lines = Vec::new();
            for (asked, answer) in asked.iter().zip(&answers_given) {
                left += usize::from(matches!(answer, Answer::Evaluated(_)));
                lines.push(format!("      {}", teller.entry(asked, answer)?));
            }
            cases += lines.len();
            let lines = lines.join(",\n");
            decisions.push(format!(
                "    {{ \"decision\": {}, \"cases\": [\n{lines}\n    ] }}",
                json!(name)
            ));
        }
        let [enact, digest] = ["enact", "digest"].map(|key| &compiled.description[key]);
        let text = format!(
            "{{\n  \"format\": \"{FORMAT}\",\n  \"enact\": {enact},\n  \"digest\": {digest},\n  \
             \"decisions\": [\n{}\n  ]\n}}\n",
            decisions.join(",\n")
        );
        Ok(Self { text, cases, left })
    }
}

/// Tells how cases end, as a host reads it.
struct Teller<'a> {
    ruleset: &'a Ruleset,
    compiled: &'a Compiled,
    term: TermId,
}

impl Teller<'_> {
    /// A case, and what every host must say of it.
    fn entry(&self, asked: &Asked, answer: &Answer) -> Result<Json, Trouble> {
        let program = self.ruleset.program();
        let mut entry = Map::new();
        entry.insert("on".into(), json!(written::iso(asked.on)));
        entry.insert("case".into(), case::to_json(program, &asked.case));
        if let Some(rows) = row::rows(program, &self.compiled.layout, &asked.case) {
            entry.insert("rows".into(), rows);
        }
        match answer {
            Answer::Compiled(ending) => {
                let decision = self.ruleset.decide(self.term, &asked.case, asked.on);
                let outcome = self.ending(ending);
                if !ending.agrees(&decision) {
                    let evaluated = self.evaluated(&decision.outcome);
                    let case = Json::Object(entry);
                    return Err(Trouble::of(format!("{outcome} ≠ {evaluated}: {case}")));
                }
                entry.insert("outcome".into(), outcome);
            }
            Answer::Evaluated(outcome) => {
                entry.insert("outcome".into(), json!({ "status": status(Status::Unsettled) }));
                entry.insert("evaluated".into(), self.evaluated(outcome));
            }
        }
        Ok(Json::Object(entry))
    }

    /// How the module says that a case ends.
    fn ending(&self, ending: &Ending) -> Json {
        let described = &self.compiled.description;
        let detail = usize::try_from(ending.detail).unwrap_or(usize::MAX);
        let mut told = Map::new();
        told.insert("status".into(), json!(status(ending.status)));
        match ending.status {
            Status::Value | Status::NoEntitlement => {
                if let Some(value) = &ending.value {
                    told.insert("value".into(), self.value(value));
                }
                if let Some(ground) = described["grounds"].get(detail) {
                    told.insert("ground".into(), ground.clone());
                }
            }
            Status::Needs | Status::Awaiting => {
                let judgement = ending.status == Status::Awaiting;
                told.insert("lacking".into(), self.lacking(detail, judgement));
            }
            Status::NotSet => {
                told.insert("lacking".into(), described["norms"][detail].clone());
            }
            Status::Undecided => {
                let fault = Defect::ALL.into_iter().find(|one| one.number() == ending.detail);
                told.insert("lacking".into(), json!(fault.map(defect)));
            }
            Status::Unsettled => {}
        }
        Json::Object(told)
    }

    /// The name of the fact or judgement with this number.
    fn lacking(&self, number: usize, judgement: bool) -> Json {
        let tables = self.compiled.description["tables"].as_array().into_iter().flatten();
        let mut columns = tables.flat_map(|table| table["columns"].as_array()).flatten();
        let column = columns.find(|column| {
            column["number"] == json!(number) && column["judgement"].is_boolean() == judgement
        });
        column.map_or(Json::Null, |column| column["name"].clone())
    }

    /// How evaluation says that a case ends.
    fn evaluated(&self, outcome: &Outcome) -> Json {
        let status_of = |of| json!({ "status": status(of) });
        match outcome {
            Outcome::Value(value) => {
                json!({ "status": status(Status::Value), "value": self.value(value) })
            }
            Outcome::NoEntitlement => status_of(Status::NoEntitlement),
            Outcome::Needs(_) => status_of(Status::Needs),
            Outcome::Awaiting(_) => status_of(Status::Awaiting),
            Outcome::NotSet(_) => status_of(Status::NotSet),
            Outcome::Undecided(_) => status_of(Status::Undecided),
        }
    }

    fn value(&self, value: &Value) -> Json {
        let row = &self.ruleset.program().terms[self.term];
        match value {
            Value::YesNo(answer) => json!(answer),
            value => json!(written::machine(value, row.ty, row.scale)),
        }
    }
}
