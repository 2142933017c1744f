//! The forms in which an article gives a value.

use super::{About, Kind, Law, Phrase, Term};

impl Law {
    /// One article, or a few that belong together, with one value.
    pub(super) fn article(&mut self, number: usize) {
        let about = if self.tape.choose(3) == 2 { About::Child } else { About::Person };
        let (kind, names) = match self.tape.choose(8) {
            0..=3 => (Kind::Amount, ["bedrag", "amount"]),
            4 | 5 => (Kind::Answer, ["antwoord", "answer"]),
            6 => (Kind::Count, ["getal", "number"]),
            _ if about == About::Person && self.tape.choose(2) == 0 => {
                (Kind::Status, ["stand", "standing"])
            }
            _ => (Kind::Day, ["dag", "day"]),
        };
        let name = format!("{}-{number}", self.say(names, &[]));
        let place = number.to_string();
        match kind {
            Kind::Amount => self.amount_article(&place, &name, about),
            Kind::Answer => self.answer_article(&place, &name, about),
            Kind::Count => {
                let value = self.count(about, 2);
                self.one_rule(&place, &name, about, &value);
            }
            Kind::Day => {
                let value = self.day(about, 2);
                self.one_rule(&place, &name, about, &value);
            }
            Kind::Status => {
                let condition = self.condition(about, 2);
                let value = self.say(
                    [
                        "indien {} : status in de overige gevallen : verweduwd",
                        "when {} : status otherwise : widowed",
                    ],
                    &[&condition],
                );
                self.one_rule(&place, &name, about, &value);
            }
        }
        self.terms.push(Term { name, about, kind });
    }

    fn one_rule(&mut self, place: &str, name: &str, about: About, value: &str) {
        let rule = self.is(name, about, value);
        self.block(place, &[rule]);
    }

    /// A block of these lines, in an article of its own.
    fn block(&mut self, place: &str, lines: &[String]) {
        let heading = self.say(["\n## Artikel {}\n", "\n## Article {}\n"], &[place]);
        self.text.push_str(&heading);
        self.fence(lines);
    }

    /// A further block in the same article.
    fn fence(&mut self, lines: &[String]) {
        self.text.push_str("\n```enact\n");
        for line in lines {
            self.text.push_str(line);
            self.text.push('\n');
        }
        self.text.push_str("```\n");
    }

    /// The value, and of whom it is: `bedrag-2 van persoon`.
    fn named(&self, name: &str, about: About) -> String {
        let of = match about {
            About::Person => ["{} van persoon", "{} of person"],
            About::Child | About::Element => ["{} van kind", "{} of child"],
        };
        self.say(of, &[name])
    }

    fn is(&self, name: &str, about: About, value: &str) -> String {
        self.say(["regel {} is {}", "rule {} is {}"], &[&self.named(name, about), value])
    }

    fn is_when(&self, name: &str, about: About, value: &str, condition: &str) -> String {
        let rule = self.is(name, about, value);
        self.say(["{} indien {}", "{} when {}"], &[&rule, condition])
    }

    fn amount_article(&mut self, place: &str, name: &str, about: About) {
        let (value, other) = (self.amount(about, 3), self.amount(about, 2));
        let condition = self.condition(about, 2);
        let of = self.named(name, about);
        match self.tape.choose(10) {
            0 => self.one_rule(place, name, about, &value),
            1 => {
                let words =
                    ["indien {} : {} in de overige gevallen : {}", "when {} : {} otherwise : {}"];
                let cases = self.say(words, &[&condition, &value, &other]);
                self.one_rule(place, name, about, &cases);
            }
            2 => self.in_order(place, name, about, [&condition, &value, &other]),
            3 => self.exception(place, name, about, [&condition, &value, &other]),
            4 => self.subject_to(place, name, about, [&condition, &value, &other]),
            5 => self.silenced(place, name, about, [&condition, &value, &other]),
            6 => self.claim(place, name, about, [&condition, &value, &other]),
            7 => self.through_time(place, name, about, [&condition, &value, &other]),
            8 if about == About::Person => {
                let amount = self.rounded(&value);
                let words = [
                    "beschikking {} aan persoon door \"Dienst\" : bedrag is {}",
                    "decision {} to person by \"Office\" : money is {}",
                ];
                let decision = self.say(words, &[name, &amount]);
                self.block(place, &[decision]);
            }
            _ => {
                let table = self.table(&of, about, &value, &other);
                self.block(place, &[table]);
            }
        }
    }

