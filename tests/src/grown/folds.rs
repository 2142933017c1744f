//! What is said over the children of a person, and the rank of one of them.

use super::{About, Law};

impl Law {
    /// A sum, the highest or the lowest amount.
    pub(super) fn amount_over_children(&mut self, depth: usize) -> String {
        let (fold, behind) = match self.tape.choose(3) {
            0 => (["(som van ({}) over {})", "(sum of ({}) over {})"], ""),
            1 => (["(hoogste ({}) over {}", "(highest ({}) over {}"], "absent"),
            _ => (["(laagste ({}) over {}", "(lowest ({}) over {}"], "absent"),
        };
        let amount = self.amount(About::Element, depth - 1);
        let children = self.children(depth);
        let over = self.say(fold, &[&amount, &children]);
        if behind.is_empty() {
            return over;
        }
        let absent = self.amount(About::Person, 0);
        self.say(["{} of {} bij ontbreken)", "{} or {} if absent)"], &[&over, &absent])
    }

    /// How many.
    pub(super) fn number_of_children(&mut self, depth: usize) -> String {
        let children = self.children(depth);
        self.say(["(aantal {})", "(number of {})"], &[&children])
    }

    /// A sum, the highest or the lowest number.
    pub(super) fn count_over_children(&mut self, depth: usize) -> String {
        let number = self.count(About::Element, 0);
        let children = self.children(depth);
        match self.tape.choose(2) {
            0 => {
                self.say(["(som van ({}) over {})", "(sum of ({}) over {})"], &[&number, &children])
            }
            _ => self.say(
                [
                    "(hoogste ({}) over {} of 0 bij ontbreken)",
                    "(highest ({}) over {} or 0 if absent)",
                ],
                &[&number, &children],
            ),
        }
    }

    /// All children, or those with something.
    fn children(&mut self, depth: usize) -> String {
        if self.tape.choose(2) == 0 {
            return self.say(["kinderen", "children"], &[]);
        }
        let condition = self.condition(About::Element, depth - 1);
        self.say(["kinderen met ({})", "children with ({})"], &[&condition])
    }

    /// Whether any or every child has something.
    pub(super) fn some_or_all_children(&mut self, depth: usize) -> String {
        let words = [
            ["(een of meer van kinderen heeft ({}))", "(any of children has ({}))"],
            ["(elk van kinderen heeft ({}))", "(every one of children has ({}))"],
        ][self.tape.choose(2)];
        let condition = self.condition(About::Element, depth - 1);
        self.say(words, &[&condition])
    }

    /// The place of the child at hand among the children of its parent.
    pub(super) fn rank(&mut self) -> String {
        let key = match self.tape.choose(3) {
            0 => self.say(["geboren", "born"], &[]),
            1 => self.say(["verdiensten", "earnings"], &[]),
            _ => {
                let amount = self.amount(About::Child, 1);
                self.say(["({})"; 2], &[&amount])
            }
        };
        self.say(
            [
                "(rang van kind onder kinderen van ouder naar {}, daarna volgorde van opgave)",
                "(rank of child among children of parent by {}, then order of entry)",
            ],
            &[&key],
        )
    }
}
