//! The first article: kinds of subjects, facts, figures and what is assumed of them.

/// The head of a grown law.
pub fn text(dutch: bool) -> &'static str {
    if dutch { DUTCH } else { ENGLISH }
}

/// Of the head the kinds of subjects, and what `articles` name.
pub fn read_by(head: &str, articles: &str) -> String {
    let words = |text: &str| -> Vec<String> {
        let apart = |sign: char| !(sign.is_alphanumeric() || sign == '-');
        text.split(apart).map(str::to_owned).collect()
    };
    let named = words(articles);
    let mut kept = true;
    let lines = head.lines().filter(|line| {
        let declares = ["gegeven ", "fact ", "parameter ", "aanname ", "assume "];
        if declares.iter().any(|word| line.starts_with(word)) {
            // The name; and behind it that of the way back from a list.
            let names = words(line);
            let back = line.ends_with("ouder") || line.ends_with("parent");
            let own = names.get(1).into_iter().chain(names.last().filter(|_| back));
            kept = own.into_iter().any(|name| named.contains(name));
        }
        kept || !line.starts_with(' ') && !declares.iter().any(|word| line.starts_with(word))
    });
    lines.map(|line| format!("{line}\n")).collect()
}

const DUTCH: &str = "---
title: Gegroeide wet
short: Gw
language: nl
in-force: 2020-01-01
text: draft
---
## Artikel 1

```enact
soort persoon
gegeven geboortedatum van persoon : datum
gegeven loon van persoon : bedrag
gegeven winst van persoon : bedrag
gegeven huur van persoon : bedrag per maand
gegeven uren van persoon : getal
gegeven gehuwd van persoon : ja/nee
gegeven student van persoon : ja/nee
gegeven status van persoon : een van (alleen, samen, verweduwd)
gegeven bonus van persoon : bedrag, optioneel
gegeven begindatum van persoon : datum, optioneel
gegeven partner van persoon : persoon, optioneel
soort kind
gegeven kinderen van persoon : lijst van kind, ten hoogste 4, behorend tot ouder
gegeven geboren van kind : datum
gegeven verdiensten van kind : bedrag
gegeven scholier van kind : ja/nee
gegeven school van kind : een van (basis, voortgezet)
gegeven beurs van kind : bedrag, optioneel
parameter grens : bedrag
  vanaf 1800-01-01 : € 1.000
  vanaf 2025-01-01 : € 1.250,50
parameter deel : percentage
  vanaf 1800-01-01 : 12,5%
  vanaf 2024-07-01 : 7%
parameter meerderjarigheid : periode in maanden is 18 jaar
parameter tarief : schijven
  vanaf 1800-01-01 :
    tot en met € 500 : 10%
    daarboven : 35,82%
  vanaf 2025-01-01 :
    tot en met € 750,50 : 9,5%
    tot en met € 4.000 : 37,48%
    daarboven : 49,5%
aanname geboortedatum op of na 1900-01-01
aanname geboortedatum op of vóór 2100-01-01
aanname geboren op of na 1900-01-01
aanname geboren op of vóór 2100-01-01
aanname loon ≥ − € 10.000
aanname loon ≤ € 10.000
aanname winst ≥ € 0
aanname winst ≤ € 10.000
aanname huur ≥ € 0 per maand
aanname huur ≤ € 2.000 per maand
aanname uren ≥ 0
aanname uren ≤ 60
aanname verdiensten ≥ € 0
aanname verdiensten ≤ € 5.000
```
";

const ENGLISH: &str = "---
title: Grown Act
short: GA
language: en
in-force: 2020-01-01
text: draft
currency: EUR
---
## Article 1

```enact
entity person
fact date-of-birth of person : date
fact wages of person : money
fact profit of person : money
fact rent of person : money per month
fact hours of person : number
fact married of person : yes/no
fact student of person : yes/no
fact status of person : one of (single, paired, widowed)
fact bonus of person : money, optional
fact start-date of person : date, optional
fact partner of person : person, optional
entity child
fact children of person : list of child, at most 4, belonging to parent
fact born of child : date
fact earnings of child : money
fact pupil of child : yes/no
fact school of child : one of (primary, secondary)
fact grant of child : money, optional
parameter threshold : money
  from 1800-01-01 : €1,000
  from 2025-01-01 : €1,250.50
parameter share : percentage
  from 1800-01-01 : 12.5%
  from 2024-07-01 : 7%
parameter majority : period in months is 18 years
parameter scale : brackets
  from 1800-01-01 :
    up to €500 : 10%
    above : 35.82%
  from 2025-01-01 :
    up to €750.50 : 9.5%
    up to €4,000 : 37.48%
    above : 49.5%
assume date-of-birth on or after 1900-01-01
assume date-of-birth on or before 2100-01-01
assume born on or after 1900-01-01
assume born on or before 2100-01-01
assume wages ≥ −€10,000
assume wages ≤ €10,000
assume profit ≥ €0
assume profit ≤ €10,000
assume rent ≥ €0 per month
assume rent ≤ €2,000 per month
assume hours ≥ 0
assume hours ≤ 60
assume earnings ≥ €0
assume earnings ≤ €5,000
```
";
