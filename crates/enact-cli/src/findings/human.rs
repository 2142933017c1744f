//! Findings for people: the message, the lines of the law it is about, and the next step.

use super::{Place, Shown, place, sentence};
use enact_source::{Code, Diagnostic, Rendered, Severity, Source, Sources, Span};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents,
};
use std::fmt;
use textwrap::{WordSeparator, WordSplitter};

/// Columns that a report may take.
const WIDTH: usize = 100;

/// Bytes of the longest line that is shown; beyond it a finding only names its place.
const LINE_MAX: usize = 1_000;

/// All errors and warnings, each followed by a blank line, and then the notes, a line each.
pub fn report(findings: &[Diagnostic], sources: &Sources, shown: &Shown) -> String {
    let handler = handler(shown);
    let mut text = String::new();
    let (notes, letters): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| finding.severity() == Severity::Note);
    for finding in letters {
        for letter in Letter::of(finding.render(shown.language), sources) {
            // Writing to a string does not fail; a letter that could not be drawn is still named.
            if handler.render_report(&mut text, &letter).is_err() {
                text.push_str(&format!("{}: {letter}", finding.code));
            }
        }
        text.push('\n');
    }
    for finding in notes {
        text.push_str(&note(&finding.render(shown.language), sources));
    }
    text
}

/// `rules/wzt.law.md:12: artikel 2 Wzt: …`.
fn note(rendered: &Rendered, sources: &Sources) -> String {
    let place = place(rendered, sources)
        .map_or_else(String::new, |place| format!("{}:{}: ", place.file, place.start.line));
    format!("{place}{}\n", sentence(rendered))
}

fn handler(shown: &Shown) -> GraphicalReportHandler {
    let theme = if shown.plain { GraphicalTheme::none() } else { GraphicalTheme::unicode() };
    GraphicalReportHandler::new_themed(theme)
        .with_width(WIDTH)
        .with_links(false)
        .with_context_lines(1)
        .with_break_words(false)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .with_word_separator(WordSeparator::AsciiSpace)
}

/// A finding as miette shows it: what it says, and the places in one file.
#[derive(Debug)]
struct Letter {
    rendered: Rendered,
    /// Where it is, when the text there cannot be shown.
    place: Option<Place>,
    text: Option<Text>,
    labels: Vec<LabeledSpan>,
}

impl Letter {
    /// The finding with its places in the first file, and then each place in another.
    fn of(rendered: Rendered, sources: &Sources) -> Vec<Self> {
        let first = rendered.labels.first().map(|(span, _)| span.file);
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            rendered.labels.iter().cloned().partition(|(span, _)| Some(span.file) == first);
        let spans: Vec<Span> = here.iter().map(|(span, _)| *span).collect();
        let mut labels: Vec<LabeledSpan> =
            here.into_iter().map(|(span, words)| labelled(span, words)).collect();
        // The place itself comes first, and its line is the one that the report names.
        if let Some(first) = labels.first_mut() {
            let words = first.label().map(str::to_owned);
            *first = LabeledSpan::new_primary_with_span(words, *first.inner());
        }
        let text = Text::of(&spans, sources);
        let mut letters =
            vec![Self { place: unshown(&spans, &text, sources), rendered, text, labels }];
        for (span, words) in elsewhere {
            letters.push(Self::of_place(span, words.unwrap_or_default(), sources));
        }
        letters
    }

    /// A place in another file than the finding, as a letter of its own.
    fn of_place(span: Span, words: String, sources: &Sources) -> Self {
        let rendered = Rendered {
            code: Code(""),
            severity: Severity::Note,
            message: words,
            labels: Vec::new(),
            help: None,
            provision: None,
        };
        let text = Text::of(&[span], sources);
        let place = unshown(&[span], &text, sources);
        Self { rendered, place, text, labels: vec![labelled(span, None)] }
    }
}

fn labelled(span: Span, words: Option<String>) -> LabeledSpan {
    let range = span.range();
    LabeledSpan::new(words, range.start, range.len())
}

/// The first place, when the text there is not shown.
fn unshown(spans: &[Span], text: &Option<Text>, sources: &Sources) -> Option<Place> {
    if text.is_some() { None } else { Place::of(*spans.first()?, sources) }
}

/// The text of a file; columns count characters, where miette alone would count bytes.
#[derive(Debug)]
struct Text(Source);

impl Text {
    /// The text around `spans`, which lie in one file; `None` when its lines are too long.
    fn of(spans: &[Span], sources: &Sources) -> Option<Self> {
        let source = sources.get(spans.first()?.file)?;
        let fits = |span: &Span| {
            let first = source.line_column(span.start).line;
            let last = source.line_column(span.end).line;
            (first.saturating_sub(1)..=last + 1).all(|line| source.line(line).len() <= LINE_MAX)
        };
        spans.iter().all(fits).then(|| Self(source.clone()))
    }
}

impl SourceCode for Text {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.0.text.read_span(span, before, after)?;
        let start = u32::try_from(contents.span().offset()).unwrap_or(u32::MAX);
        Ok(Box::new(MietteSpanContents::new_named(
            self.0.name.clone(),
            contents.data(),
            *contents.span(),
            contents.line(),
            self.0.line_column(start).column.saturating_sub(1),
            contents.line_count(),
        )))
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { file, start, .. }) = &self.place {
            write!(out, "{file}:{}:{}: ", start.line, start.column)?;
        }
        out.write_str(&sentence(&self.rendered))
    }
}

impl std::error::Error for Letter {}

impl miette::Diagnostic for Letter {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (!self.rendered.code.0.is_empty())
            .then(|| -> Box<dyn fmt::Display> { Box::new(self.rendered.code) })
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.rendered.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.rendered.help.as_ref()?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.text.as_ref().map(|text| -> &dyn SourceCode { text })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| -> Box<dyn Iterator<Item = LabeledSpan>> {
            Box::new(self.labels.iter().cloned())
        })
    }
}
