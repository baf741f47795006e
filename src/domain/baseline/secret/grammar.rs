//! Which words of a line are secrets, by the words around them.

use super::words::{Word, Words};

/// A secret follows these.
const BEFORE: [&str; 40] = [
    "api-key",
    "api-token",
    "area-password",
    "auth-key",
    "auth-password",
    "authentication-key",
    "authentication-password",
    "authkey",
    "bind-password",
    "cak",
    "client-secret",
    "community-name",
    "domain-password",
    "encrypted-password",
    "hash-key",
    "key",
    "key-hash",
    "key-string",
    "key=",
    "md5-key",
    "message-digest-key",
    "passphrase",
    "passwd",
    "password",
    "password=",
    "plain-text-password",
    "pmk",
    "pre-shared-key",
    "presharedkey",
    "priv-password",
    "privacy-key",
    "privacy-password",
    "private-key",
    "privatekey",
    "psk",
    "secret",
    "server-key",
    "set-key",
    "shared-secret",
    "simple-password",
];
/// These may stand between the two: how the secret is written, and of what kind it is.
const BETWEEN: [&str; 26] = [
    "=",
    ":",
    "8a",
    "ascii",
    "ascii-text",
    "clear",
    "clear-text",
    "cleartext",
    "encrypted",
    "hex",
    "hexadecimal",
    "hidden",
    "hmac-sha-256",
    "hmac-sha256",
    "level",
    "local",
    "md5",
    "nthash",
    "remote",
    "scrypt",
    "sha1",
    "sha256",
    "sha512",
    "text",
    "type6",
    "type7",
];
/// Where one of these follows, the word before speaks of something else: `key chain OSPF`.
const NO_SECRET: [&str; 8] =
    ["chain", "key-chain", "key-string", "generate", "management", "storage", "zeroize", "encryption"];
/// With what a line may go on behind a secret: words with one that belongs to them, and words alone.
const WITH_ONE: [&str; 11] = [
    "role",
    "privilege",
    "address",
    "hostname",
    "timeout",
    "port",
    "auth-port",
    "acct-port",
    "retransmit",
    "vrf",
    "group",
];
const ALONE: [&str; 7] = ["no-xauth", "authentication", "accounting", "ro", "rw", "localizedkey", "single-connection"];

/// Where the secrets of a line begin and end, in bytes, in order.
pub(super) fn secrets(words: &Words<'_>, in_snmp: bool) -> Vec<(usize, usize)> {
    let all = words.all.as_slice();
    let mut found = of_snmp(all, in_snmp);
    found.extend(of_redundancy(all));
    for (at, word) in all.iter().enumerate() {
        let follows_one = !word.quoted && word.is_one_of(&BEFORE);
        if follows_one && !all.get(at + 1).is_some_and(|next| next.is_one_of(&NO_SECRET)) {
            found.extend(value(&all[at + 1..]));
        }
    }
    if words.is_told {
        found.extend(all.iter().filter(|word| word.quoted).map(|word| (word.from, word.to)));
    }
    united(found)
}

