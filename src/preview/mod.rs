//! What a browser is told of a report while its file is being written.
//!
//! [`Session`] is the state as a value: the last report that could be made, what is
//! found now, and which parts changed. [`answer()`] turns a request into a response
//! by it. Sockets, files and the clock are the command line's.

mod answer;
mod changes;
mod draft;
mod finding;
mod markdown;
mod places;
mod session;

pub use answer::{Answer, Gate, Request, Response, answer};
pub use draft::{Draft, Made, Printed};
pub use places::{Placed, Places};
pub use session::{Report, Session};

#[cfg(test)]
mod tests;
