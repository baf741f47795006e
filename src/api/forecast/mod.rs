//! What is to come, under `/scheduler/calendar`.

mod calendar;
mod feeds;
mod ground;
mod ics;
mod made;
mod runs;
mod what_if;

pub(super) use self::calendar::CalendarApi;
pub(super) use self::feeds::FeedsApi;
pub(super) use self::ground::Forecasts;
pub(super) use self::what_if::WhatIfApi;
