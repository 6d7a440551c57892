//! What the measures promise: the same numbers whatever the order and the threads, and what counts as a tie.

mod conventions;
mod numbers;