/// What stands behind a word that a secret follows: all of it, unless the line goes on in a way that is known.
fn value(rest: &[Word<'_>]) -> Option<(usize, usize)> {
    let is_between = |word: &Word<'_>| !word.quoted && (word.is_number() || word.is_one_of(&BETWEEN));
    let mut first = rest.iter().take_while(|word| is_between(word)).count();
    // It is the last word that such a word stands before: a secret may read `7`, too.
    if first == rest.len() {
        first = first.checked_sub(1)?;
    }
    let from = rest.get(first)?;
    if from.quoted {
        return Some((from.from, from.to));
    }
    let end = (first + 1..rest.len()).find(|end| is_tail(&rest[*end..])).unwrap_or(rest.len());
    rest.get(end - 1).map(|last| (from.from, last.to))
}

/// Whether these words are wholly such as may follow a secret.
fn is_tail(mut rest: &[Word<'_>]) -> bool {
    loop {
        rest = match rest {
            [] => return true,
            [word, _, others @ ..] if word.is_one_of(&WITH_ONE) => others,
            [word, others @ ..] if word.is_one_of(&ALONE) => others,
            _ => return false,
        };
    }
}

/// Communities, and the keys of users.
fn of_snmp(all: &[Word<'_>], in_snmp: bool) -> Vec<(usize, usize)> {
    const KINDS: [&str; 12] =
        ["md5", "sha", "sha-256", "sha256", "sha384", "sha512", "des", "3des", "des56", "aes", "aes-128", "aes-256"];
    let at = |words: &[&str]| all.windows(words.len()).position(|some| some.iter().zip(words).all(|(a, b)| a.is(b)));
    let span = |word: &Word<'_>| (word.from, word.to);
    let mut found = Vec::new();
    for before in [
        &["snmp-server", "community"][..],
        &["snmp", "community"],
        &["snmp", "trap-group"],
        &["snmp-server", "community-map"],
        &["mib", "community-map"],
    ] {
        let Some(at) = at(before) else { continue };
        let rest = &all[at + before.len()..];
        let plain = rest.iter().find(|word| !word.is_one_of(&["0", "7", "encrypted", "clear"]));
        found.extend(plain.or(rest.last()).map(span));
    }
    if in_snmp
        && let [first, second, ..] = all
        && first.is_one_of(&["community", "trap-group"])
    {
        found.push(span(second));
    }
    if let Some(at) = at(&["snmp-server", "host"]) {
        found.extend(community_of_host(&all[at + 2..]));
    }
    if at(&["snmp-server", "user"]).is_some() {
        for (at, _) in all.iter().enumerate().filter(|(_, word)| word.is_one_of(&["auth", "priv"])) {
            let is_kind = |word: &&Word<'_>| word.is_one_of(&KINDS) || word.is_number() || word.is("encrypted");
            found.extend(all[at + 1..].iter().find(|word| !is_kind(word)).map(span));
        }
    }
    found
}

/// `snmp-server host 10.0.0.1 [traps] [version 2c] COMMUNITY …`
fn community_of_host(rest: &[Word<'_>]) -> Option<(usize, usize)> {
    const WITH_ONE: [&str; 5] = ["vrf", "use-vrf", "use_vrf", "source-interface", "udp-port"];
    const ALONE: [&str; 8] = ["traps", "trap", "informs", "inform", "auth", "noauth", "priv", "encrypted"];
    let mut rest = rest.get(1..)?;
    loop {
        rest = match rest {
            [word, _, others @ ..] if word.is("version") || word.is_one_of(&WITH_ONE) => others,
            [word, others @ ..] if word.is_one_of(&ALONE) || word.is("clear") => others,
            [word, ..] => return Some((word.from, word.to)),
            [] => return None,
        };
    }
}

/// `standby 1 authentication [text] SECRET`; of a key chain, or of a key that its own word stands before, nothing.
fn of_redundancy(all: &[Word<'_>]) -> Option<(usize, usize)> {
    all.first().filter(|first| first.is_one_of(&["standby", "vrrp", "glbp", "hsrp", "authentication", "isis"]))?;
    let at = all.iter().position(|word| word.is("authentication"))?;
    let rest = &all[at + 1..];
    let is_kind = |word: &&Word<'_>| word.is_one_of(&["text", "md5", "mode", "0", "7"]);
    let secret = rest.iter().find(|word| !is_kind(word))?;
    let is_other = secret.is_one_of(&["key-string", "key-chain", "keychain", "key", "group", "order", "pre-share"]);
    // Alone at the beginning, `authentication` is a word of many other statements.
    let is_whole = !all[0].is("authentication") || rest.first().is_some_and(|word| word.is_one_of(&["text", "md5"]));
    (!is_other && is_whole).then_some((secret.from, secret.to))
}

/// Spans that touch, as one.
fn united(mut found: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    found.sort_unstable();
    let mut all: Vec<(usize, usize)> = Vec::with_capacity(found.len());
    for (from, to) in found {
        match all.last_mut() {
            Some((_, end)) if from <= *end => *end = to.max(*end),
            _ => all.push((from, to)),
        }
    }
    all
}
