//! Which amendments of a bill are added, dropped or changed, and what each makes of the law.

use super::marked::{Piece, pieces};
use super::provision::Place;
use crate::Proposal;
use crate::amendment::cite;
use crate::proposal::Enacted;
use enact_diff::Touched;
use enact_diff::proposal::{Amendment, AmendmentPair};
use enact_source::messages::phrase;
use enact_source::{Language, Provision, Span};
use serde::Serialize;

/// An amendment of a bill that another version of the bill has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AmendmentChange {
    /// Its article in the version before; absent for one that was added.
    pub before: Option<String>,
    /// Its article in the version after; absent for one that was dropped.
    pub after: Option<String>,
    /// `added`, `dropped`, `changed` or `moved`.
    pub how: &'static str,
    /// What it amends.
    pub amends: Vec<String>,
    /// Its sentence, and the new text of the law in it.
    pub text: Vec<Piece>,
    /// Where its sentence is; in the version after, where it is there.
    pub place: Option<Place>,
}

/// Which amendment makes what.
#[derive(Clone, Copy)]
pub(super) struct Authors<'a> {
    pub proposal: &'a Proposal,
    pub language: Language,
}

impl<'a> Authors<'a> {
    /// The amendments that another version has otherwise; none where there is but one version.
    pub fn changes(self) -> Vec<AmendmentChange> {
        if self.proposal.before.file.is_none() {
            return Vec::new();
        }
        let pairs = self.proposal.amendments.iter();
        pairs.filter_map(|pair| self.change(*pair)).collect()
    }

    fn change(self, pair: AmendmentPair) -> Option<AmendmentChange> {
        let Proposal { before, after, .. } = self.proposal;
        let article = |of: &Enacted, amendment: Option<Amendment>| {
            amendment.map(|amendment| self.article(of, amendment))
        };
        let (was, is) = (article(before, pair.before), article(after, pair.after));
        let how = match (&was, &is) {
            (None, _) => "added",
            (_, None) => "dropped",
            _ if !pair.same => "changed",
            _ if was != is => "moved",
            _ => return None,
        };
        let words = |of: &Enacted, amendment: Option<Amendment>| {
            amendment.map_or_else(String::new, |amendment| self.words(of, amendment))
        };
        let amended = self.touched(pair).map(|(of, touched)| self.amended(of, touched));
        Some(AmendmentChange {
            before: was,
            after: is,
            how,
            amends: amended.collect(),
            text: pieces(&words(before, pair.before), &words(after, pair.after)),
            place: self.place(pair),
        })
    }

    /// The names of the amendments that differ and touch a provision, and where the first stands.
    pub fn of(
        self,
        law: &str,
        before: Option<&Provision>,
        after: Option<&Provision>,
    ) -> (Vec<String>, Option<Place>) {
        let (was, is) = ((&self.proposal.before, before), (&self.proposal.after, after));
        let found = self.proposal.amendments.iter().filter(|pair| {
            !pair.same
                && (was.0.touched(pair.before).any(|touched| touches(law, was, is, touched))
                    || is.0.touched(pair.after).any(|touched| touches(law, is, was, touched)))
        });
        let found: Vec<AmendmentPair> = found.copied().collect();
        let mut names: Vec<String> = found.iter().map(|pair| self.name(*pair)).collect();
        names.dedup();
        (names, found.first().and_then(|pair| self.place(*pair)))
    }

    /// An amendment as a cause is named.
    pub fn name(self, pair: AmendmentPair) -> String {
        let Proposal { before, after, .. } = self.proposal;
        let (id, article) = match (pair.before, pair.after) {
            (_, Some(amendment)) => ("diff-of-bill", self.article(after, amendment)),
            (Some(amendment), None) => ("diff-dropped-of-bill", self.article(before, amendment)),
            (None, None) => return String::new(),
        };
        phrase(self.language, id, &[("article", article.into())])
    }

    /// What an amendment touches in the version after; of one that was dropped, in the version
    /// before.
    pub fn touched(self, pair: AmendmentPair) -> impl Iterator<Item = (&'a Enacted, &'a Touched)> {
        let Proposal { before, after, .. } = self.proposal;
        let (of, amendment) =
            if pair.after.is_some() { (after, pair.after) } else { (before, pair.before) };
        of.touched(amendment).map(move |touched| (of, touched))
    }

    fn amended(self, of: &Enacted, touched: &Touched) -> String {
        let law = of.laws.get(touched.law).map_or("", String::as_str);
        format!("{} {law}", touched.provision.cite(self.language))
    }

    /// The article of an amendment in the bill; where it stands in none, its number.
    fn article(self, of: &Enacted, amendment: Amendment) -> String {
        match (amendment.article(&of.bill), amendment) {
            (Some(article), _) => cite(article, self.language),
            (None, Amendment::Commencement) => phrase(self.language, "diff-commencement", &[]),
            (None, Amendment::Instruction(place)) => {
                phrase(self.language, "diff-amendment", &[("number", (place + 1).into())])
            }
        }
    }

    /// Its sentence, and the prose of its new text.
    fn words(self, of: &Enacted, amendment: Amendment) -> String {
        let (sentence, new) = amendment.spans(&of.bill);
        let slice =
            |span: Option<Span>| span.map_or("", |span| self.proposal.sources().slice(span));
        let sentence = slice(sentence);
        let label = enact_syntax::opening(sentence).map_or(sentence, |(_, rest)| rest);
        let new = enact_diff::prose(slice(new));
        let new: String = new
            .lines()
            .map(|line| line.trim_start_matches([' ', '>']))
            .fold(String::new(), |text, line| text + "\n" + line);
        format!("{}{new}", label.trim())
    }

    /// Where its sentence is.
    pub fn place(self, pair: AmendmentPair) -> Option<Place> {
        let Proposal { before, after, .. } = self.proposal;
        let span = |of: &Enacted, amendment: Option<Amendment>| amendment?.spans(&of.bill).0;
        let span = span(after, pair.after).or_else(|| span(before, pair.before))?;
        let source = self.proposal.sources().get(span.file)?;
        let line = source.line_column(span.start).line;
        Some(Place { file: source.name.clone(), line })
    }
}

/// Whether what an amendment of `own` touched is, or is in, the provision of a law that stands there
/// in each version.
fn touches(law: &str, own: Standing<'_>, other: Standing<'_>, touched: &Touched) -> bool {
    let about = own.0.laws.get(touched.law).is_some_and(|short| short == law);
    let holds = |provision: &Provision, standing: Standing<'_>| {
        standing.1.is_some_and(|standing| provision.contains(standing))
    };
    // What is repealed stands in the other version only, perhaps under another number.
    let repealed = || touched.now.is_empty() && holds(&other.0.number(touched), other);
    about && (touched.now.iter().any(|now| holds(now, own)) || repealed())
}

/// A provision in one version, where it is there.
type Standing<'s> = (&'s Enacted, Option<&'s Provision>);