    fn in_order(
        &mut self,
        place: &str,
        name: &str,
        about: About,
        [condition, value, other]: [&str; 3],
    ) {
        let middle = match about {
            About::Person => ["met partner", "with partner"],
            About::Child | About::Element => ["indien scholier", "when pupil"],
        };
        let middle = self.say(middle, &[]);
        let cases = self.say(
            [
                "in volgorde indien {} : {} {} : {} in de overige gevallen : {}",
                "in order when {} : {} {} : {} otherwise : {}",
            ],
            &[condition, value, &middle, other, value],
        );
        self.one_rule(place, name, about, &cases);
    }

    /// An exception in an article of its own, and perhaps an exception to that.
    fn exception(
        &mut self,
        place: &str,
        name: &str,
        about: About,
        [condition, value, other]: [&str; 3],
    ) {
        self.one_rule(place, name, about, value);
        let except =
            self.say(["in afwijking van artikel {}", "notwithstanding article {}"], &[place]);
        let rule = self.is_when(name, about, other, condition);
        self.block(&format!("{place}a"), &[except, rule]);
        if self.tape.choose(2) == 0 {
            return;
        }
        let except =
            self.say(["in afwijking van artikel {}a", "notwithstanding article {}a"], &[place]);
        let further = self.condition(about, 1);
        let under =
            ["(50% van het bedrag volgens artikel {})", "(50% of the amount under article {})"];
        let half = self.say(under, &[place]);
        let rule = self.is_when(name, about, &half, &further);
        self.block(&format!("{place}b"), &[except, rule]);
    }

    /// The first rule gives way to the second.
    fn subject_to(
        &mut self,
        place: &str,
        name: &str,
        about: About,
        [condition, value, other]: [&str; 3],
    ) {
        let subject = self.say(["behoudens artikel {}a", "subject to article {}a"], &[place]);
        let rule = self.is(name, about, value);
        self.block(place, &[subject, rule]);
        let rule = self.is_when(name, about, other, condition);
        self.block(&format!("{place}a"), &[rule]);
    }

    /// An exception that does not apply when something else holds.
    fn silenced(&mut self, place: &str, name: &str, about: About, parts: [&str; 3]) {
        self.subject_to(place, name, about, parts);
        let condition = self.condition(about, 1);
        let silence = self.say(
            [
                "artikel {}a is niet van toepassing op {} indien {}",
                "article {}a does not apply to {} when {}",
            ],
            &[place, name, &condition],
        );
        self.block(&format!("{place}b"), &[silence]);
    }

    /// A claim that exists only in some cases.
    fn claim(
        &mut self,
        place: &str,
        name: &str,
        about: About,
        [condition, value, other]: [&str; 3],
    ) {
        let of = self.named(name, about);
        let declared = self.say(["aanspraak {} : bedrag", "entitlement {} : money"], &[&of]);
        let rule = match self.tape.choose(2) {
            0 => self.is_when(name, about, value, condition),
            _ => self.say(
                [
                    "regel {} is indien {} : {} in de overige gevallen : {}",
                    "rule {} is when {} : {} otherwise : {}",
                ],
                &[&of, condition, value, other],
            ),
        };
        let denial = if rule.contains(" : ") {
            let denied = self.condition(about, 1);
            self.say(
                ["geen aanspraak op {} indien {}", "no entitlement to {} when {}"],
                &[name, &denied],
            )
        } else {
            self.say(
                ["geen aanspraak op {} in de overige gevallen", "no entitlement to {} otherwise"],
                &[name],
            )
        };
        if self.tape.choose(3) == 0 {
            let within = self.condition(about, 1);
            let whole = self.say(["van toepassing indien {}", "applies when {}"], &[&within]);
            self.block(place, &[whole, declared, rule, denial]);
        } else {
            self.block(place, &[declared, rule, denial]);
        }
    }

