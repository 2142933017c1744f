//! `enact weave` and `enact check --against`: the official text comes in whole, and changes show.

use crate::command::{Outcome, Place};
use std::fs;
use std::path::Path;

const LAW: &str = include_str!("../../../../tests/official/marktkramenwet.law.md");
const TEXT: &str = include_str!("../../../../tests/official/marktkramenwet-2025.xml");
const NEXT: &str = include_str!("../../../../tests/official/marktkramenwet-2026.xml");
const STALLS: &str = include_str!("../../../../tests/official/stalls-act.law.md");
const STALLS_TEXT: &str = include_str!("../../../../tests/official/stalls-act.akn.xml");

fn place() -> Place {
    Place::with(&[
        ("mkw.law.md", LAW),
        ("2025.xml", TEXT),
        ("2026.xml", NEXT),
        ("stalls.law.md", STALLS),
        ("stalls.xml", STALLS_TEXT),
    ])
}

/// A folder in which the text of 2025 is woven in.
fn woven() -> Place {
    let place = place();
    let outcome = place.run(&["weave", "mkw.law.md", "2025.xml"]);
    assert_eq!((outcome.exit, outcome.err.as_str()), (0, ""));
    place
}

fn said(outcome: &Outcome) -> String {
    format!("exit {}\n{}{}", outcome.exit, outcome.out, outcome.err)
}

#[test]
fn the_official_words_take_the_place_of_the_restatement() {
    let place = place();
    let outcome = place.run(&["weave", "mkw.law.md", "2025.xml"]);
    insta::assert_snapshot!(format!("{}\n{}", said(&outcome), place.read("mkw.law.md")));
    let checked = place.run(&["check", "mkw.law.md", "--against", "2025.xml"]);
    assert_eq!(checked.out, "1 wet, 5 regels, 1 voorbeeld: geen fouten, geen waarschuwingen\n");
    assert_eq!(place.run(&["test", "mkw.law.md"]).exit, 0);
    assert_eq!(place.run(&["fmt", "--check", "mkw.law.md"]).exit, 0);
}

#[test]
fn weaving_twice_changes_nothing() {
    for all in [false, true] {
        let place = place();
        let arguments = |rest: &[&'static str]| {
            let all = all.then_some("--all");
            [&["weave", "mkw.law.md", "2025.xml"][..], all.as_slice(), rest].concat()
        };
        place.run(&arguments(&[]));
        let once = place.read("mkw.law.md");
        insta::allow_duplicates! {
            let again = place.run(&arguments(&["--lang", "en"])).out;
            let first = again.lines().next().unwrap();
            insta::assert_snapshot!(first, @"mkw.law.md has the text of BWBR9999901 of 2025-01-01; nothing changes");
        }
        assert_eq!(place.read("mkw.law.md"), once);
        assert_eq!(place.run(&["check", "mkw.law.md"]).exit, 0);
    }
}

#[test]
fn a_whole_act_grows_from_nothing_but_front_matter() {
    let place = place();
    place.write("new.law.md", "---\ntitle: Marktkramenwet\nlanguage: nl\n---\n# Marktkramenwet\n");
    let outcome = place.run(&["weave", "new.law.md", "2025.xml", "--all", "--lang", "en"]);
    insta::assert_snapshot!(format!("{}\n{}", said(&outcome), place.read("new.law.md")));
    assert_eq!(place.run(&["check", "new.law.md", "--against", "2025.xml"]).exit, 0);
}

#[test]
fn line_ends_stay_as_they_are() {
    let place = place();
    place.write("mkw.law.md", &LAW.replace('\n', "\r\n"));
    assert_eq!(place.run(&["weave", "mkw.law.md", "2025.xml"]).exit, 0);
    let text = place.read("mkw.law.md");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_eq!(text.replace("\r\n", "\n"), woven().read("mkw.law.md"));
    let again = place.run(&["weave", "mkw.law.md", "2025.xml"]);
    assert_eq!((again.exit, place.read("mkw.law.md")), (0, text));
}

#[test]
fn what_would_lose_its_provision_stops_everything() {
    let place = woven();
    let before = place.read("mkw.law.md");
    let noted = before.replace("2. Bij regen", "> Nog eens.\n\n2. Bij regen");
    place.write(
        "mkw.law.md",
        &noted.replace("## Artikel 4\n", "## Artikel 5\n\n> Was vervallen.\n\n## Artikel 4\n"),
    );
    let kept = place.read("mkw.law.md");
    let dutch = place.run(&["weave", "mkw.law.md", "2026.xml"]);
    let english = place.run(&["weave", "mkw.law.md", "2026.xml", "--lang", "en"]);
    insta::assert_snapshot!(format!("{}\n{}", said(&dutch), said(&english)));
    assert_eq!(place.read("mkw.law.md"), kept);
}

