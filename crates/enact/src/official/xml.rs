//! XML as a small tree: names without prefix, attributes and text.
//!
//! Start at [`read`]. A document type is passed over and no entity is expanded but the five that XML
//! itself has; size and depth are bounded, so that whatever is read, the answer is a tree or a reason.

use super::Unread;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

/// Bytes in a document.
const SIZE_MAX: usize = 20_000_000;
/// Elements within elements.
const DEPTH_MAX: usize = 100;

/// An element with what is in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    /// Its name without prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) nodes: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// The value of the attribute `name`, without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The elements directly in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element `name` directly in it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element `name` in it, however deep.
    pub(super) fn below(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|element| {
            if element.name == name { Some(element) } else { element.below(name) }
        })
    }

    /// All its text, without the elements of which `passed_over` holds.
    pub(super) fn text(&self, passed_over: &dyn Fn(&Self) -> bool) -> String {
        let mut text = String::new();
        for node in &self.nodes {
            match node {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) if !passed_over(element) => {
                    text.push_str(&element.text(passed_over));
                }
                Node::Element(_) => {}
            }
        }
        text
    }
}

/// The outermost element of `text`.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read(text: &str) -> Result<Element, Unread> {
    if text.len() > SIZE_MAX {
        return Err(Unread::TooLarge);
    }
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = vec![Element::default()];
    loop {
        let line = |reader: &Reader<&[u8]>| {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let before = text.as_bytes().iter().take(at);
            Unread::NotXml { line: before.filter(|byte| **byte == b'\n').count() + 1 }
        };
        let event = reader.read_event().map_err(|_| line(&reader))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEPTH_MAX {
                    return Err(Unread::TooDeep);
                }
                open.push(element(&start).ok_or_else(|| line(&reader))?);
            }
            Event::Empty(start) => {
                let element = element(&start).ok_or_else(|| line(&reader))?;
                add(&mut open, Node::Element(element));
            }
            Event::End(_) => {
                let element = open.pop().ok_or_else(|| line(&reader))?;
                add(&mut open, Node::Element(element));
            }
            Event::Text(words) => add(&mut open, Node::Text(words.xml10_content().into_owned())),
            Event::CData(words) => add(&mut open, Node::Text(words.xml10_content().into_owned())),
            Event::GeneralRef(name) => {
                let sign = referred(&name).ok_or_else(|| Unread::Entity(name.to_string()))?;
                add(&mut open, Node::Text(sign.to_string()));
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => break,
        }
    }
    let outermost = open.pop().filter(|_| open.is_empty()).unwrap_or_default();
    outermost.elements().next().cloned().ok_or(Unread::NotXml { line: 1 })
}

fn add(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.nodes.push(node);
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = start.local_name().as_ref().to_owned();
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        attributes.push((attribute.key.local_name().as_ref().to_owned(), value));
    }
    Some(Element { name, attributes, nodes: Vec::new() })
}

/// The sign that a reference stands for.
fn referred(name: &BytesRef<'_>) -> Option<char> {
    match &**name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_read_has_an_answer() {
        let deep = "<a>".repeat(5_000);
        for (text, reason) in [
            ("", Unread::NotXml { line: 1 }),
            ("no XML", Unread::NotXml { line: 1 }),
            ("<a>\n<b></a>", Unread::NotXml { line: 2 }),
            ("<a>&shy;</a>", Unread::Entity("shy".to_owned())),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", Unread::Entity("b".to_owned())),
            (deep.as_str(), Unread::TooDeep),
        ] {
            assert_eq!(read(text).map(|element| element.name).unwrap_err(), reason, "{text}");
        }
    }

    #[test]
    fn names_have_no_prefix_and_signs_are_themselves() {
        let root =
            read("<?xml version='1.0'?><x:a y:b='1 &amp; 2'>A&#38;<c/><![CDATA[<B>]]></x:a>");
        let root = root.unwrap();
        assert_eq!((root.name.as_str(), root.attribute("b")), ("a", Some("1 & 2")));
        assert_eq!(root.text(&|_| false), "A&<B>");
    }
}
