//! The parts of a law: a heading with everything up to the next one.

use crate::official::Section;
use enact_source::Provision;
use enact_syntax::Segment;

/// A heading and everything up to the next one.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) provision: Option<Provision>,
    /// The words of its heading.
    pub(super) words: String,
    /// How many signs its heading has.
    pub(super) level: usize,
    pub(super) text: String,
}

impl Part {
    pub(super) fn headed(segment: &Segment, text: String) -> Self {
        let signs = text.chars().take_while(|sign| *sign == '#').count();
        Self {
            provision: segment.provision.clone(),
            words: segment.words.clone(),
            level: if signs == 0 { 2 } else { signs },
            text,
        }
    }

    /// Whether it is `section`: the same provision, or else the same heading.
    pub(super) fn is(&self, section: &Section) -> bool {
        let plain = |words: &str| -> String {
            words.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect()
        };
        match &section.provision {
            Some(provision) => self.provision.as_ref() == Some(provision),
            None => self.provision.is_none() && plain(&self.words) == plain(&section.heading),
        }
    }

    pub(super) fn is_in(&self, sections: &[Section]) -> bool {
        sections.iter().any(|section| self.is(section))
    }

    /// Whether something stands below its heading.
    pub(super) fn has_words(&self) -> bool {
        self.text.lines().skip(usize::from(self.level > 0)).any(|line| !line.trim().is_empty())
    }
}

/// Adds `words` to the last part.
pub(super) fn append(parts: &mut [Part], words: &str) {
    if let Some(last) = parts.last_mut() {
        last.text.push_str(words);
    }
}
