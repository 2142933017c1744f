//! The healthcare allowance of 2025 as a programmer writes it down by hand: amounts in cents as
//! `i64`, days since 1970-01-01. Nothing is checked and no ground is kept.

/// What is known of a person.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    pub born: i32,
    pub insured: bool,
    pub contributes: bool,
    pub by_treaty: bool,
    pub suspended: bool,
    pub same_partner: bool,
    pub income: i64,
    pub wealth: i64,
    /// In ten-thousandths.
    pub ratio: i64,
}

const PREMIUM: i64 = 211_200;
/// 108% of twelve times the minimum wage, in hundredths of cents.
const THRESHOLD: i64 = 219_180 * 12 * 108;
const WEALTH_MAX: i64 = 14_189_600;
const JOINT_WEALTH_MAX: i64 = 17_942_900;

/// The allowance a month in whole euros; none when there is no entitlement.
pub fn allowance(person: &Person, partner: Option<&Person>, on: i32) -> Option<i64> {
    if !insured(person, on) {
        return None;
    }
    let partner_all_year = partner.filter(|_| person.same_partner);
    let too_wealthy = match partner_all_year {
        Some(partner) => person.wealth + partner.wealth > JOINT_WEALTH_MAX,
        None => person.wealth > WEALTH_MAX,
    };
    if too_wealthy {
        return None;
    }
    // All amounts from here on are in ten-thousandths of cents.
    let premium = 10_000 * PREMIUM;
    let of = |ratio: i64| PREMIUM * ratio;
    let scaled =
        person.by_treaty || partner.is_some_and(|partner| partner.by_treaty && !person.insured);
    let own = if scaled { of(person.ratio) } else { premium };
    let standard = match partner {
        Some(partner) => {
            let scaled = partner.by_treaty || person.by_treaty && !partner.insured;
            own + if scaled { of(partner.ratio) } else { premium }
        }
        None => own,
    };
    let (share, income) = match partner {
        Some(partner) => (4_273, person.income + partner.income),
        None => (1_896, person.income),
    };
    // In thousandths of a hundredth of a hundredth of a cent: percentages have three decimals.
    let excess = (100 * income - THRESHOLD).max(0);
    let due = share * THRESHOLD + 13_700 * excess;
    let (standard, unit) = (standard * 1_000, 10_000_000);
    if due >= standard {
        return None;
    }
    let amount = standard - due;
    let divisor = match partner {
        Some(partner) if !insured(partner, on) => 2,
        _ => 1,
    };
    Some(amount / (12 * 100 * unit * divisor))
}

fn insured(person: &Person, on: i32) -> bool {
    !person.suspended
        && (person.insured || person.contributes || person.by_treaty)
        && of_age(person.born, on)
}

/// From the first day of the month after the eighteenth birthday on.
fn of_age(born: i32, on: i32) -> bool {
    let (year, month, day) = civil(born);
    let (year, month) = (year + 18, if leap_day_moves(year + 18, month, day) { 3 } else { month });
    let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    on >= days(year, month, 1)
}

fn leap_day_moves(year: i32, month: i32, day: i32) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    month == 2 && day == 29 && !leap
}

/// The usual conversions between days and the calendar (Howard Hinnant).
fn civil(days: i32) -> (i32, i32, i32) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let years = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * years + years / 4 - years / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (years + era * 400 + i32::from(month <= 2), month, day)
}

fn days(year: i32, month: i32, day: i32) -> i32 {
    let year = year - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Households of every kind, the same ones in every run; half of them have a partner.
pub fn households(count: u32) -> Vec<(Person, Option<Person>)> {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    (0..count)
        .map(|_| {
            let person = random.person();
            let partner = random.below(2) == 0;
            (person, partner.then(|| random.person()))
        })
        .collect()
}

/// Xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 2).unwrap_or(0) % bound
    }

    fn percent(&mut self, share: i64) -> bool {
        self.below(100) < share
    }

    fn person(&mut self) -> Person {
        Person {
            // Between 1935 and 2010: one in twenty is a minor.
            born: i32::try_from(self.below(27_400)).unwrap_or(0) - 12_784,
            insured: self.percent(90),
            contributes: self.percent(5),
            by_treaty: self.percent(5),
            suspended: self.percent(2),
            same_partner: self.percent(90),
            income: self.below(6_000_000),
            wealth: self.below(20_000_000),
            ratio: 5_000 + self.below(10_000),
        }
    }
}
