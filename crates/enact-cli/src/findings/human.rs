//! Findings for people: the message, the lines of the law it is about, and the next step.

use super::Shown;
use enact_source::{Diagnostic, FileId, Rendered, Severity, Sources, Span};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use std::fmt;
use std::sync::Arc;
use textwrap::{WordSeparator, WordSplitter};

/// Columns that a report may take.
const WIDTH: usize = 100;

/// All errors and warnings, each followed by a blank line, and then the notes, a line each.
pub fn report(findings: &[Diagnostic], sources: &Sources, shown: &Shown) -> String {
    let handler = handler(shown);
    let mut text = String::new();
    let (notes, letters): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| finding.severity() == Severity::Note);
    for finding in letters {
        let letter = Letter::of(finding.render(shown.language), sources);
        // Writing to a string does not fail; a letter that could not be drawn is still named.
        if handler.render_report(&mut text, &letter).is_err() {
            text.push_str(&format!("{}: {letter}", finding.code));
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
    let place = super::place(rendered, sources)
        .map_or_else(String::new, |place| format!("{}:{}: ", place.file, place.start.line));
    let provision =
        rendered.provision.as_ref().map_or_else(String::new, |provision| format!("{provision}: "));
    format!("{place}{provision}{}\n", rendered.message)
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

/// A finding as miette shows it: the labels in the first file, and those in others behind it.
#[derive(Debug)]
struct Letter {
    rendered: Rendered,
    source: Option<NamedSource<Arc<str>>>,
    labels: Vec<LabeledSpan>,
    elsewhere: Vec<Letter>,
}

impl Letter {
    fn of(rendered: Rendered, sources: &Sources) -> Self {
        let first = rendered.labels.first().map(|(span, _)| span.file);
        let mut labels = Vec::new();
        let mut elsewhere = Vec::new();
        for (span, words) in &rendered.labels {
            let words = words.clone();
            if Some(span.file) == first {
                labels.push(labelled(*span, words));
            } else {
                elsewhere.push(Self::note(&rendered, words, *span, sources));
            }
        }
        let source = first.and_then(|file| named(file, sources));
        Self { rendered, source, labels, elsewhere }
    }

    /// A label in another file, as a report of its own.
    fn note(of: &Rendered, words: Option<String>, span: Span, sources: &Sources) -> Self {
        let rendered = Rendered {
            code: of.code,
            severity: Severity::Note,
            message: words.clone().unwrap_or_default(),
            labels: Vec::new(),
            help: None,
            provision: None,
        };
        let label = labelled(span, words);
        let source = named(span.file, sources);
        Self { rendered, source, labels: vec![label], elsewhere: Vec::new() }
    }
}

fn labelled(span: Span, words: Option<String>) -> LabeledSpan {
    let range = span.range();
    LabeledSpan::new(words, range.start, range.len())
}

fn named(file: FileId, sources: &Sources) -> Option<NamedSource<Arc<str>>> {
    let source = sources.get(file)?;
    Some(NamedSource::new(&source.name, source.text.clone()))
}

impl fmt::Display for Letter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.rendered.provision {
            Some(provision) => write!(out, "{provision}: {}", self.rendered.message),
            None => out.write_str(&self.rendered.message),
        }
    }
}

impl std::error::Error for Letter {}

impl miette::Diagnostic for Letter {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        (self.rendered.severity != Severity::Note)
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
        self.source.as_ref().map(|source| -> &dyn SourceCode { source })
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.labels.is_empty()).then(|| -> Box<dyn Iterator<Item = LabeledSpan>> {
            Box::new(self.labels.iter().cloned())
        })
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        (!self.elsewhere.is_empty()).then(
            || -> Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a> {
                Box::new(self.elsewhere.iter().map(|letter| -> &dyn miette::Diagnostic { letter }))
            },
        )
    }
}
