//! `enact explain`: the page of a code, as it stands in the manual.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::Explain;
use enact_source::{Language, nearest};

/// The pages by code, in order.
const PAGES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// The headings of the parts of a page that are in one language.
const DUTCH: [&str; 2] = ["## Fout", "## Hersteld"];
const ENGLISH: [&str; 2] = ["## Wrong", "## Mended"];

/// Prints a page, or the list of all. Without a language asked for, a page is shown whole.
///
/// # Errors
/// That the code has no page.
pub fn run(arguments: &Explain) -> Result<Answer, Refusal> {
    let language = spoken(arguments.lang);
    let Some(code) = arguments.code.as_ref().filter(|_| !arguments.list) else {
        let line = |(code, page): &(&str, &str)| {
            format!("{code}  {}\n", first_sentence(&in_language(page, language)))
        };
        return Ok(Answer { text: PAGES.iter().map(line).collect(), exit: 0 });
    };
    let wanted = code.to_uppercase();
    let Some((_, page)) = PAGES.iter().find(|(name, _)| *name == wanted) else {
        return Err(unknown(code, language));
    };
    let page = match arguments.lang {
        Some(language) => in_language(page, language),
        None => (*page).to_owned(),
    };
    Ok(Answer { text: format!("{}\n", page.trim_end()), exit: 0 })
}

fn unknown(code: &str, language: Language) -> Refusal {
    let finding = finding("E0614").with("code", code);
    let finding = match nearest(code, PAGES.iter().map(|(name, _)| *name)) {
        Some(nearest) => finding.with("nearest", nearest).advising("help-nearest"),
        None => finding.with("nearest", ""),
    };
    Refusal::command(&finding, language)
}

/// The heading, the paragraph and the laws in `language`. A page opens with a paragraph in
/// English and one in Dutch; laws that it has in one language only are kept.
fn in_language(page: &str, language: Language) -> String {
    let parts = parts(page);
    let (own, other) = match language {
        Language::Dutch => (DUTCH, ENGLISH),
        Language::English => (ENGLISH, DUTCH),
    };
    let begins = |part: &str, headings: [&str; 2]| {
        headings.iter().any(|heading| part.lines().next() == Some(heading))
    };
    let bilingual = parts.iter().any(|part| begins(part, own));
    let mut kept = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        if place == 0 {
            kept.push(opening(part, language));
        } else if !(bilingual && begins(part, other)) {
            kept.push(part.trim_end().to_owned());
        }
    }
    kept.join("\n\n")
}

/// The heading and the one paragraph in `language`.
fn opening(part: &str, language: Language) -> String {
    let paragraphs: Vec<&str> =
        part.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect();
    match (paragraphs.as_slice(), language) {
        ([heading, english, _, ..], Language::English) => format!("{heading}\n\n{english}"),
        ([heading, _, dutch, ..], Language::Dutch) => format!("{heading}\n\n{dutch}"),
        _ => part.trim().to_owned(),
    }
}

/// The page cut at its second-level headings; those within a law are not its own.
fn parts(page: &str) -> Vec<String> {
    let (mut parts, mut fence) = (vec![String::new()], None);
    for line in page.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            None if ticks >= 3 => fence = Some(ticks),
            Some(open) if ticks >= open && ticks == line.len() => fence = None,
            None if line.starts_with("## ") => parts.push(String::new()),
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push_str(line);
            part.push('\n');
        }
    }
    parts
}

/// The first sentence behind the heading, on one line.
fn first_sentence(page: &str) -> String {
    let paragraph = page.split("\n\n").nth(1).unwrap_or("").replace('\n', " ");
    let end = paragraph.find(". ").map_or(paragraph.trim_end_matches('.').len(), |at| at);
    paragraph.get(..end).unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# E0999\n\nIt is wrong. Mend\nit.\n\nHet is fout.\n\n## Wrong\n\n````law\n## Article 1\n```enact\n```\n````\n\n## Fout\n\n````law\n## Artikel 1\n````\n";

    #[test]
    fn a_page_is_shown_in_one_language() {
        let dutch = in_language(PAGE, Language::Dutch);
        assert_eq!(dutch, "# E0999\n\nHet is fout.\n\n## Fout\n\n````law\n## Artikel 1\n````");
        let english = in_language(PAGE, Language::English);
        assert!(english.starts_with("# E0999\n\nIt is wrong. Mend\nit.\n\n## Wrong"));
        assert!(english.contains("## Article 1") && !english.contains("Fout"));
        assert_eq!(first_sentence(&english), "It is wrong");
        assert_eq!(first_sentence(&dutch), "Het is fout");
    }
}
