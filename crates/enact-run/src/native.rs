//! A machine that runs the module as machine code, made by Cranelift.

use crate::runner::{Machine, Trouble};
use wasmtime::{Engine, Instance, Memory, Module, Store, TypedFunc};

/// The module as machine code, in `wasmtime`.
pub struct Native {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Native {
    /// Loads a module, and makes machine code of it.
    ///
    /// # Errors
    /// [`Trouble`] when it is not a module of a law.
    pub fn new(wasm: &[u8]) -> Result<Self, Trouble> {
        let engine = Engine::default();
        let module = Module::new(&engine, wasm).map_err(Trouble::of)?;
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[]).map_err(Trouble::of)?;
        let memory = instance.get_memory(&mut store, "memory");
        let memory = memory.ok_or_else(|| Trouble::of("the module has no memory"))?;
        Ok(Self { store, instance, memory })
    }
}

impl Machine for Native {
    fn memory(&mut self) -> &mut [u8] {
        self.memory.data_mut(&mut self.store)
    }

    fn decide(&mut self, decision: &str, first: u32, count: u32) -> Result<(), Trouble> {
        let function: TypedFunc<(i32, i32), ()> =
            self.instance.get_typed_func(&mut self.store, decision).map_err(Trouble::of)?;
        let arguments = (first.cast_signed(), count.cast_signed());
        function.call(&mut self.store, arguments).map_err(Trouble::of)
    }
}
