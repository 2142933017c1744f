//! Whatever the official text says, it comes in as it is or not at all.

use super::{mark, weave};
use crate::official::{self, fingerprints};
use enact_source::{FileId, Source};
use proptest::prelude::*;

const LAW: &str = include_str!("../../../../tests/official/marktkramenwet.law.md");
const TEXTS: [&str; 2] = [
    include_str!("../../../../tests/official/marktkramenwet-2025.xml"),
    include_str!("../../../../tests/official/stalls-act.akn.xml"),
];

fn source(text: &str) -> Source {
    Source::new("a.law.md", text)
}

#[test]
fn a_text_that_was_cut_off_is_refused() {
    for text in TEXTS {
        for end in (0..text.len() - 20).step_by(13).filter(|end| text.is_char_boundary(*end)) {
            assert!(official::read(&text[..end]).is_err(), "{end}");
        }
    }
}

#[test]
fn a_text_without_one_of_its_elements_is_read_or_refused() {
    for text in TEXTS {
        for (at, _) in text.match_indices('<') {
            let end = text[at..].find('>').map_or(text.len(), |end| at + end + 1);
            let less = format!("{}{}", &text[..at], &text[end..]);
            let Ok(act) = official::read(&less) else { continue };
            for all in [false, true] {
                let _ = weave(FileId(0), &source(LAW), &act, all);
            }
            let _ = mark(FileId(0), &source(LAW), &act);
        }
    }
}

#[test]
fn tables_in_tables_are_read_in_no_time() {
    let (open, close) = ("<table><row><entry><al>a</al>", "</entry></row></table>");
    let xml = format!(
        "<toestand bwb-id='B1' inwerkingtreding='2025-01-01'><wetgeving><artikel><kop><label>Artikel\
         </label><nr>1</nr></kop>{}{}</artikel></wetgeving></toestand>",
        open.repeat(30),
        close.repeat(30),
    );
    let act = official::read(&xml).unwrap();
    assert_eq!(fingerprints(&act.to_law())[0].words.matches('a').count(), 30);
}

/// Words that mean something in Markdown, in XML or to the outline of a law.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "word",
        "a.",
        "b)",
        "(c)",
        "1.",
        "2)",
        "(3)",
        "1a.",
        "1°.",
        "2°",
        "ii.",
        "2025.",
        "-",
        "+",
        "#",
        "##",
        "*",
        "**x**",
        "_y_",
        "`",
        "```enact",
        "~~~",
        "&gt;",
        "&lt;!--",
        "--&gt;",
        "&amp;lt;",
        "---",
        "===",
        "[z]",
        "|",
        "\\",
        "Artikel",
        "§",
        "€",
        "<nadruk type='cur'>i.</nadruk>",
        "<nadruk type='vet'> </nadruk>",
        "<sup>2</sup>",
        "verylongwordverylongwordverylongword",
    ])
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..24).prop_map(|words| format!("<al>{}</al>", words.join(" ")))
}

fn list(inner: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let label =
        prop::sample::select(vec!["a.", "b.", "1°.", "2°.", "i.", "ii.", "1.", "–", "A.", ""]);
    let item = (label, words(), inner)
        .prop_map(|(label, words, inner)| format!("<li><li.nr>{label}</li.nr>{words}{inner}</li>"));
    let items = prop::collection::vec(item, 1..4);
    (items, words())
        .prop_map(|(items, last)| format!("<lijst>{}</lijst>{last}", items.concat()))
        .boxed()
}

fn article() -> impl Strategy<Value = String> {
    let none = Just(String::new()).boxed();
    let deepest = list(none.clone());
    let deeper = list(prop_oneof![3 => none.clone(), 1 => deepest].boxed());
    let lists = list(prop_oneof![2 => none.clone(), 1 => deeper].boxed());
    let inner = prop_oneof![1 => none, 1 => lists].boxed();
    let number = prop::sample::select(vec!["1", "2", "2a", "4", "12", "x"]);
    let paragraph = (number, words(), inner.clone()).prop_map(|(number, words, inner)| {
        format!("<lid><lidnr>{number}</lidnr>{words}{inner}</lid>")
    });
    prop_oneof![
        prop::collection::vec(paragraph, 1..5).prop_map(|all| all.concat()),
        (words(), inner).prop_map(|(words, inner)| format!("{words}{inner}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_words_come_in_as_they_are(articles in prop::collection::vec(article(), 1..4)) {
        let numbered = (1..).zip(&articles).map(|(number, article)| {
            format!("<artikel><kop><label>Artikel</label><nr>{number}</nr></kop>{article}</artikel>")
        });
        let xml = format!(
            "<toestand bwb-id='B1' inwerkingtreding='2025-01-01'><wetgeving>{}</wetgeving></toestand>",
            numbered.collect::<String>(),
        );
        let act = official::read(&xml).unwrap();
        let empty = source("---\ntitle: A\nlanguage: nl\n---\n");
        let woven = weave(FileId(0), &empty, &act, true).map_err(|faults| {
            TestCaseError::fail(format!("{faults:?}\n{}", act.to_law().text))
        })?;
        let law = source(&woven.text);
        prop_assert_eq!(fingerprints(&law), fingerprints(&act.to_law()));
        let parsed = enact_syntax::parse(FileId(0), &law);
        prop_assert_eq!(parsed.findings, vec![]);
        prop_assert_eq!(official::unkept(&law, &parsed.document), vec![]);
        let again = weave(FileId(0), &law, &act, true).unwrap();
        prop_assert_eq!(&again.text, &woven.text);
        // Not a word is lost: what stands in the text stands in the law, in the same order.
        let plain = |text: &str| text.replace(|sign: char| !sign.is_alphanumeric(), "");
        let said: String = fingerprints(&law).iter().map(|one| plain(&one.words)).collect();
        let mut rest = said.as_str();
        for words in articles.concat().split("<al>").skip(1) {
            let words = words.split("</al>").next().unwrap_or("");
            let first = words.split(' ').find(|word| word.starts_with("very"));
            if let Some(first) = first {
                let at = rest.find(first);
                prop_assert!(at.is_some(), "{}", woven.text);
                rest = &rest[at.unwrap() + first.len()..];
            }
        }
    }
}
