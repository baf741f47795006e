//! Maintenance windows, under `/scheduler/maintenance-windows`.

mod handlers;
mod input;
mod preview;
mod view;

pub(super) use self::handlers::MaintenanceApi;
pub(super) use self::input::WindowInput;
pub(super) use self::view::InMaintenance;
