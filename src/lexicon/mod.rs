//! Packs -> typed hits with spans.
//!
//! One automaton for each language that occurs, built when it first occurs.

mod concept;
mod find;
mod normalise;
mod pack;
pub mod pattern;

pub use concept::{Bound, Concept, Unit};
pub use find::{Hit, Strength, hits, names_in};
pub use normalise::Normalised;
