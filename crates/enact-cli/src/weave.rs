//! `enact weave`: the official text in the place of the prose of a law.

use crate::answer::{Answer, Refusal, finding, spoken};
use crate::arguments::Weave;
use crate::{official, read, write};
use enact::official::Act;
use enact::weave::{Changes, mark, weave};
use enact_source::messages::phrase;
use enact_source::{Argument, Language, Provision, Sources};
use enact_syntax::tree::Header;
use std::path::Path;

/// Provisions that a line of the summary names.
const NAMED_MAX: usize = 20;

/// Weaves the text in, and says what became of the provisions. A law is replaced as a whole or not at
/// all.
///
/// # Errors
/// A file that could not be read or written, or what has no place in the official text.
pub fn run(arguments: &Weave) -> Result<Answer, Refusal> {
    let lang = arguments.display.lang;
    let act = official::act(&arguments.text, lang)?;
    let law = read::law(&arguments.law, lang)?;
    let mut sources = Sources::default();
    let file = sources.add(law.clone());
    let header = enact_syntax::frame(file, &law).header;
    if header.id.as_ref().is_some_and(|id| *id != act.id) {
        return Err(other_law(&arguments.text, &act, &header, lang));
    }
    let shown = arguments.display.shown(header.language);
    let woven = if arguments.fingerprints_only {
        mark(file, &law, &act)
    } else {
        weave(file, &law, &act, arguments.all)
    };
    let woven = woven.map_err(|findings| Refusal::findings(&findings, &sources, &shown))?;
    if arguments.output.as_deref() == Some(Path::new("-")) {
        return Ok(Answer { text: woven.text, exit: 0 });
    }
    let target = arguments.output.as_ref().unwrap_or(&arguments.law);
    let same = *law.text == woven.text;
    if !arguments.dry_run && (arguments.output.is_some() || !same) {
        write::whole(target, &woven.text)
            .map_err(|error| Refusal::unwritable(target, &error, lang))?;
    }
    let id = match (same, arguments.fingerprints_only, arguments.dry_run) {
        (true, _, _) => "weave-nothing",
        (false, true, _) => "weave-marked",
        (false, false, true) => "weave-would",
        (false, false, false) => "weave-done",
    };
    let told = Told { language: shown.language, header: &header, act: &act };
    if arguments.fingerprints_only {
        return Ok(Answer { text: told.first_line(id, target), exit: 0 });
    }
    Ok(Answer { text: told.summary(id, target, &woven.changes), exit: 0 })
}

/// The text of another law than the one that was named.
fn other_law(path: &Path, act: &Act, header: &Header, lang: Option<Language>) -> Refusal {
    let finding = finding("E0642")
        .with("path", path.display().to_string())
        .with("id", act.id.as_str())
        .with("known", header.id.clone().unwrap_or_default());
    Refusal::command(&finding, spoken(lang.or(Some(header.language))))
}

struct Told<'a> {
    language: Language,
    header: &'a Header,
    act: &'a Act,
}

impl Told<'_> {
    fn summary(&self, id: &str, target: &Path, changes: &Changes) -> String {
        let on = enact::written::iso(self.act.on);
        let mut text = self.first_line(id, target);
        let mut line = |id: &str, words: &[(&'static str, Argument)]| {
            text.push_str(&format!("  {}\n", phrase(self.language, id, words)));
        };
        let count = changes.replaced.len() + changes.same;
        if changes.first && count > 0 {
            line("weave-first", &[("count", count.into())]);
        } else if !changes.first && !changes.replaced.is_empty() {
            line("weave-replaced", &[("list", self.list(&changes.replaced))]);
        }
        for (id, provisions) in [
            ("weave-added", &changes.added),
            ("weave-removed", &changes.removed),
            ("weave-absent", &changes.absent),
        ] {
            if !provisions.is_empty() {
                line(id, &[("list", self.list(provisions))]);
            }
        }
        if !changes.first && changes.same > 0 {
            line("weave-same", &[("count", changes.same.into())]);
        }
        line("weave-kept", &[("code", changes.code.into()), ("asides", changes.asides.into())]);
        if changes.first && changes.unplaced {
            line("weave-unplaced", &[]);
        }
        if let Some(from) = self.header.in_force.filter(|from| *from != self.act.on) {
            let words = [("on", on.into()), ("from", enact::written::iso(from).into())];
            line("weave-in-force", &words);
        }
        text
    }

    fn first_line(&self, id: &str, target: &Path) -> String {
        let about = [
            ("path", target.display().to_string().into()),
            ("id", self.act.id.as_str().into()),
            ("on", enact::written::iso(self.act.on).into()),
        ];
        format!("{}\n", phrase(self.language, id, &about))
    }

    fn list(&self, provisions: &[Provision]) -> Argument {
        let named = provisions.iter().take(NAMED_MAX);
        let mut names: Vec<String> = named.map(|one| one.cite_short(self.language)).collect();
        if provisions.len() > NAMED_MAX {
            let count = provisions.len() - NAMED_MAX;
            names.push(phrase(self.language, "weave-more", &[("count", count.into())]));
        }
        names.join("; ").into()
    }
}
