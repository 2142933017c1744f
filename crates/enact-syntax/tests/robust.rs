//! Whatever is typed, reading ends with a tree, and the layout keeps the meaning.

use enact_source::{FileId, Source};
use enact_syntax::{SyntaxTree, format, parse};
use proptest::prelude::*;

const LAWS: [&str; 2] =
    [include_str!("laws/heating.nl.law.md"), include_str!("laws/heating.en.law.md")];

fn read(text: &str) -> SyntaxTree {
    parse(FileId(0), &Source::new("law", text))
}

/// Every place lies within the text, and findings come in order.
fn is_sound(text: &str) -> Result<(), TestCaseError> {
    let tree = read(text);
    let mut last = 0;
    for finding in &tree.findings {
        for label in &finding.labels {
            let range = label.span.range();
            prop_assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
        }
        prop_assert!(finding.span().start >= last);
        last = finding.span().start;
    }
    for block in &tree.document.blocks {
        let mut end = block.span.start;
        for declaration in &block.declarations {
            let span = declaration.span;
            prop_assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?}");
            prop_assert!(span.start >= end && span.end <= block.span.end, "{span:?} in {text:?}");
            end = span.end;
        }
    }
    let formatted = format(&Source::new("law", text));
    prop_assert_eq!(&formatted, &format(&Source::new("law", formatted.as_str())));
    let again = read(&formatted);
    prop_assert_eq!(structure(&tree), structure(&again), "{}", text);
    Ok(())
}

/// What a law says, without places.
fn structure(tree: &SyntaxTree) -> String {
    let shown = format!("{:?} {:?}", tree.document.blocks, tree.findings.len());
    let mut pieces = shown.split("Span { file: FileId(0), start: ");
    let mut kept = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once('}').map_or(piece, |(_, rest)| rest));
    }
    kept
}

fn law(language: &str, code: &str) -> String {
    format!("---\ntitle: Act\nlanguage: {language}\n---\n# Article 1\n```enact\n{code}\n```\n")
}

/// The words of the sample laws, with signs that slip in.
fn words(law: &'static str) -> Vec<&'static str> {
    let body = law.split_once("\n# ").map_or(law, |(_, body)| body);
    let mut words: Vec<&str> = body.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
    words.extend(["(", ")", "\n", "\n", "-", "=<", "\"", ",", ":", "12.5", "//", "“", "€", "–"]);
    words.sort_unstable();
    words.dedup();
    words
}

fn soup(law: &'static str) -> impl Strategy<Value = String> {
    let gap = prop_oneof![Just(" "), Just(" "), Just("\n"), Just("")];
    let word = proptest::sample::select(words(law));
    proptest::collection::vec((word, gap), 0..60)
        .prop_map(|pieces| pieces.into_iter().map(|(word, gap)| format!("{word}{gap}")).collect())
}

/// Code made by the structure of the language, with blanks of every kind between the words.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("a".to_owned()),
        Just("b of partner".to_owned()),
        Just("€2,112.50 per year".to_owned()),
        Just("12.5".to_owned()),
        Just("4%".to_owned()),
        Just("18 years".to_owned()),
        Just("1 January 2025".to_owned()),
        Just("the amount under article 2(1)(a)".to_owned()),
        Just("reference-date".to_owned()),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let sign = proptest::sample::select(vec![
            "+",
            "- ",
            "× ",
            "*",
            "/",
            "in excess of",
            "but at most",
            "<=",
            "≥",
            "is",
            "and",
            "or",
            "less than",
            "is not",
        ]);
        prop_oneof![
            (inner.clone(), sign, inner.clone())
                .prop_map(|(left, sign, right)| format!("({left}  {sign} {right})")),
            inner.clone().prop_map(|of| format!("not {of}")),
            inner.clone().prop_map(|of| format!("- ({of} )")),
            inner.clone().prop_map(|of| format!("50 % of {of}")),
            inner.clone().prop_map(|of| format!("({of} rounded  down to a multiple of €5)")),
            (inner.clone(), inner).prop_map(|(one, other)| format!("highest of({one} ;{other})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        is_sound(&text)?;
        is_sound(&law("nl", &text))?;
        is_sound(&law("en", &text))?;
    }

    #[test]
    fn any_words_are_read(dutch in soup(LAWS[0]), english in soup(LAWS[1])) {
        is_sound(&law("nl", &dutch))?;
        is_sound(&law("en", &english))?;
    }

    #[test]
    fn a_law_that_breaks_off_is_read(which in 0..2_usize, cut in 0..6000_usize, behind in 0..200_usize) {
        let text = LAWS[which];
        let start = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let end = (start + behind).min(text.len());
        let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
        is_sound(&text[..start])?;
        is_sound(&format!("{}{}", &text[..start], &text[end..]))?;
    }

    #[test]
    fn the_layout_keeps_the_meaning(value in expression(), condition in expression()) {
        let text = law("en", &format!("rule x is\n   {value}\nwhen {condition}  unless b"));
        is_sound(&text)?;
        let codes: Vec<_> = read(&text).findings.iter().map(|finding| finding.code.0).collect();
        prop_assert!(codes.iter().all(|code| matches!(*code, "E0120" | "E0121" | "E0122" | "E0139")), "{codes:?} {text}");
    }

    #[test]
    fn any_depth_is_read(depth in 0..3000_usize, opening in "(\\(|not |- |highest of \\(|with |years between |first day of the month after |a is one of \\(|x of |a × \\(|\\(a or b\\) and \\()") {
        let open = opening.matches('(').count() - opening.matches(')').count();
        let code = format!("rule x is {}a{}", opening.repeat(depth), ")".repeat(depth * open));
        is_sound(&law("en", &code))?;
        is_sound(&law("en", &format!("rule x is {}", opening.repeat(depth))))?;
    }
}
