//! Whether the history is as it was written.

use serde_json::json;

use super::{Program, ProgramError};
use crate::domain::chain::Head;
use crate::store::seals;

/// Checks every seal, and that `expect` is still among them.
pub(super) async fn run(program: &Program, expect: Option<Head>) -> Result<(), ProgramError> {
    let mut client = program.database()?.get().await.map_err(ProgramError::Database)?;
    let (check, met) = seals::verify(&mut client, expect).await?;
    let (head, breaks) = (check.head(), check.breaks());
    let mut lines: Vec<String> = breaks.iter().map(|link| format!("{link}\n")).collect();
    if let (Some(expected), Some(false)) = (expect, met) {
        lines.push(format!("the seal {expected} is not in the history any more\n"));
    }
    let wrong = lines.len();
    if !check.unsealed().is_empty() {
        let count = check.unsealed().len();
        lines.push(format!("{count} of the newest have no seal yet; `noc-scheduler migrate` seals them\n"));
    }
    lines.push(format!("{} events are as they were sealed; the newest seal is {head}", check.sealed()));
    let object = json!({
        "intact": wrong == 0,
        "sealed": check.sealed(),
        "unsealed": check.unsealed().len(),
        "head": head.to_string(),
        "expected_found": met,
        "breaks": breaks,
    });
    program.out.say(&lines.concat(), &object);
    if wrong > 0 { Err(ProgramError::HistoryBroken(wrong)) } else { Ok(()) }
}
