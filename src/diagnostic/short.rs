//! Findings as short.