#[test]
fn a_newer_text_goes_in_once_the_code_has_its_place() {
    let place = woven();
    let law = place.read("mkw.law.md");
    let (before, behind) = law.split_once("## Artikel 4\n").unwrap();
    let (_, last) = behind.split_once("## Artikel 6\n").unwrap();
    place.write("mkw.law.md", &format!("{before}## Artikel 6\n{last}").replace("2. Bij", "3. Bij"));
    let outcome = place.run(&["weave", "mkw.law.md", "2026.xml", "--lang", "en"]);
    insta::assert_snapshot!(said(&outcome));
    let law = place.read("mkw.law.md");
    assert!(law.contains("\n3. Bij regen") && law.contains("minder dan € 85 heeft"), "{law}");
}

#[test]
fn nothing_is_written_on_a_dry_run_or_to_another_file() {
    let place = place();
    let dry = place.run(&["weave", "mkw.law.md", "2025.xml", "--dry-run", "--lang", "en"]);
    insta::assert_snapshot!(said(&dry));
    assert!(place.run(&["weave", "mkw.law.md", "2025.xml", "-o", "other.law.md"]).exit == 0);
    let printed = place.run(&["weave", "mkw.law.md", "2025.xml", "-o", "-"]).out;
    assert_eq!(printed, place.read("other.law.md"));
    assert_eq!(place.read("mkw.law.md"), LAW);
}

#[test]
fn a_changed_text_flags_what_rests_on_it() {
    let place = woven();
    let dutch = place.run(&["check", "mkw.law.md", "--against", "2026.xml"]);
    let english = place.run(&["check", "mkw.law.md", "--against", "2026.xml", "--lang", "en"]);
    assert_eq!((dutch.exit, english.exit), (0, 0));
    insta::assert_snapshot!(format!("{}\n{}", dutch.out, english.out));
}

#[test]
fn a_restatement_can_be_held_against_the_text_too() {
    let place = place();
    let outcome = place.run(&["check", "mkw.law.md", "--against", "2025.xml", "--lang", "en"]);
    insta::assert_snapshot!(outcome.out);
    let marked = place.run(&["weave", "mkw.law.md", "2025.xml", "--fingerprints-only"]);
    insta::assert_snapshot!(said(&marked), @r"
    exit 0
    mkw.law.md: de lopende tekst blijft, met de vingerafdrukken van de tekst van BWBR9999901 van 2025-01-01
    ");
    let law = place.read("mkw.law.md");
    let body = |text: &str| text.split_once("\n---\n").unwrap().1.to_owned();
    assert_eq!(body(&law), body(LAW));
    assert!(law.contains("tekst: weergave  # in eigen woorden"));
    let same = place.run(&["check", "mkw.law.md", "--against", "2025.xml"]);
    assert_eq!(same.out, "1 wet, 5 regels, 1 voorbeeld: geen fouten, geen waarschuwingen\n");
    let other = place.run(&["check", "mkw.law.md", "--against", "2026.xml"]);
    assert_eq!(other.out.matches("\nW09").count() + 1, 4, "{}", other.out);
}

#[test]
fn an_edited_official_text_is_an_error() {
    let place = woven();
    let law = place.read("mkw.law.md");
    place.write("mkw.law.md", &law.replace("minder dan € 80 heeft", "minder dan € 90 heeft"));
    let dutch = place.run(&["check", "mkw.law.md"]);
    let english = place.run(&["check", "mkw.law.md", "--lang", "en"]);
    assert_eq!((dutch.exit, english.exit), (1, 1));
    insta::assert_snapshot!(format!("{}\n{}", dutch.out, english.out));
}

#[test]
fn an_amended_official_text_is_a_draft() {
    let place = woven();
    place.write(
        "b.bill.md",
        "---\ntitel: Wijziging\ntaal: nl\n---\n## Artikel I\n\nDe Mkw wordt als volgt gewijzigd:\n\n\
         In artikel 2, eerste lid, wordt \"€ 80\" vervangen door \"€ 85\".\n",
    );
    let outcome = place.run(&["amend", "mkw.law.md", "b.bill.md", "-o", "later"]);
    assert_eq!(outcome.exit, 0, "{}", said(&outcome));
    let law = place.read("later/mkw.law.md");
    assert!(law.contains("\ntekst: ontwerp\nofficieel: BWBR9999901 2025-01-01"), "{law}");
    assert_eq!(place.run(&["check", "later/mkw.law.md"]).exit, 0);
}

#[test]
fn an_act_in_akoma_ntoso() {
    let place = place();
    let outcome = place.run(&["weave", "stalls.law.md", "stalls.xml", "--all"]);
    insta::assert_snapshot!(format!("{}\n{}", said(&outcome), place.read("stalls.law.md")));
    let checked = place.run(&["check", "stalls.law.md", "--against", "stalls.xml"]);
    assert_eq!((checked.exit, checked.out.contains("no warnings")), (0, true), "{}", checked.out);
}

#[test]
fn another_text_is_refused() {
    let place = place();
    place.write("x.xml", "<toestand><a></toestand>");
    place.write(
        "y.xml",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><toestand>&b;</toestand>",
    );
    let mut all = String::new();
    for arguments in [
        ["weave", "mkw.law.md", "stalls.xml"].as_slice(),
        &["weave", "mkw.law.md", "stalls.xml", "--lang", "nl"],
        &["weave", "mkw.law.md", "x.xml"],
        &["weave", "mkw.law.md", "y.xml", "--lang", "nl"],
        &["weave", "mkw.law.md", "mkw.law.md"],
        &["weave", "2025.xml", "2025.xml"],
        &["check", "mkw.law.md", "--against", "stalls.xml"],
        &["check", "mkw.law.md", "--against", "none.xml", "--lang", "nl"],
    ] {
        let outcome = place.run(arguments);
        assert_eq!((outcome.exit, outcome.out.as_str()), (2, ""));
        all.push_str(&outcome.err);
    }
    insta::assert_snapshot!(all);
}

/// The Healthcare Allowance Act in `z`, and its text as `text.xml`, where that is at hand beside the
/// repository.
#[allow(clippy::print_stdout, reason = "who runs the tests is told what was skipped")]
fn healthcare_allowance() -> Option<(Place, String)> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = home.join("../shared/lawtexts/BWBR0018451-2025-01-01.xml");
    let Ok(xml) = fs::read_to_string(&text) else {
        println!("skipped: no text at ../shared/lawtexts/BWBR0018451-2025-01-01.xml");
        return None;
    };
    let place = Place::with(&[("text.xml", &xml)]);
    let folder = home.join("rules/nl/zorgtoeslag/versions/2025");
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let name = path.file_name().unwrap().to_str().unwrap();
            place.write(&format!("z/{name}"), &fs::read_to_string(&path).unwrap());
        }
    }
    Some((place, xml))
}

