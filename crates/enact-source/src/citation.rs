//! Addresses of provisions, and how people cite them.
//!
//! A [`Provision`] is a place within one law: its heading (`artikel 2`, `section 3`, `Annex I`)
//! and the numbered paragraph or lettered point below it. A [`Citation`] adds the law.

use crate::Language;

/// What the heading of a provision calls itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// `Artikel`, `Article`.
    Article,
    /// `Section`; in Dutch `Sectie`.
    Section,
    /// `§`.
    Sign,
    /// `Bijlage`, `Annex`, `Schedule`.
    Annex,
}

/// A provision's address within its law; parts run from the outer to the inner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provision {
    /// The word of the heading.
    pub level: Level,
    /// Its number or label: `2`, `4a`, `L521-3`.
    pub label: String,
    /// Paragraph (`1`, `2a`) and points (`a`, `1°`), outermost first. A part that starts with a
    /// digit is a paragraph (lid), any other a point (onderdeel).
    pub parts: Vec<String>,
}

impl Provision {
    /// The provision `level label` itself, without paragraph.
    #[must_use]
    pub fn new(level: Level, label: impl Into<String>) -> Self {
        Self { level, label: label.into(), parts: Vec::new() }
    }

    /// Whether `other` is this provision or stands within it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.level == other.level
            && self.label == other.label
            && other.parts.starts_with(&self.parts)
    }

    /// As cited in running text: `artikel 2, eerste lid, onderdeel a`; `article 2(1)(a)`.
    #[must_use]
    pub fn cite(&self, language: Language) -> String {
        let mut text = self.heading(language);
        for part in &self.parts {
            let paragraph = part.starts_with(|first: char| first.is_ascii_digit());
            match language {
                Language::English => text.push_str(&format!("({part})")),
                Language::Dutch if paragraph => text.push_str(&dutch_paragraph(part)),
                Language::Dutch => text.push_str(&format!(", onderdeel {part}")),
            }
        }
        text
    }

    /// As in a margin or a drawing: `art. 2 lid 1 onder a`; `art. 2(1)(a)`.
    #[must_use]
    pub fn cite_short(&self, language: Language) -> String {
        let long = self.heading(language);
        let mut text = long.replacen("artikel", "art.", 1).replacen("article", "art.", 1);
        for part in &self.parts {
            let paragraph = part.starts_with(|first: char| first.is_ascii_digit());
            match language {
                Language::English => text.push_str(&format!("({part})")),
                Language::Dutch if paragraph => text.push_str(&format!(" lid {part}")),
                Language::Dutch => text.push_str(&format!(" onder {part}")),
            }
        }
        text
    }

    /// Reads what [`Provision::cite_short`] writes in either language.
    #[must_use]
    pub fn parse_short(text: &str) -> Option<Self> {
        let (word, rest) = text.trim().split_once(' ')?;
        let level = match word {
            "art." => Level::Article,
            "sectie" | "section" => Level::Section,
            "§" => Level::Sign,
            "bijlage" | "annex" => Level::Annex,
            _ => return None,
        };
        let end = rest.find(['(', ' ']).unwrap_or(rest.len());
        let (label, rest) = rest.split_at_checked(end)?;
        let parts = match rest.strip_prefix('(') {
            Some(bracketed) => bracketed.strip_suffix(')')?.split(")(").collect(),
            None => dutch_parts(rest)?,
        };
        let sound = |part: &str| !part.is_empty() && !part.contains(['(', ')', ' ']);
        let parts: Vec<String> = parts
            .into_iter()
            .map(|part| sound(part).then(|| part.to_owned()))
            .collect::<Option<_>>()?;
        sound(label).then(|| Self { level, label: label.to_owned(), parts })
    }

    fn heading(&self, language: Language) -> String {
        let word = match self.level {
            Level::Article => language.pick("artikel", "article"),
            Level::Section => language.pick("sectie", "section"),
            Level::Sign => "§",
            Level::Annex => language.pick("bijlage", "annex"),
        };
        format!("{word} {}", self.label)
    }
}

