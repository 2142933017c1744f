//! The JavaScript around a module, as wasm-bindgen writes it.

use std::path::Path;
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

/// Writes the module at `module` and the JavaScript around it into `folder`.
pub fn run(module: &str, folder: &str) -> ExitCode {
    let mut bindgen = Bindgen::new();
    let made =
        bindgen.input_path(Path::new(module)).out_name("enact").web(true).and_then(|bindgen| {
            bindgen.typescript(false).reset_state_function(true).remove_name_section(true);
            bindgen.remove_producers_section(true).generate(folder)
        });
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
