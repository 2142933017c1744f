//! Laws in a browser and in Node: what the npm package `enact-law` runs on.
//!
//! A shell around [`enact`], without a meaning of its own. Texts come in as they are written;
//! answers go out as the JSON that the command writes. What cannot be answered is thrown as a
//! report of findings, `enact-findings/1`. The package's own JavaScript, in `npm/`, makes objects of
//! both; start there, at `laws.js`.

use enact::comparison::{Compared, Means};
use enact::compiled::{Compiled, Room};
use enact::examples::{listed, suite};
use enact::findings::{self, Tally};
use enact::inventory::Inventory;
use enact::schema::Schema;
use enact::whynot::{self, Told, Want};
use enact::{Assurance, Loaded, Memory, Record, Ruleset, chosen, motivated, undecided};
use enact_eval::{Case, Decision, Outcome};
use enact_graph::draw;
use enact_model::table::TermId;
use enact_source::{Code, Diagnostic, Language, Source, Sources};
use enact_value::Date;
use enact_verify::Patience;
use wasm_bindgen::prelude::wasm_bindgen;

/// JSON for the asker, or what keeps it from being given.
type Answer = Result<String, String>;

/// The texts of one ruleset, read and checked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Laws {
    loaded: Loaded,
    language: Option<Language>,
}

#[wasm_bindgen]
impl Laws {
    /// Reads and checks the file of each name: laws (`*.law.md`), `enact.toml` and `cases/*`.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(names: Vec<String>, texts: Vec<String>) -> Self {
        let mut world = Memory::new();
        for (name, text) in names.iter().zip(&texts) {
            world = world.with(name, text);
        }
        Self { loaded: Ruleset::load(&world), language: None }
    }

    /// The language of the words: `nl` or `en`.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn language(&self) -> String {
        self.spoken().code().to_owned()
    }

    /// Chooses the language of the words; anything but `nl` and `en` chooses that of the law.
    #[wasm_bindgen(setter)]
    pub fn set_language(&mut self, code: &str) {
        self.language = code.parse().ok();
    }

    /// Whether no law has an error, so that it can decide.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn sound(&self) -> bool {
        self.loaded.ruleset.is_some()
    }

    /// What is wrong with the laws, or worth knowing, safeguards aside.
    #[must_use]
    pub fn findings(&self) -> String {
        self.told(&self.loaded.findings, &self.loaded.sources)
    }

    /// As `enact check`: with the verdict on every safeguard, and the tables of cases.
    #[must_use]
    pub fn check(&self) -> String {
        let loaded = self.loaded.clone().judged().with_tables();
        let checked = Self { loaded, language: self.language };
        checked.findings()
    }

    /// Runs the worked cases, as `enact test`.
    #[must_use]
    pub fn test(&self) -> String {
        let suite = suite::Suite::of("", &self.loaded, self.spoken());
        suite::to_json(std::slice::from_ref(&suite)).to_string()
    }

    /// The worked cases, each as a case that can be decided.
    ///
    /// # Errors
    /// The errors of the laws.
    pub fn examples(&self) -> Answer {
        Ok(listed::to_json(self.ruleset()?, self.spoken()).to_string())
    }

    /// What is decided and from which facts, as `enact data`.
    ///
    /// # Errors
    /// The errors of the laws.
    pub fn data(&self) -> Answer {
        Ok(Inventory::of(self.ruleset()?, self.spoken()).to_json())
    }

    /// What a decision takes and gives, as `enact schema`.
    ///
    /// # Errors
    /// The errors of the laws, or a decision that is not known.
    pub fn schema(&self, decision: Option<String>) -> Answer {
        let (ruleset, term) = self.chosen(decision.as_deref())?;
        Ok(Schema::of(ruleset, term, self.spoken()).both().to_string())
    }

    /// Decides a case, as `enact decide`.
    ///
    /// # Errors
    /// The errors of the laws or the case, or a defect of the law that the case shows.
    pub fn decide(&self, decision: Option<String>, case: &str, on: &str) -> Answer {
        let asked = self.asked(decision.as_deref(), case, on)?;
        let decision = self.decided(&asked)?;
        Ok(Record::of(asked.ruleset, &decision).to_json())
    }

    /// Decides a case, and gives the letter about it.
    ///
    /// # Errors
    /// As [`Laws::decide`].
    pub fn motivate(&self, decision: Option<String>, case: &str, on: &str) -> Answer {
        let asked = self.asked(decision.as_deref(), case, on)?;
        let decision = self.decided(&asked)?;
        Ok(motivated::to_json(&decision, self.spoken()).to_string())
    }

    /// The single changes of a case that give another outcome, or the one that is wanted.
    ///
    /// # Errors
    /// As [`Laws::decide`]; a wish that is no outcome, or a case that has no outcome yet.
    #[wasm_bindgen(js_name = whyNot)]
    pub fn why_not(
        &self,
        decision: Option<String>,
        case: &str,
        on: &str,
        want: Option<String>,
    ) -> Answer {
        let Asked { ruleset, term, case, on } = self.asked(decision.as_deref(), case, on)?;
        let (program, language) = (ruleset.program(), self.spoken());
        let want = match &want {
            None => Want::Other,
            Some(text) => Want::read(program, term, text, language).ok_or_else(|| {
                let name = &program.terms[term].name;
                self.refused(
                    &nowhere("E0622").with("given", text.as_str()).with("name", name.as_str()),
                )
            })?,
        };
        let changes = whynot::why_not(ruleset, term, &case, on, &want)
            .ok_or_else(|| self.refused(&nowhere("E0621")))?;
        let told = Told { program, term, case: &case, language };
        let now = ruleset.outcome(term, &case, on);
        let left = whynot::unsearched(ruleset, term, &case, on);
        Ok(whynot::report(&told, on, &now, &changes, &left).to_string())
    }

    /// Proves or refutes every safeguard, as `enact verify`.
    ///
    /// # Errors
    /// The errors of the laws.
    pub fn verify(&self, choices: Option<u32>, list_most: Option<u32>) -> Answer {
        let (ruleset, patience) = (self.ruleset()?, patience(choices, list_most));
        let assurance = Assurance::of(
            ruleset,
            &self.loaded.findings,
            (patience, None),
            self.spoken(),
            &mut |_| {},
        );
        Ok(assurance.to_json())
    }

    /// What rests on what, as a drawing in SVG: all of it, what a decision rests on, what rests
    /// on a fact, or what lies between the two.
    ///
    /// # Errors
    /// The errors of the laws, or a name that is not known.
    pub fn graph(&self, decision: Option<String>, fact: Option<String>) -> Answer {
        let ruleset = self.ruleset()?;
        let slice = chosen::slice(ruleset, decision.as_deref(), fact.as_deref())
            .map_err(|finding| self.refused(&finding))?;
        Ok(draw::svg(ruleset.graph(), &slice, self.spoken()))
    }

    /// What changes between these laws and `after`, and for whom, as `enact diff`.
    ///
    /// # Errors
    /// The errors of the laws of either.
    pub fn diff(
        &self,
        after: &Self,
        choices: Option<u32>,
        list_most: Option<u32>,
        burdens: Vec<String>,
    ) -> Answer {
        let means = Means {
            patience: patience(choices, list_most),
            solver: None,
            burdens: &burdens,
            renamed: &[],
            language: self.spoken(),
        };
        Ok(Compared::of(self.ruleset()?, after.ruleset()?, &means).to_json())
    }

    /// The bill that leads from these laws to `after`, as `enact diff --bill`; nothing where their
    /// texts are the same.
    ///
    /// # Errors
    /// The errors of the laws of either.
    pub fn bill(&self, after: &Self) -> Result<Option<String>, String> {
        Ok(enact::amendment::between(self.ruleset()?, after.ruleset()?, self.spoken()))
    }

    /// One WebAssembly module of these decisions, or of all, with room for so many cases at a time.
    ///
    /// # Errors
    /// The errors of the laws, or a decision that is not known.
    pub fn build(&self, decisions: Vec<String>, cases: Option<u32>) -> Result<Vec<u8>, String> {
        let ruleset = self.ruleset()?;
        let decisions =
            chosen::decisions(ruleset, &decisions).map_err(|finding| self.refused(&finding))?;
        let room = cases.map_or_else(Room::default, Room::for_cases);
        Ok(Compiled::of(ruleset, &decisions, room).wasm)
    }
}

