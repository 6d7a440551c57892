//! Work over many beginnings, shared among threads, summed in one order. Must not know what is worked out.

use std::{
    num::NonZeroUsize,
    ops::Range,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::{Cancelled, Watch};

/// So many shares there are at most, whatever the number of threads: their sums are added in order, so that rounding
/// is the same everywhere.
const SHARES: usize = 16;

/// What one share adds to the numbers; asked to look whether somebody called it off.
pub(super) type Share<'a> = dyn Fn(Range<usize>, &mut [f64], &dyn Watch) -> Result<(), Cancelled> + Sync + 'a;

/// The sum of what the beginnings 0 to `beginnings` add to `count` numbers, on so many threads, or as many as the
/// machine has. A share begins at a multiple of `step`.
///
/// # Errors
/// When it was called off.
pub(super) fn summed(
    (beginnings, step, count): (usize, usize, usize),
    threads: Option<NonZeroUsize>,
    watch: &dyn Watch,
    share: &Share<'_>,
) -> Result<Vec<f64>, Cancelled> {
    let steps = beginnings.div_ceil(step.max(1));
    let shares = steps.min(SHARES);
    let bound = |number: usize| (steps * number / shares.max(1) * step).min(beginnings);
    let next = AtomicUsize::new(0);
    let done = AtomicUsize::new(0);
    let sums: Mutex<Vec<Option<Vec<f64>>>> = Mutex::new(vec![None; shares]);
    let work = || -> Result<(), Cancelled> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= shares {
                return Ok(());
            }
            let mut sum = vec![0.0; count];
            share(bound(number)..bound(number + 1), &mut sum, watch)?;
            sums.lock().unwrap_or_else(PoisonError::into_inner)[number] = Some(sum);
            let ready = done.fetch_add(1, Ordering::Relaxed) + 1;
            watch.progress(ready as f64 / shares as f64);
        }
    };
    let wanted = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    thread::scope(|scope| {
        for _ in 1..wanted.min(shares) {
            scope.spawn(work);
        }
        work()
    })?;
    watch.go_on()?;
    let sums = sums.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut total = vec![0.0; count];
    for sum in sums.into_iter().flatten() {
        total.iter_mut().zip(sum).for_each(|(total, part)| *total += part);
    }
    Ok(total)
}
