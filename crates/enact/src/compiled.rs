//! A ruleset as one WebAssembly module that says what it is.
//!
//! Start at [`Compiled::of`]. Beside its code the module carries a section, [`SECTION`], with its
//! description in JSON (`enact-module/1`, docs/schema): of which laws it is and of which texts,
//! where each fact goes in, where the outcome comes out, and what the numbers in it stand for. A
//! host needs nothing else to use it. [`described`] reads that section back.

use crate::names::{self, Property};
use crate::{Ruleset, inventory};
use enact_codegen::{Column, Defect, Form, Held, Layout, Module, Status, emit, number_of};
use enact_model::Program;
use enact_model::program::{Scale, Type};
use enact_model::table::TermId;
use enact_source::Language;
use enact_value::{Unit, format};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

pub use enact_codegen::Room;

/// The name of the section that describes a module.
pub const SECTION: &str = "enact";

/// A compiled ruleset.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The module, with its description in it.
    pub wasm: Vec<u8>,
    /// Where cases go in and answers come out.
    pub layout: Layout,
    /// Its description.
    pub description: Value,
    /// The provision of every rule, by its number.
    pub grounds: Vec<String>,
}

impl Compiled {
    /// Compiles `decisions`, for as many cases at a time as there is `room`.
    #[must_use]
    pub fn of(ruleset: &Ruleset, decisions: &[TermId], room: Room) -> Self {
        let program = ruleset.program();
        let names: Vec<String> = decisions.iter().map(|term| full_name(program, *term)).collect();
        let asked: Vec<(TermId, &str)> =
            decisions.iter().copied().zip(names.iter().map(String::as_str)).collect();
        let module = emit(ruleset.law(), &asked, room);
        let description = description(ruleset, &module, &asked);
        let Module { wasm, layout, .. } =
            module.with_section(SECTION, description.to_string().as_bytes());
        let grounds = grounds(ruleset).into_iter().map(str::to_owned).collect();
        Self { wasm, layout, description, grounds }
    }
}

