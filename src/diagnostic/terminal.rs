//! Findings as terminal.
