//! Tables of cases as workbooks, `.xlsx`.
//!
//! A workbook is read as the rows of its first sheet, and written with every cell as text, so
//! that no program changes `28000.50` or a date into something else on the way. Numbers that a
//! spreadsheet keeps in binary are taken as it shows them: the shortest decimal that is that
//! number.

#[cfg(feature = "xlsx")]
mod sheet;

#[cfg(feature = "xlsx")]
pub use sheet::{of_rows, rows};

#[cfg(not(feature = "xlsx"))]
mod absent {
    use crate::answer::{Refusal, finding};
    use enact_source::Language;
    use std::path::Path;

    /// Refuses: this command was built without workbooks.
    ///
    /// # Errors
    /// Always.
    pub fn rows(path: &Path, _: Vec<u8>, language: Language) -> Result<String, Refusal> {
        Err(refused(path, language))
    }

    /// Refuses: this command was built without workbooks.
    ///
    /// # Errors
    /// Always.
    pub fn of_rows(path: &Path, _: &[u8], language: Language) -> Result<Vec<u8>, Refusal> {
        Err(refused(path, language))
    }

    fn refused(path: &Path, language: Language) -> Refusal {
        let finding = finding("E0627").with("path", path.display().to_string());
        Refusal::command(&finding, language)
    }
}

#[cfg(not(feature = "xlsx"))]
pub use absent::{of_rows, rows};
