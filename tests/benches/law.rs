//! How fast a law is read, checked and decided; figures go to a Markdown table.
//!
//! `cargo bench -p enact-tests` prints the table; `cargo xtask bench` keeps it in
//! `docs/benchmarks.md`. Every figure is a whole run repeated, with its minimum and median.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a benchmark times and tells")]
#![allow(clippy::float_arithmetic, clippy::disallowed_types, reason = "figures for people")]

mod byhand;
mod family;
mod generated;
mod module;
mod proof;
mod timing;
mod whole;

use enact::{Memory, Record, Ruleset};
use enact_source::{FileId, Language, Source};
use std::hint::black_box;
use std::path::Path;
use timing::{heading, many, row};

fn main() {
    // With an argument, one task alone in this process: for its peak memory.
    match std::env::args().find_map(|argument| argument.strip_prefix("--alone=").map(str::to_owned))
    {
        Some(task) => alone(&task),
        None => table(),
    }
}

fn table() {
    heading();
    let zorgtoeslag = folder("rules/nl/zorgtoeslag/versions/2025");
    row("read and check zorgtoeslag 2025", 40, || {
        black_box(Ruleset::load(&zorgtoeslag));
    });
    for lines in [1_000, 5_000, 26_000] {
        let text = generated::law(lines);
        let source = Source::new("generated.law.md", text.as_str());
        let bytes = text.len() / 1_000;
        row(&format!("read a law of {lines} lines ({bytes} kB)"), 10, || {
            black_box(enact_syntax::parse(FileId::default(), &source));
        });
        let world = Memory::new().with("generated.law.md", &text);
        row(&format!("read and check a law of {lines} lines"), 10, || {
            black_box(Ruleset::load(&world));
        });
    }
    decisions(&zorgtoeslag);
    family::decisions();
    proof::laws();
    whole::laws();
    proof::versions();
    proof::thousand();
    pension_day();
    module::rows();
    for task in ["decide", "check-26000", "verify-1000"] {
        println!("| peak memory, {task} | {} | | 1 |", memory_of(task));
    }
}

/// One decision: the record alone, with its motivation in words, and written as JSON.
fn decisions(world: &Memory) {
    let Some(ruleset) = Ruleset::load(world).ruleset else {
        println!("| decide zorgtoeslag 2025 | the law has errors | | |");
        return;
    };
    let Some(term) =
        ruleset.program().terms.iter().find(|(_, term)| term.name == "zorgtoeslag-per-maand")
    else {
        return;
    };
    let (term, entity) = (term.0, term.1.entity);
    for (title, text) in [("single", SINGLE), ("couple", COUPLE)] {
        let Ok(on) = enact_value::Date::parse_iso("2025-03-01") else { return };
        let reading = ruleset.read_case(entity, Source::new("case.json", text), on);
        let Some(read) = reading.case else {
            println!("| decide zorgtoeslag 2025, {title} | the case is refused | | |");
            continue;
        };
        let case = &read.case;
        many(&format!("decide zorgtoeslag 2025 with its record, {title}"), || {
            black_box(ruleset.decide(term, case, on));
        });
        many(&format!("the same, written as JSON, {title}"), || {
            let decision = ruleset.decide(term, case, on);
            black_box(Record::of(&ruleset, &decision).to_json());
        });
        many(&format!("the same, motivated in words, {title}"), || {
            let decision = ruleset.decide(term, case, on);
            black_box(enact_eval::motivation(&decision, Language::Dutch).to_text());
        });
    }
}

/// The day on which someone reaches the pension age, by search in time.
fn pension_day() {
    let Some(ruleset) = Ruleset::load(&folder("rules/nl/aow/versions/2025")).ruleset else {
        return;
    };
    let found = ruleset.program().terms.iter().find(|(_, term)| term.name == "pensioendag");
    let (Some((term, row)), Ok(on)) = (found, enact_value::Date::parse_iso("2025-03-01")) else {
        println!("| first day of the AOW | not found | | |");
        return;
    };
    let source = Source::new("case.json", r#"{"geboortedatum": "1958-07-15"}"#);
    let Some(read) = ruleset.read_case(row.entity, source, on).case else { return };
    many("search the first day of an old-age pension (AOW)", || {
        black_box(ruleset.decide(term, &read.case, on));
    });
}

const SINGLE: &str = r#"{"geboortedatum": "1990-05-01", "zorgverzekerd": true,
 "verdragsgerechtigd": false, "verzekering-opgeschort": false, "toetsingsinkomen": "30000",
 "rendementsgrondslag": "0", "partner": null}"#;

const COUPLE: &str = r#"{"geboortedatum": "1990-05-01", "zorgverzekerd": true,
 "verdragsgerechtigd": false, "verzekering-opgeschort": false, "toetsingsinkomen": "20000",
 "rendementsgrondslag": "0", "zelfde-partner-hele-jaar": true,
 "partner": {"geboortedatum": "1991-02-03", "zorgverzekerd": true, "verdragsgerechtigd": false,
  "verzekering-opgeschort": false, "toetsingsinkomen": "12000.50", "rendementsgrondslag": "10"}}"#;

/// The laws of a folder of this repository.
fn folder(path: &str) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let mut world = Memory::new();
    for entry in std::fs::read_dir(&root).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Ok(text) = std::fs::read_to_string(entry.path()) {
            world = world.with(&name, &text);
        }
    }
    world
}

/// Does one task and tells the most memory this process held (Linux only).
fn alone(task: &str) {
    match task {
        "decide" => {
            let world = folder("rules/nl/zorgtoeslag/versions/2025");
            decisions_once(&world);
        }
        "verify-1000" => whole::thousand(),
        "module" => module::rows(),
        _ => {
            let text = generated::law(26_000);
            let world = Memory::new().with("generated.law.md", &text);
            black_box(Ruleset::load(&world));
        }
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.map_or("not measured here", str::trim));
}

fn decisions_once(world: &Memory) {
    let Some(ruleset) = Ruleset::load(world).ruleset else { return };
    let found = ruleset.program().terms.iter().find(|(_, t)| t.name == "zorgtoeslag-per-maand");
    let (Some((term, _)), Ok(on)) = (found, enact_value::Date::parse_iso("2025-03-01")) else {
        return;
    };
    let entity = ruleset.program().terms[term].entity;
    let reading = ruleset.read_case(entity, Source::new("case.json", SINGLE), on);
    if let Some(read) = reading.case {
        black_box(ruleset.decide(term, &read.case, on));
    }
}

fn memory_of(task: &str) -> String {
    let program = std::env::current_exe().unwrap_or_default();
    let output = std::process::Command::new(program).arg(format!("--alone={task}")).output();
    output.map_or_else(
        |error| format!("not measured: {error}"),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}
