//! A page as its author wrote it: headings, and the fences below them.

use std::ops::Range;

/// A fenced block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// The words behind the opening backticks: `law`, `law bare`, `case`, …
    pub info: String,
    /// What stands between the backticks.
    pub text: String,
    /// The same, as bytes of the page.
    pub place: Range<usize>,
    /// The line on which the text begins, from 1.
    pub line: usize,
}

impl Fence {
    /// The first word of the information string.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.info.split_whitespace().next().unwrap_or("")
    }
}

/// Opens the next part of the law that grows on this page.
const NEXT: &str = "law next";

/// Opens a part that is only tried: the headings below go on without it.
const TRY: &str = "law try";

impl Fence {
    /// Whether the law in it continues the law of the headings before.
    fn grows(&self) -> bool {
        [NEXT, TRY].contains(&self.info.as_str())
    }
}

/// The whole law up to and including `part`.
fn grown(before: Option<&Fence>, part: Fence) -> Fence {
    let Some(before) = before else { return part };
    let lines = before.text.lines().count();
    let text = format!("{}{}", before.text, part.text);
    Fence { text, line: part.line.saturating_sub(lines), ..part }
}

/// A heading with what stands below it, up to the next heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading, with those above it up to the page's title: `Rounding: to cents`.
    pub title: String,
    /// The laws of the headings above it, and the law that grows on the page.
    pub inherited: Vec<Fence>,
    /// Its own fences, in order.
    pub fences: Vec<Fence>,
}

impl Section {
    /// All laws that count here: inherited, then its own.
    pub fn laws(&self) -> impl Iterator<Item = &Fence> {
        self.inherited.iter().chain(self.of_kind("law"))
    }

    /// Its own fences of this kind.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Fence> {
        self.fences.iter().filter(move |fence| fence.kind() == kind)
    }
}

/// Takes `text` apart. Headings inside fences are no headings; the first section is the page's
/// title, or what stands before any heading.
#[must_use]
pub fn read(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut above: Vec<(usize, String, usize)> = Vec::new();
    let mut growing: Option<Fence> = None;
    let mut lines = Lines::of(text);
    while let Some((_, line)) = lines.next() {
        if let Some(fence) = lines.fence(line) {
            if let Some(section) = sections.last_mut() {
                let grows = fence.grows();
                let fence = if grows { grown(growing.as_ref(), fence) } else { fence };
                if grows {
                    section.inherited.retain(|known| !known.grows());
                    section.fences.retain(|known| !known.grows());
                }
                if fence.info == NEXT {
                    growing = Some(fence.clone());
                }
                section.fences.push(fence);
            }
        } else if let Some((level, title)) = heading(line) {
            above.retain(|(higher, _, _)| *higher < level);
            let parents = above.iter().filter(|(higher, _, _)| *higher > 1);
            let names = parents.map(|(_, name, _)| name.as_str()).chain([title]);
            let full = names.collect::<Vec<_>>().join(": ");
            let laws = above.iter().flat_map(|(_, _, at)| sections[*at].of_kind("law").cloned());
            let whole = laws.filter(|law| !law.grows());
            let inherited = whole.chain(growing.clone()).collect();
            above.push((level, title.to_owned(), sections.len()));
            sections.push(Section { title: full, inherited, fences: Vec::new() });
        }
    }
    sections
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    (level > 0 && title.starts_with(' ')).then(|| (level, title.trim()))
}

/// The lines of a text with the bytes at which they begin.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl<'t> Lines<'t> {
    const fn of(text: &'t str) -> Self {
        Self { text, at: 0, line: 0 }
    }

    fn next(&mut self) -> Option<(usize, &'t str)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        self.at += length;
        self.line += 1;
        Some((start, rest.get(..length)?.trim_end()))
    }

    /// The fence that `line` opens, read to its end.
    fn fence(&mut self, line: &str) -> Option<Fence> {
        let info = line.trim_start_matches('`');
        let ticks = line.len() - info.len();
        if ticks < 3 || info.contains('`') {
            return None;
        }
        let (start, first) = (self.at, self.line + 1);
        let mut end = start;
        while let Some((at, line)) = self.next() {
            end = at;
            let closes = line.len() >= ticks && line.chars().all(|sign| sign == '`');
            if closes {
                break;
            }
            end = self.at;
        }
        let text = self.text.get(start..end).unwrap_or("").to_owned();
        Some(Fence { info: info.trim().to_owned(), text, place: start..end, line: first })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_its_headings_and_fences() {
        let page = "# T\n\n## A\n````law\n### Art\n```enact\nx\n```\n````\ntext\n### B\n```case\non: 1\n```\n";
        let sections = read(page);
        let titles: Vec<&str> = sections.iter().map(|section| section.title.as_str()).collect();
        assert_eq!(titles, ["", "T", "A", "A: B"]);
        assert_eq!(sections[3].inherited.len(), 1);
        let law = &sections[2].fences[0];
        assert_eq!((law.kind(), law.line), ("law", 5));
        assert_eq!(law.text, "### Art\n```enact\nx\n```\n");
        assert_eq!(&page[law.place.clone()], law.text);
        assert_eq!(sections[3].fences[0].text, "on: 1\n");
    }

    #[test]
    fn a_law_grows_from_heading_to_heading() {
        let page = "## A\n```law next\na\n```\n## B\n```law try\nslip\n```\n## C\n```law next\nb\n```\n## D\n";
        let laws = |section: &Section| section.laws().map(|law| law.text.clone()).collect();
        let grown: Vec<Vec<String>> = read(page).iter().skip(1).map(laws).collect();
        assert_eq!(grown, [["a\n"], ["a\nslip\n"], ["a\nb\n"], ["a\nb\n"]]);
    }
}