/// The words for the first to the twentieth paragraph of a Dutch article.
pub const DUTCH_ORDINALS: [&str; 20] = [
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
];

/// The labels of ` lid 1 onder a`.
fn dutch_parts(text: &str) -> Option<Vec<&str>> {
    let (mut words, mut parts) = (text.split_whitespace(), Vec::new());
    while let Some(word) = words.next() {
        let label = words.next()?;
        let paragraph = label.starts_with(|first: char| first.is_ascii_digit());
        match word {
            "lid" if paragraph => parts.push(label),
            "onder" if !paragraph => parts.push(label),
            _ => return None,
        }
    }
    Some(parts)
}

fn dutch_paragraph(number: &str) -> String {
    let ordinal = number.parse::<usize>().ok().and_then(|n| DUTCH_ORDINALS.get(n.checked_sub(1)?));
    ordinal.map_or_else(|| format!(", lid {number}"), |ordinal| format!(", {ordinal} lid"))
}

/// A provision of a named law: the ground of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// The short name by which other laws cite it: `Wzt`.
    pub law: String,
    /// The place in it; `None` for the law as a whole (its definitions before the first heading).
    pub provision: Option<Provision>,
}

impl Citation {
    /// With the law's name: `artikel 2 Wzt`, `artikel 2, eerste lid, Wzt`; `article 2(1) HEGA`.
    #[must_use]
    pub fn cite(&self, language: Language) -> String {
        match &self.provision {
            None => self.law.clone(),
            Some(provision) => {
                let comma = language == Language::Dutch && !provision.parts.is_empty();
                let between = if comma { "," } else { "" };
                format!("{}{between} {}", provision.cite(language), self.law)
            }
        }
    }

    /// As in a margin: `art. 2 lid 1 Wzt`.
    #[must_use]
    pub fn cite_short(&self, language: Language) -> String {
        match &self.provision {
            None => self.law.clone(),
            Some(provision) => format!("{} {}", provision.cite_short(language), self.law),
        }
    }

    /// Within its own law the name is left out: `artikel 2, eerste lid`.
    #[must_use]
    pub fn cite_within(&self, law: &str, language: Language) -> String {
        match &self.provision {
            Some(provision) if self.law == law => provision.cite(language),
            _ => self.cite(language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(parts: &[&str]) -> Provision {
        Provision {
            level: Level::Article,
            label: "2".into(),
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        }
    }

    #[test]
    fn a_provision_is_cited_as_lawyers_do() {
        assert_eq!(place(&["1", "a"]).cite(Language::Dutch), "artikel 2, eerste lid, onderdeel a");
        assert_eq!(place(&["1a"]).cite(Language::Dutch), "artikel 2, lid 1a");
        assert_eq!(place(&["1", "a"]).cite(Language::English), "article 2(1)(a)");
        assert_eq!(place(&["1", "a"]).cite_short(Language::Dutch), "art. 2 lid 1 onder a");
    }

    #[test]
    fn a_short_citation_is_read_back() {
        let degree = Provision::new(Level::Annex, "8:12b");
        for provision in [place(&[]), place(&["1a", "a"]), place(&["a", "i"]), degree] {
            for language in [Language::Dutch, Language::English] {
                let short = provision.cite_short(language);
                assert_eq!(Provision::parse_short(&short), Some(provision.clone()), "{short}");
            }
        }
        for wrong in
            ["", "art. ", "art. 2 lid", "art. 2()", "art. 2(1", "hoofdstuk 2", "art. 2 onder 1"]
        {
            assert_eq!(Provision::parse_short(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_article_contains_its_paragraphs() {
        assert!(place(&[]).contains(&place(&["1"])));
        assert!(place(&["1"]).contains(&place(&["1", "a"])));
        assert!(!place(&["1"]).contains(&place(&["10"])));
    }
}
