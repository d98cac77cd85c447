//! From "Thursdays 7pm, 2 hours" to a draft of a slot, and back to a sentence.