    /// One rule until a day, and another from then on.
    fn through_time(
        &mut self,
        place: &str,
        name: &str,
        about: About,
        [condition, value, other]: [&str; 3],
    ) {
        let until = self.say(["vervalt op 2025-02-10", "lapses on 2025-02-10"], &[]);
        let rule = self.is(name, about, value);
        self.block(place, &[until, rule]);
        let from = self.say(["met ingang van 2025-02-10", "with effect from 2025-02-10"], &[]);
        let rule = self.say(
            [
                "regel {} is indien {} : {} in de overige gevallen : {}",
                "rule {} is when {} : {} otherwise : {}",
            ],
            &[&self.named(name, about), condition, other, value],
        );
        self.fence(&[from, rule]);
    }

    /// A decision table, whose rows divide all cases.
    fn table(&mut self, of: &str, about: About, value: &str, other: &str) -> String {
        const PERSON: Phrase = [
            "tabel {} is volgens\n  | {} | gehuwd | status | waarde |\n  |---|---|---|---|\n  \
                 | < 18 | elke | elke | {} |\n  | 18 tot 40 | ja | elke | {} |\n  | 18 tot 40 | nee | \
                 alleen; samen | {} |\n  | 18 tot en met 39 | nee | verweduwd | {} |\n  | ten minste 40 \
                 | elke | elke | {} |",
            "table {} is by\n  | {} | married | status | value |\n  |---|---|---|---|\n  | < 18 \
                 | any | any | {} |\n  | 18 to below 40 | yes | any | {} |\n  | 18 to below 40 | no | \
                 single; paired | {} |\n  | 18 up to and including 39 | no | widowed | {} |\n  | at \
                 least 40 | any | any | {} |",
        ];
        const CHILD: Phrase = [
            "tabel {} is volgens\n  | {} | school | scholier | waarde |\n  |---|---|---|---|\n  | ≤ 5 | \
             elke | elke | {} |\n  | > 5 | basis | elke | {} |\n  | > 5 | is niet basis | ja | {} |\n  \
             | > 5 | voortgezet | nee | {} |",
            "table {} is by\n  | {} | school | pupil | value |\n  |---|---|---|---|\n  | ≤ 5 | any | \
             any | {} |\n  | > 5 | primary | any | {} |\n  | > 5 | is not primary | yes | {} |\n  | > \
             5 | secondary | no | {} |",
        ];
        let number = self.count(about, 1);
        let plain = self.amount(about, 0);
        match about {
            About::Person => self.say(PERSON, &[of, &number, value, other, &plain, value, &plain]),
            About::Child | About::Element => {
                self.say(CHILD, &[of, &number, value, other, &plain, other])
            }
        }
    }

    fn answer_article(&mut self, place: &str, name: &str, about: About) {
        let (one, other) = (self.condition(about, 3), self.condition(about, 2));
        let of = self.named(name, about);
        let when = self.say(["regel {} indien {}", "rule {} when {}"], &[&of, &one]);
        match self.tape.choose(5) {
            0 => self.block(place, &[when]),
            1 => {
                let rule = self.say(["{} tenzij {}", "{} unless {}"], &[&when, &other]);
                self.block(place, &[rule]);
            }
            2 => {
                let also = self.say(["regel {} indien {}", "rule {} when {}"], &[&of, &other]);
                self.block(place, &[when, also]);
            }
            3 => {
                let within = self.say(["van toepassing indien {}", "applies when {}"], &[&other]);
                self.block(place, &[within, when]);
            }
            _ => {
                let denied =
                    self.say(["regel niet {} indien {}", "rule not {} when {}"], &[&of, &other]);
                self.block(place, &[when, denied]);
            }
        }
    }
}
