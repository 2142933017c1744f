//! An act in Akoma Ntoso.
//!
//! Start at [`act`]. In the `body`, what has a `num` or a `heading` and is no section or article is a
//! division; in a section or an article, what has a `num` is a paragraph or a point. Notes and what is
//! marked as removed are no part of the text.

use super::Unread;
use super::act::{Act, Block, Division};
use super::inline::{Form, Style};
use super::xml::Element;
use enact_source::Language;
use enact_value::Date;

const FORM: Form = Form { style, block, apart: is_block };
/// The elements that a law calls provisions by a heading.
const PROVISIONS: [&str; 3] = ["article", "section", "rule"];
/// The elements that group them.
const GROUPS: [&str; 8] =
    ["book", "part", "title", "chapter", "division", "subpart", "subchapter", "tome"];

/// The act in the document at `root`.
///
/// # Errors
/// What it does not say.
pub(super) fn act(root: &Element) -> Result<Act, Unread> {
    let document = root.elements().find(|element| element.child("body").is_some());
    let document = document.ok_or(Unread::NoText)?;
    let identification = document.below("identification").ok_or(Unread::NoId)?;
    let work = identification.child("FRBRWork").ok_or(Unread::NoId)?;
    let value = |element: &Element, name: &str, attribute: &str| {
        let found = element.child(name)?.attribute(attribute)?;
        Some(found.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let id = value(work, "FRBRuri", "value").or_else(|| value(work, "FRBRthis", "value"));
    let id = id.ok_or(Unread::NoId)?.split_whitespace().collect::<String>();
    let expression = identification.child("FRBRExpression").ok_or(Unread::NoDay)?;
    let day = value(expression, "FRBRdate", "date").ok_or(Unread::NoDay)?;
    let on = Date::parse_iso(&day).map_err(|_| Unread::NoDay)?;
    let dutch = value(expression, "FRBRlanguage", "language")
        .is_some_and(|code| ["nld", "nl", "dut"].contains(&code.as_str()));
    let language = if dutch { Language::Dutch } else { Language::English };
    let title = value(work, "FRBRalias", "value");
    let mut divisions = Vec::new();
    let mut reader = Reader { language, divisions: &mut divisions };
    for body in document.elements().filter(|part| ["body", "attachments"].contains(&&*part.name)) {
        reader.inside(body, 0);
    }
    Ok(Act { id, title, language, on, divisions })
}

struct Reader<'a> {
    language: Language,
    divisions: &'a mut Vec<Division>,
}

impl Reader<'_> {
    fn inside(&mut self, element: &Element, depth: usize) {
        for inner in element.elements().filter(|inner| !is_removed(inner)) {
            let name = inner.name.as_str();
            if PROVISIONS.contains(&name) {
                let (heading, blocks) = (self.heading(inner), FORM.blocks(&inner.nodes));
                self.divisions.push(Division { depth, heading, blocks });
            } else if GROUPS.contains(&name) {
                let heading = self.heading(inner);
                self.divisions.push(Division { depth, heading, blocks: Vec::new() });
                self.inside(inner, depth + 1);
            } else if style(inner) != Style::PassedOver {
                self.inside(inner, depth);
            }
        }
    }

    /// `Section 2 Scope`: the number, behind the word for it where it gives none itself.
    fn heading(&self, element: &Element) -> String {
        let words = |name: &str| FORM.child(element, name);
        let number = words("num").map(|number| number.trim_end_matches(['.', ':']).to_owned());
        let bare = number.as_ref().is_some_and(|number| {
            number.starts_with(|sign: char| sign.is_ascii_digit()) || number.chars().count() == 1
        });
        let word = match element.name.as_str() {
            _ if !bare => None,
            "article" => Some(self.language.pick("Artikel", "Article")),
            "section" => Some(self.language.pick("Sectie", "Section")),
            _ => None,
        };
        let parts = [word.map(str::to_owned), number, words("heading"), words("subheading")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Whether an element is marked as repealed, or its only words say so.
fn is_removed(element: &Element) -> bool {
    let marked = element.attribute("status");
    if marked.is_some_and(|status| ["removed", "repealed"].contains(&status)) {
        return true;
    }
    let names = |part: &Element| ["num", "heading", "authorialNote"].contains(&part.name.as_str());
    element.child("num").is_some() && {
        let text = element.text(&names);
        let words = text.trim().trim_matches(['[', ']', '.', ' ']).to_lowercase();
        ["repealed", "omitted", "vervallen"].contains(&words.as_str())
    }
}

/// The blocks that an element is; none when it stands within a paragraph.
fn block(element: &Element) -> Option<Vec<Block>> {
    if is_removed(element) {
        return Some(Vec::new());
    }
    Some(match element.name.as_str() {
        "num" | "heading" | "subheading" => Vec::new(),
        "table" => vec![Block::Table(rows(element))],
        _ if element.child("num").is_some() => {
            let inner = headed(element);
            match FORM.child(element, "num") {
                Some(label) => vec![Block::Labelled(punctuated(label), inner)],
                None => inner,
            }
        }
        _ if is_block(element) => headed(element),
        _ => return None,
    })
}

/// The blocks in `element`, behind its own heading.
fn headed(element: &Element) -> Vec<Block> {
    let heading =
        FORM.child(element, "heading").map(|heading| Block::Text(format!("**{heading}**")));
    heading.into_iter().chain(FORM.blocks(&element.nodes)).collect()
}

/// `1` is shown as `1.`; `(1)` and `1.` as they are.
fn punctuated(label: String) -> String {
    if label.ends_with(char::is_alphanumeric) { format!("{label}.") } else { label }
}

/// Whether an element stands apart from the words around it.
fn is_block(element: &Element) -> bool {
    let apart = ["p", "content", "intro", "wrapUp", "blockList", "listIntroduction", "listWrapUp"];
    apart.contains(&element.name.as_str())
        || element.name == "table"
        || element.child("num").is_some()
        || element.elements().any(is_block) && style(element) != Style::PassedOver
}

/// The rows of a table.
fn rows(table: &Element) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for part in table.elements() {
        if part.name == "tr" {
            let cells = part.elements().filter(|cell| ["td", "th"].contains(&cell.name.as_str()));
            rows.push(cells.map(|cell| FORM.words(&cell.nodes)).collect());
        } else if style(part) != Style::PassedOver {
            rows.extend(self::rows(part));
        }
    }
    rows
}

fn style(element: &Element) -> Style {
    match element.name.as_str() {
        "i" => Style::Emphasis,
        "b" => Style::Strong,
        "sup" => Style::Superscript,
        "sub" => Style::Subscript,
        "img" => Style::Picture,
        "authorialNote" | "noteRef" | "meta" | "num" | "heading" | "subheading" => {
            Style::PassedOver
        }
        _ => Style::Plain,
    }
}
