//! The stable ids of the output and of the engine, in no language.
//!
//! One TOML file an enum; `build.rs` generates the enums from them.

include!(concat!(env!("OUT_DIR"), "/taxonomy.rs"));
