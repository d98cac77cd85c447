//! Chance that can be had again: the same seed, the same ten years.

use chrono::Duration;

/// SplitMix64: small, and good enough to throw a computer about.
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Chance {
        Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// Whether it happens, so many times in a hundred.
    pub fn percent(&mut self, n: u64) -> bool {
        self.below(100) < n
    }

    pub fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len() as u64) as usize]
    }

    /// A length of time between two, to the millisecond.
    pub fn between(&mut self, from: Duration, to: Duration) -> Duration {
        let span = (to - from).num_milliseconds() as u64;
        from + Duration::milliseconds(self.below(span + 1) as i64)
    }

    /// A length between two whose order of magnitude is chance: as many minutes as days.
    pub fn of_any_length(&mut self, from: Duration, to: Duration) -> Duration {
        let mut longest = to;
        while longest > from * 2 && self.percent(60) {
            longest = longest / 4;
        }
        self.between(from, longest.max(from))
    }
}