/// The digest of the texts of a ruleset: SHA-256 over the name and text of each law, in the order
/// of their names.
#[must_use]
pub fn digest(ruleset: &Ruleset) -> String {
    let mut texts: Vec<(&str, &str)> =
        ruleset.sources().iter().map(|(_, source)| (&*source.name, &*source.text)).collect();
    texts.sort_unstable();
    let mut digest = Sha256::new();
    for part in texts.iter().flat_map(|(name, text)| [name, text]) {
        digest.update(part.len().to_string());
        digest.update("\n");
        digest.update(part);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn full_name(program: &Program, term: TermId) -> String {
    names::full_name(program, &program.terms, term, |term| (&term.name, term.law))
}

fn description(ruleset: &Ruleset, module: &Module, asked: &[(TermId, &str)]) -> Value {
    let (program, layout) = (ruleset.program(), &module.layout);
    let laws = program.laws.rows().iter().map(|law| {
        json!({
            "name": law.short,
            "title": law.title,
            "id": law.id,
            "language": law.language.code(),
            "in_force": law.in_force.map(|day| day.to_string()),
        })
    });
    let decisions = asked.iter().zip(&layout.decisions).map(|((term, name), answers)| {
        let of = &program.terms[*term];
        let mut decision = held(program, of.ty, of.scale, answers.form);
        decision.insert("name".to_owned(), (*name).into());
        decision.insert("about".to_owned(), program.entities[of.entity].name.as_str().into());
        Value::Object(decision)
    });
    json!({
        "format": "enact-module/1",
        "enact": env!("CARGO_PKG_VERSION"),
        "digest": digest(ruleset),
        "laws": laws.collect::<Vec<_>>(),
        "decisions": decisions.collect::<Vec<_>>(),
        "room": {
            "cases": layout.room.cases,
            "subjects": layout.room.subjects,
            "elements": layout.room.elements,
        },
        "memory": {
            "bytes": layout.bytes,
            "dates": layout.dates,
            "elements": layout.elements,
            "status": layout.status,
            "detail": layout.detail,
            "values": layout.values,
        },
        "tables": layout.tables.iter().map(|table| json!({
            "about": program.entities[table.entity].name,
            "firsts": table.firsts,
            "columns": table.columns.iter().map(|of| column(program, of)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "texts": layout.texts.iter().map(|text| &**text).collect::<Vec<_>>(),
        "statuses": Status::ALL.map(status),
        "defects": Defect::ALL.map(defect),
        "grounds": grounds(ruleset),
        "norms": program.parameters.iter().map(|(_, norm)| &*norm.name).collect::<Vec<_>>(),
    })
}

fn column(program: &Program, column: &Column) -> Value {
    let (mut described, name, number) = match column.held {
        Held::Fact(id) => {
            let fact = &program.facts[id];
            let mut described = held(program, fact.ty, fact.scale, column.form);
            if fact.optional {
                described.insert("optional".to_owned(), true.into());
            }
            if fact.way_back {
                described.insert("way_back".to_owned(), true.into());
            }
            described.insert("privacy".to_owned(), inventory::privacy(fact.privacy.class).into());
            let name = names::field(program, fact.entity, Property::Fact(id));
            (described, name, number_of(id))
        }
        Held::Judgement(id) => {
            let mut described = held(program, Type::YesNo, Scale::None, column.form);
            described.insert("judgement".to_owned(), true.into());
            let entity = program.judgements[id].entity;
            (described, names::field(program, entity, Property::Judgement(id)), number_of(id))
        }
    };
    described.insert("name".to_owned(), name.into());
    described.insert("number".to_owned(), number.into());
    described.insert("state".to_owned(), column.state.into());
    described.insert("values".to_owned(), column.values.into());
    Value::Object(described)
}

/// What a value is, and how it is written down.
fn held(program: &Program, ty: Type, scale: Scale, form: Form) -> Map<String, Value> {
    let mut held = Map::new();
    let mut put = |key: &str, value: Value| {
        held.insert(key.to_owned(), value);
    };
    let kind = match ty {
        Type::YesNo => "yes-no",
        Type::Date => "date",
        Type::Text | Type::Brackets => "text",
        Type::Choice(_) => "choice",
        Type::Subject(_) => "subject",
        Type::List(_) => "list",
        Type::Number(_) => "number",
        Type::Percentage => "percentage",
        Type::Money(..) => "amount",
        Type::Months => "months",
        Type::Days => "days",
    };
    put("kind", kind.into());
    put("form", written(form).into());
    if let (Scale::Fixed { denominator, range }, Some((unit, rate))) = (scale, ty.unit()) {
        put("denominator", denominator.to_string().into());
        put("from", range.low.to_string().into());
        put("to", range.high.to_string().into());
        if let Unit::Money(currency) = unit {
            put("currency", currency.code().into());
        }
        if let Some(rate) = rate {
            put("per", format::rate_name(rate, Language::English).into());
        }
    }
    match ty {
        Type::Choice(choice) => {
            let options = &program.choices[choice].options;
            put("options", options.iter().map(|option| &**option).collect::<Vec<_>>().into());
        }
        Type::Subject(entity) | Type::List(entity) => {
            put("of", program.entities[entity].name.as_str().into());
        }
        _ => {}
    }
    held
}

fn written(form: Form) -> &'static str {
    match form {
        Form::YesNo => "byte",
        Form::Word => "i32",
        Form::Long => "i64",
        Form::Wide => "i128",
        Form::List => "list",
    }
}

/// The word for a status.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Value => "value",
        Status::NoEntitlement => "no-entitlement",
        Status::Needs => "needs",
        Status::Awaiting => "awaiting",
        Status::NotSet => "not-set",
        Status::Undecided => "undecided",
        Status::Unsettled => "unsettled",
    }
}

/// The word for a defect.
pub(crate) fn defect(defect: Defect) -> &'static str {
    match defect {
        Defect::Gap => "gap",
        Defect::Conflict => "conflict",
        Defect::Limbs => "limbs",
        Defect::OutOfRange => "out-of-range",
        Defect::DivisionByZero => "division-by-zero",
        Defect::CalendarLimit => "calendar-limit",
        Defect::Unsettled => "absent",
        Defect::Tied => "tied",
        Defect::NotListed => "not-listed",
        Defect::Input => "input",
        Defect::NoDay => "no-day",
    }
}

/// The provision of every rule, by its number.
fn grounds(ruleset: &Ruleset) -> Vec<&str> {
    let rules = ruleset.program().rules.ids();
    rules.map(|rule| ruleset.citations().rule(rule)).collect()
}

/// The description that a module carries; `None` when it is not a module of a ruleset.
#[must_use]
pub fn described(wasm: &[u8]) -> Option<Value> {
    let mut rest = wasm.strip_prefix(b"\0asm\x01\0\0\0")?;
    while let Some((id, behind)) = rest.split_first() {
        let (length, behind) = unsigned(behind)?;
        let (section, behind) = behind.split_at_checked(length)?;
        rest = behind;
        if *id != CUSTOM {
            continue;
        }
        let (length, named) = unsigned(section)?;
        let (name, data) = named.split_at_checked(length)?;
        if name == SECTION.as_bytes() {
            return serde_json::from_slice(data).ok();
        }
    }
    None
}

/// The number of the sections that machines skip.
const CUSTOM: u8 = 0;

/// A number in LEB128, seven bits in a byte, and what follows it.
fn unsigned(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().enumerate().take(5) {
        number |= usize::from(byte & 0x7f).checked_shl(u32::try_from(place * 7).ok()?)?;
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(place + 1..)?));
        }
    }
    None
}
