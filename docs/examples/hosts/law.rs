//! A compiled law in Rust: [`Law::new`] of what a module says of itself and a machine that runs
//! it, and [`Law::decide`] for a case as rows. Who has the text of the law at hand uses the crate
//! `enact` instead; this needs nothing but the module.
//!
//! ```sh
//! enact build rules/nl/zorgtoeslag --on 2025-03-01 -o law.wasm --conformance cases.json
//! cargo run -p enact --example host -- law.wasm cases.json
//! ```

use enact::compiled::described;
use enact_run::{Interpreter, Machine, Trouble};
use enact_value::{Date, format};
use serde_json::{Value as Json, json};

/// What stands in the column of states.
const UNKNOWN: u8 = 0;
const KNOWN: u8 = 1;
const ABSENT: u8 = 2;
const TOO_LARGE: u8 = 3;

/// A law that decides.
#[derive(Debug)]
pub struct Law<M> {
    /// What the module says of itself: docs/schema/module.schema.json.
    description: Json,
    machine: M,
    /// The texts that have a number: those of the law, and others as they are met.
    texts: Vec<String>,
}

impl<M: Machine> Law<M> {
    /// The law that `machine` runs the module of.
    pub fn new(description: Json, machine: M) -> Self {
        let texts = strings(&description["texts"]);
        Self { description, machine, texts }
    }

    /// Decides one case: `rows` has the rows of every table, the subject decided about first, a
    /// value in whole units, days, or rows of other tables..
    ///
    /// # Errors
    /// [`Trouble`] when the module stops.
    pub fn decide(&mut self, name: &str, on: Date, rows: &Json) -> Result<Json, Trouble> {
        if self.write(on, rows).is_none() {
            return Ok(json!({ "status": "unsettled" }));
        }
        self.machine.decide(name, 0, 1)?;
        self.outcome(name).ok_or_else(|| Trouble::of("the module says nothing that it describes"))
    }

    /// Writes one case; `None` when there is no room for it.
    fn write(&mut self, on: Date, rows: &Json) -> Option<()> {
        let (description, mut elements) = (self.description.clone(), 0);
        let most = number(&description["room"]["subjects"])?;
        self.put(&description["memory"]["dates"], 0, &on.days().to_le_bytes())?;
        for table in description["tables"].as_array()? {
            let own = rows[table["about"].as_str()?].as_array()?;
            let count = u32::try_from(own.len()).ok()?;
            if own.len() > most {
                return None;
            }
            self.put(&table["firsts"], 0, &0_u32.to_le_bytes())?;
            self.put(&table["firsts"], 1, &count.to_le_bytes())?;
            for column in table["columns"].as_array()? {
                for (row, stated) in own.iter().enumerate() {
                    let value = stated.get(column["name"].as_str()?);
                    let state = self.value(column, row, value, &mut elements)?;
                    self.put(&column["state"], row, &[state])?;
                }
            }
        }
        Some(())
    }

    /// Writes one value, and gives what is known of it.
    fn value(
        &mut self,
        column: &Json,
        row: usize,
        value: Option<&Json>,
        elements: &mut usize,
    ) -> Option<u8> {
        let Some(value) = value else { return Some(UNKNOWN) };
        let values = &column["values"];
        match (value, column["form"].as_str()?) {
            (Json::Null, _) => return Some(ABSENT),
            (Json::Bool(yes), _) => self.put(values, row, &[u8::from(*yes)])?,
            (Json::Number(whole), _) => {
                self.put(values, row, &i32::try_from(whole.as_i64()?).ok()?.to_le_bytes())?;
            }
            (Json::Array(rows), _) => {
                let (first, count) = (u32::try_from(*elements), u32::try_from(rows.len()));
                if *elements + rows.len() > number(&self.description["room"]["elements"])? {
                    return None;
                }
                self.put(values, 2 * row, &first.ok()?.to_le_bytes())?;
                self.put(values, 2 * row + 1, &count.ok()?.to_le_bytes())?;
                let place = self.description["memory"]["elements"].clone();
                for of in rows {
                    self.put(&place, *elements, &u32::try_from(of.as_u64()?).ok()?.to_le_bytes())?;
                    *elements += 1;
                }
            }
            (Json::String(text), "i32") => {
                let known = self.texts.iter().position(|known| known == text);
                let place = known.unwrap_or(self.texts.len());
                if known.is_none() {
                    self.texts.push(text.clone());
                }
                self.put(values, row, &u32::try_from(place).ok()?.to_le_bytes())?;
            }
            (Json::String(units), "i128") => {
                self.put(values, row, &units.parse::<i128>().ok()?.to_le_bytes())?;
            }
            (Json::String(units), _) => match units.parse::<i64>() {
                Ok(units) => self.put(values, row, &units.to_le_bytes())?,
                Err(_) => return Some(TOO_LARGE),
            },
            (Json::Object(_), _) => return None,
        }
        Some(KNOWN)
    }

