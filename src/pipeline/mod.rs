//! The stages put together: a file is read by the forms, a reading composed to
//! a document, a document printed in a format.

mod forms;
#[cfg(feature = "pdf")]
mod glyphs;
mod last_year;
mod mending;
mod passed_on;
mod press;
mod reading;

pub use forms::Forms;
pub use mending::{Mended, mend_all};
pub use press::{Format, Press, PrintOptions};
pub use reading::{Composed, Misfit, Reading};
