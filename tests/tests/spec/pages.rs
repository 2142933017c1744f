//! The pages of the specification and of the findings, one test a heading.

use enact_source::Language;
use enact_tests::page::{self, Section};
use enact_tests::{diagnostic, places, section};
use libtest_mimic::{Failed, Trial};
use std::path::{Path, PathBuf};

/// The pages of `docs/` whose laws and cases run.
const MANUAL: [(&str, Language); 7] = [
    ("reference", Language::English),
    ("naslag", Language::Dutch),
    ("tutorial", Language::English),
    ("zelf-een-wet-schrijven", Language::Dutch),
    ("from-statute-phrase-to-construct", Language::English),
    ("van-wetswoord-naar-regel", Language::Dutch),
    ("verification", Language::English),
];

/// Every heading of `tests/spec`, of the corpus and of the manual with something to test.
pub fn specification() -> Vec<Trial> {
    let trials = pages().into_iter().flat_map(|(path, name, language)| {
        let tested = read(&path).into_iter().filter(section::is_test);
        tested
            .map(|found| {
                let title = format!("{name}: {}", found.title);
                let path = path.clone();
                Trial::test(title, move || {
                    section::check(&found, language).map_err(|failures| {
                        Failed::from(format!(
                            "{}\n{}",
                            path.display(),
                            failures.messages.join("\n")
                        ))
                    })
                })
            })
            .collect::<Vec<_>>()
    });
    trials.collect()
}

/// Rewrites what the pages of `tests/spec` tell to what follows, from the bottom of each page.
///
/// # Errors
/// When a page cannot be written.
pub fn follow() -> std::io::Result<()> {
    for (path, _, language) in pages() {
        let mut text = std::fs::read_to_string(&path).unwrap_or_default();
        let failures = page::read(&text)
            .iter()
            .filter(|found| section::is_test(found))
            .filter_map(|found| section::check(found, language).err())
            .collect::<Vec<_>>();
        let mut mended: Vec<_> =
            failures.into_iter().flat_map(|failures| failures.mended).collect();
        mended.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        for (place, told) in mended {
            text.replace_range(place, &told);
        }
        std::fs::write(&path, text)?;
    }
    Ok(())
}

/// Every `Wrong` and `Mended` of `docs/diagnostics`.
pub fn diagnostics() -> Vec<Trial> {
    let folder = places::root().join("docs/diagnostics");
    let mut trials = Vec::new();
    for path in places::files(&folder, ".md") {
        let code = stem(&path);
        if code == "README" {
            continue;
        }
        for found in read(&path) {
            let Some((wrong, language)) = diagnostic::half(&found.title) else { continue };
            let title = format!("docs/diagnostics/{code}: {}", found.title);
            let code = code.clone();
            trials.push(Trial::test(title, move || {
                diagnostic::check(&found, wrong, &code, language).map_err(Failed::from)
            }));
        }
    }
    trials
}

/// The pages of a folder of `tests`, with their names and languages.
pub fn within(folder: &str) -> Vec<(PathBuf, String, Language)> {
    let root = places::root().join("tests").join(folder);
    let languages = [("nl", Language::Dutch), ("en", Language::English)];
    let of = |(code, language): (&str, Language)| {
        let named = |path: PathBuf| {
            let name = format!("{folder}/{code}/{}", stem(&path));
            (path, name, language)
        };
        places::files(&root.join(code), ".md").into_iter().map(named).collect::<Vec<_>>()
    };
    languages.into_iter().flat_map(of).collect()
}

/// The pages of the specification, of the corpus and of the manual, with their names and
/// languages.
fn pages() -> Vec<(PathBuf, String, Language)> {
    let manual = MANUAL.into_iter().map(|(name, language)| {
        let path = places::root().join(format!("docs/{name}.md"));
        (path, format!("docs/{name}"), language)
    });
    ["spec", "corpus/bad", "corpus/good"].into_iter().flat_map(within).chain(manual).collect()
}

/// The sections of a page.
pub fn read(path: &Path) -> Vec<Section> {
    page::read(&std::fs::read_to_string(path).unwrap_or_default())
}

/// The name of a page.
pub fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
