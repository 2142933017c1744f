//! Amounts, numbers and days. Every part but a name or a figure stands in brackets, so that it
//! can stand anywhere.

use super::{About, Kind, Law, Phrase};

const AMOUNTS: [Phrase; 5] = [
    ["€ 0", "€0"],
    ["€ 1", "€1"],
    ["€ 12,50", "€12.50"],
    ["€ 999,99", "€999.99"],
    ["€ 1.000", "€1,000"],
];

const OF_A_PERSON: [Phrase; 6] = [
    ["loon", "wages"],
    ["winst", "profit"],
    ["(bonus of € 0 bij ontbreken)", "(bonus or €0 if absent)"],
    ["(loon van partner of € 0 bij ontbreken)", "(wages of partner or €0 if absent)"],
    ["(huur × 3 maanden)", "(rent × 3 months)"],
    ["(huur als per jaar × 1 jaar)", "(rent as per year × 1 year)"],
];

const OF_A_CHILD: [Phrase; 2] =
    [["verdiensten", "earnings"], ["(beurs of € 10 bij ontbreken)", "(grant or €10 if absent)"]];

const OF_A_PARENT: [Phrase; 2] = [
    ["loon van ouder", "wages of parent"],
    ["(bonus van ouder of € 0 bij ontbreken)", "(bonus of parent or €0 if absent)"],
];

impl Law {
    /// A name or a figure.
    fn plain_amount(&mut self, about: About) -> String {
        match self.tape.choose(6) {
            0 => self.pick(&AMOUNTS),
            1 => self.say(["grens", "threshold"], &[]),
            2 => match self.earlier(Kind::Amount, about) {
                Some(earlier) => earlier,
                None => self.pick(&AMOUNTS),
            },
            3 if about == About::Child => self.pick(&OF_A_PARENT),
            3 if about == About::Person => self.amount_of_partner(),
            3 | 4 if about != About::Child => self.pick(&OF_A_PERSON),
            _ if about == About::Person => self.pick(&OF_A_PERSON),
            _ => self.pick(&OF_A_CHILD),
        }
    }

    fn amount_of_partner(&mut self) -> String {
        match self.earlier(Kind::Amount, About::Person) {
            None => self.pick(&OF_A_PERSON),
            Some(name) => self.say(
                ["({} van partner of € 5 bij ontbreken)", "({} of partner or €5 if absent)"],
                &[&name],
            ),
        }
    }

    /// An amount.
    pub(super) fn amount(&mut self, about: About, depth: usize) -> String {
        if depth == 0 || self.tape.choose(4) == 0 {
            return self.plain_amount(about);
        }
        if self.tape.choose(4) == 0 {
            return self.special_amount(about, depth);
        }
        let one = self.amount(about, depth - 1);
        match self.tape.choose(10) {
            0 => self.with_another(["({} + {})"; 2], &one, about, depth),
            1 => self.with_another(["({} − {})"; 2], &one, about, depth),
            2 => {
                let part = self.pick(&[["4,273%", "4.273%"], ["50%"; 2], ["0,1%", "0.1%"]]);
                self.say(["({} van {})", "({} of {})"], &[&part, &one])
            }
            3 => {
                let by = [["2"; 2], ["0,5", "0.5"], ["deel", "share"]];
                let factor =
                    if self.tape.choose(3) == 0 { self.count(about, 1) } else { self.pick(&by) };
                self.say(["({} × {})"; 2], &[&one, &factor])
            }
            4 => {
                let divisor = self.pick(&[["3"; 2], ["12"; 2], ["7%"; 2], ["deel", "share"]]);
                self.say(["({} ÷ {})"; 2], &[&one, &divisor])
            }
            5 => {
                let words = [
                    ["(hoogste van ({}; {}))", "(highest of ({}; {}))"],
                    ["(laagste van ({}; {}))", "(lowest of ({}; {}))"],
                ][self.tape.choose(2)];
                self.with_another(words, &one, about, depth)
            }
            6 => {
                let words = [
                    ["({} doch ten hoogste {})", "({} but at most {})"],
                    ["({} doch ten minste {})", "({} but at least {})"],
                ][self.tape.choose(2)];
                self.with_another(words, &one, about, depth)
            }
            7 => {
                let words = ["({} voor zover boven {})", "({} in excess of {})"];
                self.with_another(words, &one, about, depth)
            }
            8 => self.say(["(− {})"; 2], &[&one]),
            _ => self.rounded(&one),
        }
    }

