//! Figures and days that are a little off.

use super::{Finder, VariantKind, Written};
use crate::grammar::{Kind, Node};
use crate::lower::Lowering;
use enact_source::Language;
use enact_value::format;

impl Finder<'_> {
    /// The variants of a literal.
    pub(super) fn figure(&mut self, node: &Node) {
        let range = node.start..node.end;
        let words = self.written.of(node);
        let language = self.written.language;
        match node.kind {
            Kind::Amount | Kind::Percentage | Kind::Number | Kind::Count => {
                for other in near(words, language) {
                    self.instead(VariantKind::Figure, range.clone(), other);
                }
            }
            Kind::Date => {
                let Written { file, text, language, .. } = self.written;
                let Some(day) = Lowering::new(file, text, 0, language).date(node) else { return };
                for other in [1, -1].into_iter().filter_map(|days| day.add_days(days)) {
                    let written = match node.has(Kind::DateIso) {
                        true => format!("{other}"),
                        false => format::date(other, language),
                    };
                    self.instead(VariantKind::Date, range.clone(), written);
                }
            }
            Kind::Duration => self.unit(node),
            _ => {}
        }
    }

    /// Another unit of time.
    fn unit(&mut self, node: &Node) {
        let (Some(count), Some(unit)) = (node.get(Kind::Count), node.parts.last()) else { return };
        let one = self.written.of(count) == "1";
        let language = self.written.language;
        let months = match one {
            true => language.pick("maand", "month"),
            false => language.pick("maanden", "months"),
        };
        let days = match one {
            true => language.pick("dag", "day"),
            false => language.pick("dagen", "days"),
        };
        let other = match unit.kind {
            Kind::UnitYear | Kind::UnitDay => months,
            Kind::UnitMonth | Kind::UnitWeek => days,
            _ => return,
        };
        let told = node.start..node.end;
        self.within(VariantKind::Period, told, unit.start..unit.end, other.to_owned());
    }
}

/// The figure one more in its last place, and about a hundredth less; at least one.
fn near(words: &str, language: Language) -> Vec<String> {
    let Some(first) = words.find(|sign: char| sign.is_ascii_digit()) else { return Vec::new() };
    let behind = words.rfind(|sign: char| sign.is_ascii_digit()).map_or(first, |last| last + 1);
    let (Some(before), Some(figure), Some(after)) =
        (words.get(..first), words.get(first..behind), words.get(behind..))
    else {
        return Vec::new();
    };
    let (point, group) = match language {
        Language::Dutch => (',', '.'),
        Language::English => ('.', ','),
    };
    let decimals = figure.split_once(point).map_or(0, |(_, decimals)| decimals.len());
    let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
    let Ok(units) = digits.parse::<u64>() else { return Vec::new() };
    let less = units.checked_sub((units / 100).max(1));
    let written = |units: u64| {
        let group = figure.contains(group).then_some(group);
        format!("{before}{}{after}", plain(units, decimals, point, group))
    };
    units.checked_add(1).into_iter().chain(less).map(written).collect()
}

/// Units in their last place as a figure.
fn plain(units: u64, decimals: usize, point: char, group: Option<char>) -> String {
    let digits = format!("{units:0>width$}", width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    let mut figure = String::new();
    for (place, digit) in whole.chars().enumerate() {
        let behind = whole.len() - place;
        if let Some(group) = group
            && place > 0
            && behind.is_multiple_of(3)
        {
            figure.push(group);
        }
        figure.push(digit);
    }
    if decimals > 0 {
        figure.push(point);
        figure.push_str(rest);
    }
    figure
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_off_in_its_last_place_and_by_a_hundredth() {
        let (nl, en) = (Language::Dutch, Language::English);
        assert_eq!(near("€ 2.112", nl), ["€ 2.113", "€ 2.091"]);
        assert_eq!(near("€28,406.09", en), ["€28,406.10", "€28,122.03"]);
        assert_eq!(near("4,273%", nl), ["4,274%", "4,231%"]);
        assert_eq!(near("13,700%", nl), ["13,701%", "13,563%"]);
        assert_eq!(near("18", nl), ["19", "17"]);
        assert_eq!(near("€ 0", nl), ["€ 1"]);
        assert_eq!(near("0.05", en), ["0.06", "0.04"]);
        assert_eq!(near("€ 999.999", nl), ["€ 1.000.000", "€ 990.000"]);
    }
}
