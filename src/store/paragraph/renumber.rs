//! In which order numbers are changed, so that no two rows ever bear the same one.

use std::collections::HashMap;

/// One row gets another number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) id: i64,
    pub(super) from: i64,
    pub(super) to: i64,
}

/// The steps that lead from the numbers rows have `now` to 1, 2, … in this `order`; `None` if the two
/// do not name the same rows, each once.
///
/// A row moves when its number is free, which frees the number of the next: a shift by one runs from
/// its end, one step a row. Where rows change places in a circle one of them waits on a spare number.
pub(super) fn steps(now: &[(i64, i64)], order: &[i64]) -> Option<Vec<Step>> {
    let from: HashMap<i64, i64> = now.iter().copied().collect();
    let to: HashMap<i64, i64> = order.iter().copied().zip(1..).collect();
    if from.len() != now.len() || to.len() != order.len() || from.len() != to.len() {
        return None;
    }
    let mut holder: HashMap<i64, i64> = now.iter().map(|&(id, number)| (number, id)).collect();
    let spare = now.iter().map(|&(_, number)| number).max().unwrap_or(0).max(i64::try_from(order.len()).ok()?) + 1;
    let mut steps = Vec::new();
    // First every chain that ends at a free number, then what is left: circles.
    for circles in [false, true] {
        for (&id, number) in order.iter().zip(1..) {
            let start = *from.get(&id)?;
            match holder.get(&number) {
                Some(&there) if there == id => continue,
                Some(_) if !circles => continue,
                Some(&there) => {
                    steps.push(Step { id: there, from: number, to: spare });
                    holder.remove(&number);
                    holder.insert(spare, there);
                }
                None => {}
            }
            let (mut id, mut start, mut number) = (id, start, number);
            loop {
                // The one that waited comes from its spare number.
                if holder.get(&start) != Some(&id) {
                    start = spare;
                }
                steps.push(Step { id, from: start, to: number });
                holder.remove(&start);
                holder.insert(number, id);
                // Whoever belongs where this one stood is next.
                let next = usize::try_from(start - 1).ok().and_then(|at| order.get(at)).copied();
                match next {
                    Some(next) if start != spare => (id, number, start) = (next, start, *from.get(&next)?),
                    _ => break,
                }
            }
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::steps;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[test]
    fn a_shift_is_one_step_a_row() {
        // A new row waits behind the end and comes in after the first.
        let now: Vec<(i64, i64)> = (1..=100).map(|n| (n, n)).chain([(500, 102)]).collect();
        let order: Vec<i64> = [1, 500].into_iter().chain(2..=100).collect();
        assert_eq!(steps(&now, &order).map(|steps| steps.len()), Some(100));
        assert_eq!(steps(&now, &now.iter().map(|row| row.0).collect::<Vec<_>>()).map(|steps| steps.len()), Some(1));
    }

    #[test]
    fn other_rows_are_refused() {
        let now = [(7, 1), (8, 2)];
        for order in [vec![7], vec![7, 7], vec![7, 8, 9], vec![7, 9]] {
            assert_eq!(steps(&now, &order), None, "{order:?}");
        }
    }

    proptest! {
        #[test]
        fn no_two_rows_ever_bear_one_number(
            numbers in prop::collection::btree_set(1_i64..40, 1..25).prop_map(|set| set.into_iter().collect::<Vec<_>>()).prop_shuffle(),
            order in Just(()).prop_perturb(|(), mut rng| rng.random::<u64>()),
        ) {
            let now: Vec<(i64, i64)> = numbers.iter().enumerate().map(|(id, &n)| (1000 + id as i64, n)).collect();
            let mut wanted: Vec<i64> = now.iter().map(|row| row.0).collect();
            let length = wanted.len();
            for at in 0..length {
                wanted.swap(at, (order as usize).wrapping_mul(at + 7) % length);
            }
            let mut held: HashMap<i64, i64> = now.iter().map(|&(id, n)| (n, id)).collect();
            let steps = steps(&now, &wanted).expect("the same rows");
            for step in &steps {
                prop_assert_eq!(held.remove(&step.from), Some(step.id));
                prop_assert_eq!(held.insert(step.to, step.id), None);
            }
            for (number, id) in (1..).zip(&wanted) {
                prop_assert_eq!(held.get(&number), Some(id));
            }
            prop_assert!(steps.len() <= now.len() * 3 / 2);
        }
    }
}