    fn with_another(&mut self, words: Phrase, one: &str, about: About, depth: usize) -> String {
        let other = self.amount(about, depth - 1);
        self.say(words, &[one, &other])
    }

    /// The amount, rounded in some way.
    pub(super) fn rounded(&mut self, amount: &str) -> String {
        let mode = self.pick(&[
            ["naar beneden afgerond", "rounded down"],
            ["naar boven afgerond", "rounded up"],
            ["rekenkundig afgerond", "rounded half up"],
            ["bankiers-afgerond", "rounded half even"],
        ]);
        let grain = self.pick(&[
            ["euro's", "euros"],
            ["centen", "cents"],
            ["een veelvoud van € 5", "a multiple of €5"],
        ]);
        self.say(["({} {} op {})", "({} {} to {})"], &[amount, &mode, &grain])
    }

    /// An amount through a scale, over a list, on another day, under a fiction, divided by
    /// something that only the case knows, or over the months of a year.
    fn special_amount(&mut self, about: About, depth: usize) -> String {
        let kind = self.tape.choose(7);
        if let (0 | 1, About::Person) = (kind, about) {
            return self.amount_over_children(depth);
        }
        let one = self.amount(about, depth - 1);
        match kind {
            2 => self.say(["({} door tarief)", "({} through scale)"], &[&one]),
            3 => self.say(
                [
                    "({} door tarief elke schijf naar beneden afgerond op euro's)",
                    "({} through scale each band rounded down to euros)",
                ],
                &[&one],
            ),
            4 => self.elsewhen(&one, about),
            5 => {
                let number = match about {
                    About::Person | About::Element => ["uren", "hours"],
                    About::Child => ["aantal kinderen van ouder", "number of children of parent"],
                };
                let number = self.say(number, &[]);
                let quotient = self.say(["({} ÷ ({} + 1))"; 2], &[&one, &number]);
                self.rounded(&quotient)
            }
            6 => {
                let day = self.day(about, 0);
                self.say(
                    [
                        "(som over maanden van ({}) voor iedere kalendermaand van {}, naar de \
                         toestand op de eerste dag)",
                        "(sum over months of ({}) for each calendar month of {}, as on its first \
                         day)",
                    ],
                    &[&one, &day],
                )
            }
            _ => self.supposing(&one, about),
        }
    }

    /// `what` on another day.
    pub(super) fn elsewhen(&mut self, what: &str, about: About) -> String {
        let day = match self.tape.choose(3) {
            0 => self.say(["2024-06-30"; 2], &[]),
            _ => self.day(about, 1),
        };
        self.say(["(({}) op ({}))", "(({}) on ({}))"], &[what, &day])
    }

    /// `what` as if something were otherwise.
    pub(super) fn supposing(&mut self, what: &str, about: About) -> String {
        let of_person = [
            ["gehuwd is nee", "married is no"],
            ["loon is € 100", "wages is €100"],
            ["uren is 12", "hours is 12"],
            ["status is samen", "status is paired"],
            ["geen partner", "no partner"],
            ["geen bonus", "no bonus"],
        ];
        let of_child = [
            ["scholier is ja", "pupil is yes"],
            ["verdiensten is € 30", "earnings is €30"],
            ["school is basis", "school is primary"],
            ["geen beurs", "no grant"],
        ];
        let fiction = match (about, self.earlier(Kind::Answer, about)) {
            (About::Person, Some(earlier)) if self.tape.choose(3) == 0 => {
                self.say(["{} is ja", "{} is yes"], &[&earlier])
            }
            (About::Person, _) => self.pick(&of_person),
            _ => self.pick(&of_child),
        };
        self.say(["(({}) als ware ({}))", "(({}) as if ({}))"], &[what, &fiction])
    }