    /// Writes the value of `row` in the column that begins at `column`.
    fn put(&mut self, column: &Json, row: usize, value: &[u8]) -> Option<()> {
        let start = number(column)? + row * value.len();
        let place = self.machine.memory().get_mut(start..start + value.len())?;
        place.copy_from_slice(value);
        Some(())
    }

    /// The value of the case in the column that begins at `column`.
    fn get<const N: usize>(&mut self, column: &Json) -> Option<[u8; N]> {
        let start = number(column)?;
        self.machine.memory().get(start..start + N)?.try_into().ok()
    }

    /// How the case ends: its status, its value and its ground, or what is lacking.
    fn outcome(&mut self, name: &str) -> Option<Json> {
        let description = self.description.clone();
        let memory = &description["memory"];
        let [code] = self.get(&memory["status"])?;
        let status = description["statuses"].get(usize::from(code))?.as_str()?;
        let detail = u32::from_le_bytes(self.get(&memory["detail"])?);
        let place = usize::try_from(detail).ok()?;
        let mut outcome = json!({ "status": status });
        match status {
            "value" | "no-entitlement" => {
                if status == "value" {
                    outcome["value"] = self.read(&description, name)?;
                }
                if let Some(ground) = description["grounds"].get(place) {
                    outcome["ground"] = ground.clone();
                }
            }
            "needs" | "awaiting" => {
                let tables = description["tables"].as_array()?.iter();
                let mut columns = tables.flat_map(|table| table["columns"].as_array()).flatten();
                let lacking = columns.find(|column| {
                    let judgement = column["judgement"].is_boolean();
                    column["number"] == detail && judgement == (status == "awaiting")
                });
                outcome["lacking"] = lacking?["name"].clone();
            }
            "not-set" => outcome["lacking"] = description["norms"].get(place)?.clone(),
            "undecided" => outcome["lacking"] = description["defects"].get(place)?.clone(),
            _ => {}
        }
        Some(outcome)
    }

    /// The value of the case, as people write it.
    fn read(&mut self, description: &Json, name: &str) -> Option<Json> {
        let values = &description["memory"]["values"];
        let mut decisions = description["decisions"].as_array()?.iter();
        let decision = decisions.find(|decision| decision["name"] == name)?;
        let units = match (decision["kind"].as_str()?, decision["form"].as_str()?) {
            (_, "byte") => return Some(json!(self.get(values)? == [1])),
            ("date", _) => {
                let day = Date::from_days(i32::from_le_bytes(self.get(values)?))?;
                return Some(json!(iso(day)));
            }
            (_, "i32") => {
                let text = usize::try_from(u32::from_le_bytes(self.get(values)?)).ok()?;
                return Some(json!(self.texts.get(text)?));
            }
            (_, "i64") => i64::from_le_bytes(self.get(values)?).into(),
            _ => i128::from_le_bytes(self.get(values)?),
        };
        let denominator: i128 = decision["denominator"].as_str()?.parse().ok()?;
        let units = if decision["kind"] == "percentage" { units * 100 } else { units };
        let decimal = format::machine(units, denominator);
        Some(json!(decimal.unwrap_or_else(|| format!("{units}/{denominator}"))))
    }
}

/// Holds the law against the outcomes of a conformance file, and tells each difference.
///
/// # Errors
/// [`Trouble`] when the module stops.
pub fn conform<M: Machine>(law: &mut Law<M>, file: &Json) -> Result<Vec<String>, Trouble> {
    let mut different = Vec::new();
    for decision in file["decisions"].as_array().into_iter().flatten() {
        let name = decision["decision"].as_str().unwrap_or_default();
        for case in decision["cases"].as_array().into_iter().flatten() {
            let on = case["on"].as_str().unwrap_or_default();
            let on = Date::parse_iso(on).map_err(Trouble::of)?;
            let outcome = match &case["rows"] {
                Json::Null => json!({ "status": "unsettled" }),
                rows => law.decide(name, on, rows)?,
            };
            if outcome != case["outcome"] {
                different.push(format!("{name}: {outcome} of {case}"));
            }
        }
    }
    Ok(different)
}

fn number(value: &Json) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

fn strings(values: &Json) -> Vec<String> {
    let texts = values.as_array().into_iter().flatten().filter_map(Json::as_str);
    texts.map(str::to_owned).collect()
}

fn iso(day: Date) -> String {
    let (year, month, day) = day.ymd();
    format!("{year:04}-{month:02}-{day:02}")
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = std::env::args().skip(1);
    let (Some(module), Some(cases)) = (files.next(), files.next()) else {
        return Err("give a module and its conformance file".into());
    };
    let wasm = std::fs::read(module)?;
    let description = described(&wasm).ok_or("this is not a module of a law")?;
    let mut law = Law::new(description, Interpreter::new(&wasm)?);
    let different = conform(&mut law, &serde_json::from_str(&std::fs::read_to_string(cases)?)?)?;
    if different.is_empty() { Ok(()) } else { Err(different.join("\n").into()) }
}
