//! Words every other module uses: ids, time, text, pages, intervals, reasons, errors. Knows nothing of ours.

pub mod text_enum;
pub mod clock;
pub mod code;
pub mod fault;
pub mod problem;
pub mod about;
pub mod reason;
pub mod error;
pub mod id;
pub mod typing;
pub mod look_alikes;
pub mod identity_card;
pub mod text;
pub mod text3;
pub mod week;
pub mod interval;
pub mod page;
pub mod seldom;
pub mod may;
pub mod unshown;

pub use about::About;
pub use clock::{Clock, Instant};
pub use code::Code;
pub use error::{Error, OnUnique, Result};
pub use fault::FaultCode;
pub use id::Id;
pub use interval::Interval;
pub use may::May;
pub use page::{Cursor, Page};
pub use problem::ProblemCode;
pub use reason::{Fault, Reason};
pub use seldom::Seldom;
pub(crate) use text_enum::text_enum;
pub use text3::{Language, Name3, Text3};
pub use unshown::Unshown;