/// The restatement in this repository keeps the fingerprints of the text that it restates.
#[test]
fn the_restated_act_is_known_to_follow_its_text() {
    let Some((place, xml)) = healthcare_allowance() else { return };
    let law = place.read("z/wzt.law.md");
    assert!(law.contains("text: restated\nofficial: BWBR0018451 2025-01-01\nfingerprints:\n"));
    let against = |text: &str| place.run(&["check", "z", "--against", text, "--format", "github"]);
    assert!(!against("text.xml").out.contains("W09"), "{}", against("text.xml").out);
    place.write("later.xml", &xml.replace("4,273%", "4,289%"));
    let later = against("later.xml").out;
    assert_eq!((later.matches("W0911").count(), later.matches("W09").count()), (1, 1), "{later}");
    place.run(&["weave", "z/wzt.law.md", "text.xml", "--fingerprints-only"]);
    assert_eq!(place.read("z/wzt.law.md"), law);
}

/// The real thing.
#[test]
fn the_healthcare_allowance_act_with_its_own_words() {
    let Some((place, xml)) = healthcare_allowance() else { return };
    let before = outline(&place.read("z/wzt.law.md"));
    let outcome = place.run(&["weave", "z/wzt.law.md", "text.xml"]);
    assert_eq!(outcome.exit, 0, "{}", said(&outcome));
    let law = place.read("z/wzt.law.md");
    assert_eq!(outline(&law), before);
    assert!(law.contains("text: official\nofficial: BWBR0018451 2025-01-01\n"));
    let checked = place.run(&["check", "z", "--against", "text.xml"]);
    assert!(checked.out.ends_with("geen fouten, geen waarschuwingen\n"), "{}", checked.out);
    assert_eq!(place.run(&["test", "z"]).exit, 0);
    place.run(&["weave", "z/wzt.law.md", "text.xml"]);
    assert_eq!(place.read("z/wzt.law.md"), law);
    place.write("later.xml", &xml.replace("4,273%", "4,289%"));
    let later = place.run(&["check", "z", "--against", "later.xml", "--format", "github"]).out;
    assert_eq!(later.matches("W0911").count(), 1, "{later}");
}

/// The provisions of a law in order, and of each block the one it stands in.
fn outline(law: &str) -> (Vec<String>, Vec<String>) {
    use enact_source::{FileId, Language, Provision, Source};
    let document = enact_syntax::parse(FileId(0), &Source::new("", law)).document;
    let short = |provision: &Provision| provision.cite_short(Language::Dutch);
    let blocks = document.blocks.iter().filter_map(|block| block.provision.as_ref());
    (
        document.outline.iter().map(|one| short(&one.provision)).collect(),
        blocks.map(short).collect(),
    )
}
