//! `doctor`: one line for each thing that has to be right, with the remedy where it is not.

mod fleet;
mod remote;
mod report;
mod schedule;
mod servers;

use crate::config::ConfigError;
use crate::program::{Out, Program, ProgramError};

use self::report::{Check, Report};

/// Says what is wrong with a configuration that cannot be read.
pub(crate) fn configuration_is_wrong(out: Out, wrong: &[ConfigError]) -> Result<(), ProgramError> {
    let mut report = Report::new(out);
    for mistake in wrong {
        let remedy = "correct it; `noc-scheduler --help` lists every setting";
        report.tell(Check::wrong("configuration", mistake.to_string(), remedy));
    }
    report.verdict()
}

/// Looks at everything, and at one schedule where one is named.
pub(crate) async fn doctor(program: &Program, schedule: Option<&str>) -> Result<(), ProgramError> {
    let mut report = Report::new(program.out);
    configuration(program, &mut report);
    let database = servers::postgres(program, &mut report).await;
    servers::redis(program, &mut report).await;
    let Some(client) = database else {
        return report.verdict();
    };
    // What is asked of a schema that is not there fails; that it is not there was told.
    let fleet = match fleet::look(program, &client, &mut report).await {
        Ok(fleet) => Some(fleet),
        Err(e) => {
            let says = crate::store::Chain(&e).to_string();
            report.tell(Check::wrong("tables", says, "see the lines above; `noc-scheduler migrate` makes the tables"));
            None
        }
    };
    if fleet.is_some()
        && let Err(e) = remote::look(program, &client, &mut report).await
    {
        let says = crate::store::Chain(&e).to_string();
        report.tell(Check::wrong("secrets", says, "see the lines above"));
    }
    if let (Some(name), Some(fleet)) = (schedule, fleet)
        && let Err(e) = schedule::look(program, &client, &fleet, name, &mut report).await
    {
        let says = crate::store::Chain(&e).to_string();
        report.tell(Check::wrong("schedule", says, "see the lines above"));
    }
    report.verdict()
}

fn configuration(program: &Program, report: &mut Report) {
    let warnings = &program.settings.warnings;
    if warnings.is_empty() {
        let zone = program.settings.timezone.name();
        report.tell(Check::fine("configuration", format!("readable; time zone {zone}")));
    }
    for warning in warnings {
        report.tell(Check::odd("configuration", warning.clone(), "`noc-scheduler --help` lists every setting"));
    }
}
