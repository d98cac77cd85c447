//! Chance that can be had again from its seed.

/// SplitMix64: small, and good enough to choose moments with.
pub struct Random {
    state: u64,
}

impl Random {
    /// From `STANDING_SEED`, or from the clock. Says which, for when a test fails.
    pub fn seeded() -> Random {
        let given = std::env::var("STANDING_SEED")
            .ok()
            .and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| tests::session::now().timestamp_micros().cast_unsigned());
        println!("the same again: STANDING_SEED={seed}");
        Random { state: seed }
    }

    /// Another one, which follows from this one.
    pub fn fork(&mut self) -> Random {
        Random {
            state: self.below(u64::MAX),
        }
    }

    /// The next number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % limit
    }
}