    /// A whole number.
    pub(super) fn count(&mut self, about: About, depth: usize) -> String {
        match self.tape.choose(7) {
            0 => self.pick(&[["2"; 2], ["0"; 2], ["18"; 2], ["36"; 2]]),
            1 => match self.earlier(Kind::Count, about) {
                Some(earlier) => earlier,
                None => self.pick(&[["3"; 2]]),
            },
            2 if about == About::Child => self.rank(),
            2 if about == About::Person && depth > 0 => self.number_of_children(depth),
            3 if about == About::Person && depth > 0 => self.count_over_children(depth),
            4 => {
                let day = self.day(about, depth.min(1));
                let born = self.born(about);
                self.say(["(jaren tussen {} en {})", "(years between {} and {})"], &[&born, &day])
            }
            5 if depth > 0 => {
                let (one, other) = (self.count(about, 0), self.count(about, depth - 1));
                self.say(["({} + {})"; 2], &[&one, &other])
            }
            _ if about == About::Child => self.say(["uren van ouder", "hours of parent"], &[]),
            _ => self.say(["uren", "hours"], &[]),
        }
    }

    fn born(&self, about: About) -> String {
        match about {
            About::Person => self.say(["geboortedatum", "date-of-birth"], &[]),
            About::Child | About::Element => self.say(["geboren", "born"], &[]),
        }
    }

    /// A day.
    pub(super) fn day(&mut self, about: About, depth: usize) -> String {
        if depth == 0 || self.tape.choose(3) == 0 {
            return match self.tape.choose(5) {
                0 => self.say(["peildatum", "reference-date"], &[]),
                1 => match self.earlier(Kind::Day, about) {
                    Some(earlier) => earlier,
                    None => self.say(["2012-02-29"; 2], &[]),
                },
                2 if about != About::Child => self.say(
                    [
                        "(begindatum of peildatum bij ontbreken)",
                        "(start-date or reference-date if absent)",
                    ],
                    &[],
                ),
                2 => self.say(["geboortedatum van ouder", "date-of-birth of parent"], &[]),
                _ => self.born(about),
            };
        }
        let one = self.day(about, depth - 1);
        match self.tape.choose(7) {
            0 => self.say(["({} + 3 maanden)", "({} + 3 months)"], &[&one]),
            1 => self.say(["({} − 14 dagen)", "({} − 14 days)"], &[&one]),
            2 => self.say(["({} + meerderjarigheid)", "({} + majority)"], &[&one]),
            3 => self.say(
                ["(eerste dag van de maand na {})", "(first day of the month after {})"],
                &[&one],
            ),
            4 => self.say(
                ["(eerste dag van het jaar van {})", "(first day of the year of {})"],
                &[&one],
            ),
            5 => {
                let other = self.day(about, 0);
                self.say(["(hoogste van ({}; {}))", "(highest of ({}; {}))"], &[&one, &other])
            }
            _ => self.first_day(about),
        }
    }

    /// The first day on which something holds that will hold some day.
    fn first_day(&mut self, about: About) -> String {
        if self.tape.choose(2) == 0 {
            let born = self.born(about);
            return self.say(
                [
                    "(eerste dag waarop peildatum op of na {} + meerderjarigheid, vanaf {})",
                    "(first day on which reference-date on or after {} + majority, from {})",
                ],
                &[&born, &born],
            );
        }
        let condition = self.condition(about, 1);
        self.say(
            [
                "(eerste dag waarop ({} of peildatum op of na 2025-04-01), vanaf 2025-01-15)",
                "(first day on which ({} or reference-date on or after 2025-04-01), from \
                 2025-01-15)",
            ],
            &[&condition],
        )
    }
}
