//! The table of changes: what each provision was beside what it becomes, to be put in an
//! explanatory memorandum.

use crate::page::{Frame, Section, sentence};
use enact::comparison::table::{Row, Table};
use enact::comparison::{Piece, text};
use enact_source::Language;
use enact_source::messages::phrase;
use maud::{Markup, html};

const STYLE: &str = include_str!("page.css");

/// The table as Markdown. What goes and what comes is marked as HTML, which every reader of
/// Markdown shows.
pub fn markdown(table: &Table, language: Language) -> String {
    let say = |id: &str| phrase(language, id, &[]);
    let mut page = format!("# {}\n", title(table, language));
    for rows in table.rows.chunk_by(|one, next| one.law == next.law) {
        let law = rows.first().map(|row| row.law.as_str()).unwrap_or_default();
        page.push_str(&format!(
            "\n## {law}\n\n| {} | {} |\n| --- | --- |\n",
            say("diff-page-before"),
            say("diff-page-after")
        ));
        for row in rows {
            let cells = [("removed", &row.before), ("inserted", &row.after)]
                .map(|(mark, address)| cell(row, mark, address.as_deref()));
            page.push_str(&format!("| {} | {} |\n", cells[0], cells[1]));
        }
    }
    if table.rows.is_empty() {
        page.push_str(&format!("\n{}\n", say("diff-none")));
    }
    page
}

/// One side of a row, in one line.
fn cell(row: &Row, mark: &str, address: Option<&str>) -> String {
    let Some(address) = address else { return String::new() };
    let mut parts = vec![format!("**{address}**")];
    let text = marked(&row.text, mark);
    parts.extend(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
    let rules = marked(&row.rules, mark);
    parts.extend(rules.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        let words = line.trim_start();
        let space = "&nbsp;".repeat(line.len() - words.len());
        format!("<code>{space}{words}</code>")
    }));
    parts.join("<br>").replace('|', "\\|")
}

/// The words of one side, each line with marks of its own.
fn marked(pieces: &[Piece], mark: &str) -> String {
    let element = if mark == "removed" { "del" } else { "ins" };
    let own = pieces.iter().filter(|piece| piece.is_in(mark));
    let told = own.map(|piece| {
        let words = piece.words.replace('&', "&amp;").replace('<', "&lt;").replace('*', "\\*");
        if piece.mark == "same" {
            return words;
        }
        let lines = words.split_inclusive('\n').map(|line| {
            let bare = line.trim();
            let at = line.len() - line.trim_start().len();
            let (before, after) = (&line[..at], &line[at + bare.len()..]);
            if bare.is_empty() {
                return line.to_owned();
            }
            format!("{before}<{element}>{bare}</{element}>{after}")
        });
        lines.collect()
    });
    told.collect()
}

/// The table as a page that stands alone.
pub fn page(table: &Table, language: Language) -> String {
    let laws = table.rows.chunk_by(|one, next| one.law == next.law).enumerate();
    let sections: Vec<Section> = laws
        .map(|(number, rows)| {
            let law = rows.first().map(|row| row.law.clone()).unwrap_or_default();
            let id = format!("law-{}", number + 1);
            Section::new(&id, law, both(&id, rows, language))
        })
        .collect();
    let (title, made) = (title(table, language), phrase(language, "diff-table-made", &[]));
    let lead = html! {
        @if sections.is_empty() { p.lead { (sentence(&phrase(language, "diff-none", &[]))) "." } }
    };
    Frame { title: &title, style: &[STYLE], lead, made: &made, language }.around(&sections)
}

fn title(table: &Table, language: Language) -> String {
    let versions = text::title(&table.before, &table.after, language);
    format!("{}: {versions}", phrase(language, "diff-table", &[]))
}

fn both(id: &str, rows: &[Row], language: Language) -> Markup {
    html! {
        div.wide role="region" tabindex="0" aria-labelledby=(id) {
            table.changes {
                thead { tr {
                    th scope="col" { (phrase(language, "diff-page-before", &[])) }
                    th scope="col" { (phrase(language, "diff-page-after", &[])) }
                } }
                @for row in rows {
                    tbody {
                        tr { th scope="rowgroup" colspan="2" { (text::placed(&row.law, [&row.before, &row.after], language)) } }
                        tr { td { (side(row, "removed")) } td { (side(row, "inserted")) } }
                    }
                }
            }
        }
    }
}

fn side(row: &Row, mark: &str) -> Markup {
    html! {
        @if row.text.iter().any(|piece| piece.is_in(mark)) { p { (words(&row.text, mark)) } }
        @if row.rules.iter().any(|piece| piece.is_in(mark)) { pre { (words(&row.rules, mark)) } }
    }
}

/// The words of one side: what goes is struck through, what comes is underlined.
pub fn words(pieces: &[Piece], mark: &str) -> Markup {
    html! {
        @for piece in pieces.iter().filter(|piece| piece.is_in(mark)) {
            @match piece.mark {
                "removed" => del { (piece.words) },
                "inserted" => ins { (piece.words) },
                _ => (piece.words),
            }
        }
    }
}
