//! What stands behind a command on network devices: filters, and no places for files.

use super::Refusal;

/// Filters that choose lines, count them, or show them in another form, over all makes. EOS hands what it does not know
/// to a shell: `find`, which Junos has, could delete there, and `sort` could write.
const FILTERS: [&str; 20] = [
    "begin",
    "count",
    "display",
    "egrep",
    "except",
    "exclude",
    "grep",
    "head",
    "include",
    "json",
    "json-pretty",
    "last",
    "match",
    "no-more",
    "nz",
    "section",
    "tail",
    "until",
    "wc",
    "xml",
];

/// Where devices keep files, or send them: `bootflash:`, `tftp://…`. As the second word they are what is shown.
const PLACES: [&str; 21] = [
    "bootflash",
    "disk",
    "disk0",
    "disk1",
    "file",
    "flash",
    "ftp",
    "harddisk",
    "http",
    "https",
    "logflash",
    "modflash",
    "nvram",
    "rcp",
    "scp",
    "sftp",
    "slot0",
    "system",
    "tftp",
    "usb",
    "volatile",
];

/// Whether what follows the beginning of a command is harmless.
///
/// Each `|` begins a filter, also within quotes: whether a device reads those is its own matter. Abbreviations are
/// refused, for `| redi` is one too.
pub(super) fn check(command: &str) -> Result<(), Refusal> {
    let mut parts = command.split('|');
    let first = parts.next().unwrap_or_default();
    if let Some(place) = first.split_whitespace().skip(2).find(|word| is_place(word)) {
        return Err(Refusal::File(place.to_owned()));
    }
    for part in parts {
        let filter = part.split_whitespace().next().unwrap_or_default();
        if !FILTERS.iter().any(|known| known.eq_ignore_ascii_case(filter)) {
            return Err(Refusal::NotAFilter { filter: filter.to_owned(), allowed: FILTERS.join(", ") });
        }
        if let Some(place) = part.split_whitespace().skip(1).find(|word| is_place(word)) {
            return Err(Refusal::File(place.to_owned()));
        }
    }
    Ok(())
}

/// Whether a word names a place for files: `flash:x`, `usb1:`, `tftp://10.0.0.1/x`.
fn is_place(word: &str) -> bool {
    let Some((place, _)) = word.split_once(':') else { return false };
    let place = place.trim_start_matches('"').to_ascii_lowercase();
    let kind = place.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    PLACES.contains(&place.as_str()) || PLACES.contains(&kind)
}
