//! What every form of XML has in common: words within a paragraph, and paragraphs behind each other.
//!
//! Start at [`Form::words`] and [`Form::blocks`]. The words are kept as they are, and so is emphasis; a
//! reference becomes its words alone. Signs that mean something in Markdown are written so that they
//! show as themselves.

use super::act::Block;
use super::xml::{Element, Node};

/// What the elements of a form mean.
pub(super) struct Form {
    /// What an element does to its words.
    pub(super) style: fn(&Element) -> Style,
    /// The blocks that an element is; none when it stands within a paragraph.
    pub(super) block: fn(&Element) -> Option<Vec<Block>>,
    /// Whether an element stands apart from the words around it.
    pub(super) apart: fn(&Element) -> bool,
}

/// What becomes of the words in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Emphasis,
    Strong,
    Superscript,
    Subscript,
    /// A picture: words stand for it.
    Picture,
    /// No text of the law: a note of the editors, data about the text.
    PassedOver,
}

impl Form {
    /// The blocks of `nodes`; the words between them are paragraphs.
    pub(super) fn blocks(&self, nodes: &[Node]) -> Vec<Block> {
        let (mut blocks, mut words) = (Vec::new(), Vec::new());
        for node in nodes {
            let block = match node {
                Node::Element(element) => (self.block)(element),
                Node::Text(_) => None,
            };
            match block {
                None => words.push(node.clone()),
                Some(found) => {
                    self.paragraph(&mut words, &mut blocks);
                    blocks.extend(found);
                }
            }
        }
        self.paragraph(&mut words, &mut blocks);
        blocks
    }

    fn paragraph(&self, words: &mut Vec<Node>, blocks: &mut Vec<Block>) {
        let text = self.words(&std::mem::take(words));
        if !text.is_empty() {
            blocks.push(Block::Text(text));
        }
    }

    /// The words of the element `name` in `element`, where it has one with words.
    pub(super) fn child(&self, element: &Element, name: &str) -> Option<String> {
        let words = self.words(&element.child(name)?.nodes);
        (!words.is_empty()).then_some(words)
    }

    /// The words of `nodes`, in one line.
    pub(super) fn words(&self, nodes: &[Node]) -> String {
        let mut written = String::new();
        self.write(nodes, &mut written);
        spaced(&written)
    }

    fn write(&self, nodes: &[Node], written: &mut String) {
        for node in nodes {
            match node {
                Node::Text(words) => escape(words, written),
                Node::Element(element) => self.element(element, written),
            }
        }
    }

    fn element(&self, element: &Element, written: &mut String) {
        let (open, close) = match (self.style)(element) {
            Style::PassedOver => return,
            Style::Picture => {
                written.push_str("\\[…\\]");
                return;
            }
            Style::Plain => {
                // Paragraphs in a cell stand behind each other.
                let blank = if (self.apart)(element) { " " } else { "" };
                written.push_str(blank);
                self.write(&element.nodes, written);
                written.push_str(blank);
                return;
            }
            Style::Emphasis => ("*", "*"),
            Style::Strong => ("**", "**"),
            Style::Superscript => ("<sup>", "</sup>"),
            Style::Subscript => ("<sub>", "</sub>"),
        };
        let mut inner = String::new();
        self.write(&element.nodes, &mut inner);
        let words = inner.trim();
        // Emphasis of nothing would show its signs; blanks stay outside of it.
        if words.is_empty() {
            written.push_str(&inner);
            return;
        }
        let blank = |at: bool| if at { " " } else { "" };
        let before = blank(inner.starts_with(char::is_whitespace));
        let behind = blank(inner.ends_with(char::is_whitespace));
        written.push_str(&format!("{before}{open}{words}{close}{behind}"));
    }
}

/// Single spaces; a space that keeps words together stays.
fn spaced(text: &str) -> String {
    let words = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn escape(words: &str, written: &mut String) {
    let mut signs = words.chars().peekable();
    while let Some(sign) = signs.next() {
        let named = |next: &char| next.is_ascii_alphabetic() || *next == '#';
        let means = matches!(sign, '\\' | '*' | '_' | '`' | '[' | ']' | '<')
            || sign == '&' && signs.peek().is_some_and(named);
        if means {
            written.push('\\');
        }
        written.push(sign);
    }
}
