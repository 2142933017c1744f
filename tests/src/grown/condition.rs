//! Conditions.

use super::{About, Kind, Law, Phrase};

const OF_A_PERSON: [Phrase; 11] = [
    ["gehuwd", "married"],
    ["student", "student"],
    ["(uren > 36)", "(hours > 36)"],
    ["met partner", "with partner"],
    ["zonder partner", "without partner"],
    ["bonus aanwezig", "bonus exists"],
    ["(met partner en gehuwd van partner)", "(with partner and married of partner)"],
    ["(zonder partner of student van partner)", "(without partner or student of partner)"],
    ["(bonus aanwezig en bonus > € 10)", "(bonus exists and bonus > €10)"],
    ["(status is samen)", "(status is paired)"],
    ["(status is een van (alleen; verweduwd))", "(status is one of (single; widowed))"],
];

const OF_A_CHILD: [Phrase; 5] = [
    ["scholier", "pupil"],
    ["(school is basis)", "(school is primary)"],
    ["beurs aanwezig", "grant exists"],
    ["(beurs aanwezig en beurs ≤ verdiensten)", "(grant exists and grant ≤ earnings)"],
    ["(verdiensten ≥ € 1.000)", "(earnings ≥ €1,000)"],
];

const OF_A_PARENT: [Phrase; 3] = [
    ["gehuwd van ouder", "married of parent"],
    [
        "(partner van ouder aanwezig en student van partner van ouder)",
        "(partner of parent exists and student of partner of parent)",
    ],
    ["(geboren na geboortedatum van ouder)", "(born after date-of-birth of parent)"],
];

const DAYS: [Phrase; 4] = [
    ["({} vóór {})", "({} before {})"],
    ["({} na {})", "({} after {})"],
    ["({} op of vóór {})", "({} on or before {})"],
    ["({} op of na {})", "({} on or after {})"],
];

const NUMBERS: [Phrase; 6] = [
    ["({} < {})"; 2],
    ["({} ≤ {})"; 2],
    ["({} > {})"; 2],
    ["({} ≥ {})"; 2],
    ["({} is {})"; 2],
    ["({} is niet {})", "({} is not {})"],
];

impl Law {
    fn plain_condition(&mut self, about: About) -> String {
        match self.tape.choose(5) {
            0 => match self.earlier(Kind::Answer, about) {
                Some(earlier) => earlier,
                None => self.pick(&[["(grens > € 1.100)", "(threshold > €1,100)"]]),
            },
            1 if about == About::Child => self.pick(&OF_A_PARENT),
            1 | 2 if about == About::Element => self.pick(&OF_A_PERSON),
            1 => match self.earlier(Kind::Status, about) {
                Some(earlier) => self.say(["({} is verweduwd)", "({} is widowed)"], &[&earlier]),
                None => self.pick(&OF_A_PERSON),
            },
            _ if about == About::Person => self.pick(&OF_A_PERSON),
            _ => self.pick(&OF_A_CHILD),
        }
    }

    /// A condition.
    pub(super) fn condition(&mut self, about: About, depth: usize) -> String {
        if depth == 0 || self.tape.choose(4) == 0 {
            return self.plain_condition(about);
        }
        match self.tape.choose(10) {
            0 => {
                let one = self.condition(about, depth - 1);
                self.say(["(niet {})", "(not {})"], &[&one])
            }
            1 | 2 => {
                let words = [["({} en {})", "({} and {})"], ["({} of {})", "({} or {})"]]
                    [self.tape.choose(2)];
                let (one, other) = (self.condition(about, depth - 1), self.condition(about, 0));
                self.say(words, &[&one, &other])
            }
            3 => {
                let (one, other) = (self.day(about, 1), self.day(about, depth - 1));
                let words = DAYS[self.tape.choose(DAYS.len())];
                self.say(words, &[&one, &other])
            }
            4 | 5 => {
                let (one, other) = (self.count(about, depth - 1), self.count(about, 0));
                let words = NUMBERS[self.tape.choose(NUMBERS.len())];
                self.say(words, &[&one, &other])
            }
            6 | 7 if about == About::Person => self.some_or_all_children(depth),
            8 => {
                let one = self.condition(about, depth - 1);
                if self.tape.choose(2) == 0 {
                    self.elsewhen(&one, about)
                } else {
                    self.supposing(&one, about)
                }
            }
            _ => {
                let (one, other) = (self.amount(about, depth - 1), self.amount(about, 1));
                let words = NUMBERS[self.tape.choose(NUMBERS.len())];
                self.say(words, &[&one, &other])
            }
        }
    }
}
