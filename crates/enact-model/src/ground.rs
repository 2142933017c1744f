//! How the ground of a rule is cited; of an applied rule both provisions.

use crate::program::{Applied, Rule};
use enact_source::{Citation, Language};

impl Rule {
    /// The provisions the rule rests on: its own, the points of it that all have to hold, and the
    /// one it was applied from.
    pub fn grounds(&self) -> impl Iterator<Item = &Citation> {
        let points = self.clauses.points.iter();
        let from = self.applied.iter().map(|applied| &applied.from);
        std::iter::once(&self.ground).chain(points).chain(from)
    }

    /// As in running text: `artikel 24, derde lid, in samenhang met artikel 23, tweede lid, Wahv`.
    #[must_use]
    pub fn cite(&self, language: Language) -> String {
        let own = match (&self.ground.provision, self.points(language, Style::Running)) {
            (Some(place), Some(points)) => {
                let comma = language.pick(",", "");
                format!("{}{points}{comma} {}", place.cite(language), self.ground.law)
            }
            _ => self.ground.cite(language),
        };
        let (Some(applied), Some(place)) = (&self.applied, &self.ground.provision) else {
            return own;
        };
        let first = if applied.from.law == self.ground.law { place.cite(language) } else { own };
        let with = language.pick("in samenhang met", "read with");
        format!("{first}, {with} {}", applied.from.cite(language))
    }

    /// As in a margin: `art. 24 lid 3 jo. art. 23 lid 2 Wahv`.
    #[must_use]
    pub fn cite_short(&self, language: Language) -> String {
        let own = match (&self.ground.provision, self.points(language, Style::Margin)) {
            (Some(place), Some(points)) => {
                format!("{}{points} {}", place.cite_short(language), self.ground.law)
            }
            _ => self.ground.cite_short(language),
        };
        self.short(own, language, |from| from.cite_short(language))
    }

    /// As in a margin, where provisions of `law` do without its name.
    #[must_use]
    pub fn cite_short_within(&self, law: &str, language: Language) -> String {
        let short = |cited: &Citation| match &cited.provision {
            Some(provision) if cited.law == law => provision.cite_short(language),
            _ => cited.cite_short(language),
        };
        let own = match self.points(language, Style::Margin) {
            Some(points) if self.ground.law == law => format!("{}{points}", short(&self.ground)),
            Some(_) => self.cite_short(language),
            None => short(&self.ground),
        };
        self.short(own, language, short)
    }

    /// The points that all have to hold, behind their provision: `, onderdelen a en b`.
    fn points(&self, language: Language, style: Style) -> Option<String> {
        let places = self.clauses.points.iter().filter_map(|point| point.provision.as_ref());
        let letters: Vec<String> = places
            .filter_map(|place| place.parts.last())
            .map(|letter| match language {
                Language::Dutch => letter.clone(),
                Language::English => format!("({letter})"),
            })
            .collect();
        let (last, others) = letters.split_last()?;
        let and = language.pick("en", "and");
        let joined = match others {
            [] => last.clone(),
            others => format!("{} {and} {last}", others.join(", ")),
        };
        Some(match (language, style) {
            (Language::English, _) => joined,
            (Language::Dutch, Style::Running) => format!(", onderdelen {joined}"),
            (Language::Dutch, Style::Margin) => format!(" onder {joined}"),
        })
    }

    fn short(&self, own: String, language: Language, cite: impl Fn(&Citation) -> String) -> String {
        let (Some(applied), Some(place)) = (&self.applied, &self.ground.provision) else {
            return own;
        };
        let same = applied.from.law == self.ground.law;
        let first = if same { place.cite_short(language) } else { own };
        format!("{first} {} {}", language.pick("jo.", "with"), cite(&applied.from))
    }
}

/// How points are cited.
#[derive(Clone, Copy)]
enum Style {
    /// In running text.
    Running,
    /// In a margin or a drawing.
    Margin,
}

impl Applied {
    /// Words of the applied rule, with the names that are read here.
    #[must_use]
    pub fn words(&self, text: &str) -> String {
        let in_name = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '\'');
        let mut words = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end = |is: bool| rest.find(|sign| in_name(sign) != is).unwrap_or(rest.len());
            let (part, behind) = rest.split_at(end(in_name(first)));
            let name = self.names.iter().find(|(old, _)| old == part);
            words.push_str(name.map_or(part, |(_, new)| new));
            rest = behind;
        }
        words
    }
}
