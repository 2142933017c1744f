//! The same law in both languages becomes the same tree.

use enact_source::{FileId, Language, Source};
use enact_syntax::{SyntaxTree, parse};

const DUTCH: &str = include_str!("laws/heating.nl.law.md");
const ENGLISH: &str = include_str!("laws/heating.en.law.md");

fn read(name: &str, text: &str) -> SyntaxTree {
    parse(FileId(0), &Source::new(name, text))
}

/// A tree without places, names and texts: what is left is the structure.
fn structure(tree: &SyntaxTree) -> String {
    let shown = format!("{:#?}", (&tree.document.outline, &tree.document.blocks));
    let mut lines = Vec::new();
    let mut skipping = None;
    for line in shown.lines() {
        let indent = line.len() - line.trim_start().len();
        match skipping {
            Some(depth) if indent > depth => continue,
            Some(depth) if indent == depth => {
                skipping = None;
                continue;
            }
            _ => {}
        }
        let words = line.trim_start();
        let names = ["text: \"", "caption: \"", "\""];
        if words.contains("Span {") {
            skipping = Some(indent);
        } else if words.starts_with("Text(") {
            skipping = Some(indent);
            lines.push(line.to_owned());
        } else if !names.iter().any(|name| words.starts_with(name)) {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn one_law_in_two_languages_is_one_tree() {
    let (dutch, english) = (read("wwt", DUTCH), read("wwt", ENGLISH));
    for (tree, language) in [(&dutch, Language::Dutch), (&english, Language::English)] {
        for finding in &tree.findings {
            let line = Source::new("", if language == Language::Dutch { DUTCH } else { ENGLISH })
                .line_column(finding.span().start);
            panic!("{line:?} {:?}", finding.render(language));
        }
    }
    let (dutch, english) = (structure(&dutch), structure(&english));
    for (left, right) in dutch.lines().zip(english.lines()) {
        assert_eq!(left, right);
    }
    assert_eq!(dutch.lines().count(), english.lines().count());
}
