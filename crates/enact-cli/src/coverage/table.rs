//! The summary: a row for each article, in every form of the report.

use enact::coverage::{Law, Measure, Provision, Sentences, Share, Shown};
use enact_source::Language;
use enact_source::messages::phrase;

/// A row of the summary.
pub(super) struct Row {
    /// The article, as cited in short.
    pub article: String,
    /// The places of its provisions among those of the law.
    pub first: usize,
    /// Its sentences.
    pub sentences: Sentences,
    /// What the examples show of it.
    pub shown: Shown,
}

/// The articles of a law, in order of the text.
pub(super) fn rows(law: &Law) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (place, provision) in law.provisions.iter().enumerate() {
        match rows.last_mut() {
            Some(row) if row.article == provision.article => row.add(provision),
            _ => {
                let article = provision.article.clone();
                let (sentences, shown) = (Sentences::default(), Shown::default());
                let mut row = Row { article, first: place, sentences, shown };
                row.add(provision);
                rows.push(row);
            }
        }
    }
    rows
}

impl Row {
    fn add(&mut self, provision: &Provision) {
        for sentence in &provision.sentences {
            self.sentences.count(sentence.standing);
        }
        self.shown += provision.shown;
    }
}

/// What the columns are called: of the sentences, then of each measure.
pub(super) fn headings(language: Language) -> Vec<String> {
    let ids = ["coverage-column-sentences", "coverage-column-nothing"];
    let measures = Shown::default().all();
    let ids = ids.into_iter().map(str::to_owned);
    let measures = measures.iter().map(|(measure, _)| format!("coverage-{}", key(*measure)));
    ids.chain(measures).map(|id| phrase(language, &id, &[])).collect()
}

/// The cells of a row below those columns; `–` where there is nothing to show.
pub(super) fn cells(sentences: Sentences, shown: Shown, language: Language) -> Vec<String> {
    let counts = [sentences.all.to_string(), sentences.nothing.to_string()];
    let shares = shown.all();
    let shares = shares.iter().map(|(_, share)| of(*share, language));
    counts.into_iter().chain(shares).collect()
}

/// `3 of 4`.
pub(super) fn of(share: Share, language: Language) -> String {
    if share.of == 0 {
        return "–".to_owned();
    }
    let words = [("shown", share.shown.to_string().into()), ("of", share.of.to_string().into())];
    phrase(language, "coverage-of", &words)
}

/// The name of a measure in the catalogue.
pub(super) const fn key(measure: Measure) -> &'static str {
    match measure {
        Measure::Reached => "reached",
        Measure::Decisive => "decisive",
        Measure::Limits => "limits",
        Measure::Conditions => "conditions",
    }
}
