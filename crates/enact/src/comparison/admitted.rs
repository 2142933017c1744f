//! Cases that only one of the versions accepts.

use super::{Means, Two};
use crate::verification::{self, CaseTold};
use crate::{case, written};
use enact_model::Program;
use enact_model::program::{Expr, Fact, Scale, Type};
use enact_source::Language;
use enact_source::messages::phrase;
use enact_value::Value;
use enact_verify::OnlyOne;
use serde::Serialize;
use serde_json::Value as Json;

/// What only one of the versions accepts: of both nothing can be compared there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Admitted {
    /// The version that accepts it: `before` or `after`.
    pub by: &'static str,
    /// The fact; absent for an assumption.
    pub fact: Option<String>,
    /// Where the fact or the assumption stands in the version that does not accept it.
    pub provision: String,
    /// In a sentence, with an example.
    pub told: String,
    /// Of an assumption, such a case.
    pub case: Option<Json>,
    /// The day of that case.
    pub on: Option<String>,
}

/// Facts first, in order of the text, then assumptions.
pub(super) fn all(two: &Two<'_>, means: &Means<'_>) -> Vec<Admitted> {
    let found = verification::accepted_by_one(&two.versions, means.patience);
    let language = means.language;
    let told = found.into_iter().filter_map(|one| match one {
        OnlyOne::Fact { before, after, later } => {
            let (earlier, new) = (two.before.program(), two.after.program());
            let (one, other) = ((earlier, &earlier.facts[before]), (new, &new.facts[after]));
            let (by, wide, narrow) =
                if later { ("after", other, one) } else { ("before", one, other) };
            let example = example(wide, narrow, language)?;
            let (wide, narrow) = (wide.1, narrow.1);
            let provision = narrow.ground.cite(language);
            let words = [
                ("name", wide.name.replace('-', " ").into()),
                ("provision", provision.clone().into()),
                ("example", example.into()),
            ];
            let told = phrase(language, &format!("diff-only-fact-{by}"), &words);
            Some(Admitted {
                by,
                fact: Some(wide.name.clone()),
                provision,
                told,
                case: None,
                on: None,
            })
        }
        OnlyOne::Case { assumption, later, case, on } => {
            let (by, accepts, refuses) = if later {
                ("after", two.after, two.before)
            } else {
                ("before", two.before, two.after)
            };
            let assumed = refuses.program().assumptions.get(assumption)?;
            // What is assumed of a fact that the other does not have is no limit to its cases.
            if !two.both_have(&assumed.condition, !later) {
                return None;
            }
            let provision = assumed.ground.cite(language);
            let told = CaseTold { program: accepts.program(), case: &case, on, language };
            let words = [("provision", provision.clone().into()), ("case", told.words().into())];
            let told = phrase(language, &format!("diff-only-case-{by}"), &words);
            let case = Some(case::to_json(accepts.program(), &case));
            Some(Admitted { by, fact: None, provision, told, case, on: Some(written::iso(on)) })
        }
    });
    told.collect()
}

impl Two<'_> {
    /// Whether both versions have every fact that the condition of one of them, the later one when
    /// `later`, reads.
    fn both_have(&self, condition: &Expr, later: bool) -> bool {
        let known = &self.pairing.facts;
        let mut both = true;
        condition.visit(&mut |part: &Expr| {
            both &= part.facts_read().into_iter().all(|fact| match later {
                true => known.contains_key(&fact),
                false => known.values().any(|earlier| *earlier == fact),
            });
        });
        both
    }
}

/// Something that the one fact can be and the other cannot.
fn example(
    (one, wide): (&Program, &Fact),
    (other, narrow): (&Program, &Fact),
    language: Language,
) -> Option<String> {
    let words = |value: Value| written::words(&value, wide.ty, wide.scale, language);
    if wide.optional && !narrow.optional {
        return Some(words(Value::Absent));
    }
    if let (Type::Choice(choice), Type::Choice(known)) = (wide.ty, narrow.ty) {
        let known = &other.choices[known].options;
        let mut options = one.choices[choice].options.iter();
        let option = options.find(|option| !known.contains(option))?;
        return Some(words(Value::Text(option.clone())));
    }
    if let (Some(wide), Some(_)) = (wide.list, narrow.list) {
        return Some(wide.most.to_string());
    }
    beyond(wide.scale, narrow.scale).map(|units| words(Value::Number(units)))
}

/// The first number of the wide scale that the narrow one does not have: beyond its ends, or
/// between two of its numbers.
fn beyond(wide: Scale, narrow: Scale) -> Option<i128> {
    let (Scale::Fixed { denominator, range }, Scale::Fixed { denominator: other, range: known }) =
        (wide, narrow)
    else {
        return None;
    };
    let end = |units: i128| units.checked_mul(denominator).map(|units| units.div_euclid(other));
    let above = end(known.high)?.checked_add(1)?;
    let below = end(known.low.checked_neg()?)?.checked_neg()?.checked_sub(1)?;
    let ends = [above, below].into_iter().find(|units| range.contains(*units));
    ends.or((denominator > other).then_some(1))
}