impl Laws {
    fn spoken(&self) -> Language {
        self.language.unwrap_or(self.loaded.language)
    }

    fn ruleset(&self) -> Result<&Ruleset, String> {
        self.loaded.ruleset.as_ref().ok_or_else(|| self.findings())
    }

    fn chosen(&self, decision: Option<&str>) -> Result<(&Ruleset, TermId), String> {
        let ruleset = self.ruleset()?;
        let term = chosen::decision(ruleset, decision).map_err(|finding| self.refused(&finding))?;
        Ok((ruleset, term))
    }

    /// What is asked: the decision, the case and the reference date, as far as they can be read.
    fn asked(&self, decision: Option<&str>, case: &str, on: &str) -> Result<Asked<'_>, String> {
        let (ruleset, term) = self.chosen(decision)?;
        let on = on.parse().map_err(|_| self.refused(&nowhere("E0524").with("given", on)))?;
        let entity = ruleset.program().terms[term].entity;
        let reading = ruleset.read_case(entity, Source::new("case", case), on);
        match reading.case {
            Some(text) => Ok(Asked { ruleset, term, case: text.case, on }),
            None => Err(self.told(&reading.findings, &reading.sources)),
        }
    }

    /// The decision, unless the law leaves it undecided.
    fn decided<'a>(&self, asked: &'a Asked<'_>) -> Result<Decision<'a>, String> {
        let decision = asked.ruleset.decide(asked.term, &asked.case, asked.on);
        match &decision.outcome {
            Outcome::Undecided(fault) => {
                Err(self.refused(&undecided::finding(asked.ruleset, fault, self.spoken())))
            }
            _ => Ok(decision),
        }
    }

    fn refused(&self, finding: &Diagnostic) -> String {
        self.told(std::slice::from_ref(finding), &self.loaded.sources)
    }

    fn told(&self, found: &[Diagnostic], sources: &Sources) -> String {
        let told = findings::all(found, sources, self.spoken());
        findings::report(told, self.loaded.counts, Tally::of(found)).to_string()
    }
}

/// A question about one case.
struct Asked<'a> {
    ruleset: &'a Ruleset,
    term: TermId,
    case: Case,
    on: Date,
}

/// A law with its code in the usual layout; its prose is left alone.
#[wasm_bindgen]
#[must_use]
pub fn format(text: &str) -> String {
    enact_syntax::format(&Source::new("text.law.md", text))
}

/// The version of Enact.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn nowhere(code: &'static str) -> Diagnostic {
    Diagnostic::nowhere(Code(code))
}

/// As long as the command looks, where nobody says otherwise.
fn patience(choices: Option<u32>, list_most: Option<u32>) -> Patience {
    Patience {
        choices: choices.map_or(Patience::LONG.choices, u64::from),
        list_most: list_most.unwrap_or(Patience::LONG.list_most),
    }
}
