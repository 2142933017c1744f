//! The XML of a consolidated Dutch text: a `toestand` of the Basiswettenbestand.
//!
//! Start at [`act`]. What has a `kop` is a division; `lid` and `li` have labels; `al` is a paragraph.
//! A provision that has been repealed (`vervallen`) is no part of the text, and neither are notes and
//! remarks of the editors.

use super::Unread;
use super::act::{Act, Block, Division};
use super::inline::{Form, Style};
use super::xml::Element;
use enact_source::Language;
use enact_value::Date;

/// What stands apart from the words around it, and holds no division.
const BLOCKS: [&str; 6] = ["al", "lijst", "lid", "li", "table", "tussenkop"];
const FORM: Form = Form { style, block, apart: is_block };

/// The act in the `toestand` at `root`.
///
/// # Errors
/// What it does not say.
pub(super) fn act(root: &Element) -> Result<Act, Unread> {
    let id = root.attribute("bwb-id").ok_or(Unread::NoId)?.trim().to_owned();
    let day = root.attribute("inwerkingtreding").ok_or(Unread::NoDay)?;
    let on = Date::parse_iso(day.trim()).map_err(|_| Unread::NoDay)?;
    let text = root.child("wetgeving").ok_or(Unread::NoText)?;
    let title = FORM.child(text, "citeertitel");
    let mut divisions = Vec::new();
    inside(text, 0, &mut divisions);
    Ok(Act { id, title, language: Language::Dutch, on, divisions })
}

/// The divisions in `element`, which stands in `depth` others.
fn inside(element: &Element, depth: usize, divisions: &mut Vec<Division>) {
    for inner in element.elements() {
        let around = ["intitule", "citeertitel", "aanhef", "wetsluiting", "regeling-sluiting"];
        if around.contains(&inner.name.as_str()) || is_repealed(inner) {
            continue;
        }
        match inner.child("kop") {
            Some(head) => {
                let (heading, blocks) = (heading(head), FORM.blocks(&inner.nodes));
                divisions.push(Division { depth, heading, blocks });
                inside(inner, depth + 1, divisions);
            }
            // A paragraph, a list and a table hold no divisions.
            None if BLOCKS.contains(&&*inner.name) || style(inner) == Style::PassedOver => {}
            None => inside(inner, depth, divisions),
        }
    }
}

/// `Artikel 2 Reikwijdte`.
fn heading(head: &Element) -> String {
    let words = |name: &str| FORM.child(head, name);
    let number = words("nr").map(|number| number.trim_end_matches('.').to_owned());
    let parts = [words("label"), number, words("titel"), words("subtitel")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whether an element has been repealed: it says so itself, or its only words do.
fn is_repealed(element: &Element) -> bool {
    let said = ["status", "effect"].iter().any(|name| element.attribute(name) == Some("vervallen"));
    let labels = |part: &Element| {
        ["kop", "lidnr", "li.nr", "meta-data", "noot"].contains(&part.name.as_str())
    };
    let may =
        ["artikel", "lid", "li"].contains(&element.name.as_str()) || element.child("kop").is_some();
    let words = || {
        let text = element.text(&labels);
        let words = text.trim().trim_start_matches('[').to_lowercase();
        words.len() < 60 && words.starts_with("vervallen")
    };
    said || may && words()
}

/// The blocks that an element is; none when it stands within a paragraph.
fn block(element: &Element) -> Option<Vec<Block>> {
    if element.child("kop").is_some() || is_repealed(element) {
        return Some(Vec::new());
    }
    Some(match element.name.as_str() {
        "kop" | "lidnr" | "li.nr" => Vec::new(),
        "lid" => labelled(element, "lidnr"),
        "li" => labelled(element, "li.nr"),
        "tussenkop" => {
            let words = FORM.words(&element.nodes);
            if words.is_empty() { Vec::new() } else { vec![Block::Text(format!("**{words}**"))] }
        }
        "table" => vec![Block::Table(rows(element))],
        _ if is_block(element) => FORM.blocks(&element.nodes),
        _ => return None,
    })
}

/// Whether an element stands apart from the words around it.
fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&&*element.name)
        || element.elements().any(is_block) && style(element) != Style::PassedOver
}

fn labelled(element: &Element, number: &str) -> Vec<Block> {
    let inner = FORM.blocks(&element.nodes);
    match FORM.child(element, number) {
        None => inner,
        // A paragraph is numbered `1`, and shown as `1.`
        Some(label) if number == "lidnr" && !label.ends_with('.') => {
            vec![Block::Labelled(format!("{label}."), inner)]
        }
        Some(label) => vec![Block::Labelled(label, inner)],
    }
}

/// The rows of a table, its head first.
fn rows(table: &Element) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for part in table.elements() {
        if part.name == "row" {
            let cells = part.elements().filter(|cell| cell.name == "entry");
            rows.push(cells.map(|cell| FORM.words(&cell.nodes)).collect());
        } else if style(part) != Style::PassedOver {
            rows.extend(self::rows(part));
        }
    }
    rows
}

fn style(element: &Element) -> Style {
    match element.name.as_str() {
        "nadruk" => match element.attribute("type") {
            Some("cur") => Style::Emphasis,
            Some("vet") => Style::Strong,
            _ => Style::Plain,
        },
        "sup" => Style::Superscript,
        "inf" | "sub" => Style::Subscript,
        "plaatje" | "illustratie" | "formule" => Style::Picture,
        "noot" | "redactie" | "meta-data" | "kop" | "lidnr" | "li.nr" => Style::PassedOver,
        _ => Style::Plain,
    }
}
