//! Moving in: Celery's schedules, taken over from the tables of its two
//! schedulers for SQLAlchemy.
//!
//! [`convert`](convert::convert) makes of a row what a client would send, or says why
//! that cannot be; it knows no database. [`import`](import::import) sends it through
//! the one door, and knows what it sent before, so that it can be run again.

pub mod convert;
pub mod crontab;
pub mod import;
pub mod report;
