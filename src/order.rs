//! Sorting, with one machine code for all lists: the standard sort is compiled
//! anew for each type, which was a tenth of the wasm.

use std::cmp::Ordering;

/// Sorts a list, equal elements in their old order.
pub fn by<T>(list: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let mut places = sorted(list.len(), &|a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    });
    for first in 0..places.len() {
        let mut at = first;
        while let Some(from) = places.get_mut(at).map(|place| std::mem::replace(place, at)) {
            if from == first || from == at {
                break;
            }
            list.swap(at, from);
            at = from;
        }
    }
}

/// Sorts a list by a key, equal elements in their old order.
pub fn by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    by(list, |a, b| key(a).cmp(&key(b)));
}

/// Sorts a list and leaves each element once.
pub fn distinct<T: Ord>(list: &mut Vec<T>) {
    by(list, T::cmp);
    list.dedup();
}

/// The places of a list of this length, sorted.
fn sorted(length: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_unstable_by(|&a, &b| order(a, b).then(a.cmp(&b)));
    places
}

#[cfg(test)]
mod tests {
    use super::{by_key, distinct};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_like_the_standard_library(list in proptest::collection::vec((0u8..20, any::<u16>()), 0..200)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            by_key(&mut ours, |pair| pair.0);
            theirs.sort_by_key(|pair| pair.0);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn leaves_each_once(mut list in proptest::collection::vec(0u8..20, 0..60)) {
            let set: std::collections::BTreeSet<u8> = list.iter().copied().collect();
            distinct(&mut list);
            prop_assert_eq!(list, set.into_iter().collect::<Vec<_>>());
        }
    }
}
