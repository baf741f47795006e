use super::*;
use secrecy::ExposeSecret;

fn environment(pairs: &[(&str, &str)]) -> Layers {
    Layers::environment(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())))
}

fn told(layers: &Layers) -> Vec<String> {
    Settings::read(layers).unwrap_err().iter().map(ToString::to_string).collect()
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), text).unwrap();
    file
}

#[test]
fn nothing_said_gives_the_defaults_of_the_table() {
    let settings = Settings::read(&Layers::default()).unwrap();
    assert_eq!(settings.listen, "127.0.0.1:8000");
    assert_eq!((settings.worker_queues, settings.worker_concurrency), (vec!["default".to_owned()], 16));
    assert_eq!((settings.worker_grace, settings.catch_up_limit), (Duration::from_secs(30), 100));
    assert_eq!((settings.job_retention_days, settings.ledger_retention_days), (30, 400));
    assert!(settings.database_url.is_none() && settings.warnings.is_empty());
    assert_eq!(settings.timezone.name(), "UTC");
}

#[test]
fn an_option_goes_before_the_environment_and_the_environment_before_a_file() {
    let file = file("NOC_LISTEN=1.1.1.1:1\nNOC_REDIS_PREFIX=\"from file:\"\nNOC_LOG='debug'\nHOME=/nowhere\n");
    let layers = environment(&[("NOC_LISTEN", "2.2.2.2:2"), ("NOC_LOG", "")]).with_file(file.path());
    assert_eq!(told(&layers).len(), 1, "a space in the prefix");
    std::fs::write(file.path(), "NOC_LISTEN=1.1.1.1:1\n# a word\nNOC_REDIS_PREFIX=\"file:\"\nNOC_LOG='debug'\n")
        .unwrap();
    let layers = environment(&[("NOC_LISTEN", "2.2.2.2:2"), ("NOC_LOG", "")]).with_file(file.path());
    let settings = Settings::read(&layers).unwrap();
    assert_eq!((&*settings.listen, &*settings.redis_prefix, &*settings.log), ("2.2.2.2:2", "file:", "debug"));
    let layers = layers.with_flag("--listen", Some("3.3.3.3:3".to_owned()));
    assert_eq!(Settings::read(&layers).unwrap().listen, "3.3.3.3:3");
}

#[test]
fn every_mistake_is_told_at_once_with_its_place() {
    let file = file("NOC_TIMEZONE=Europe/Belin\nno line\n");
    let layers = environment(&[
        ("NOC_DATABASE_URL", "mysql://root:hunter2@host"),
        ("NOC_REDIS_URL", "hunter2"),
        ("NOC_WORKER_CONCURRENCY", "zero"),
        ("NOC_WORKER_GRACE_SECONDS", "-1"),
        ("NOC_WORKER_QUEUES", "a, b c"),
        ("NOC_NAUTOBOT_URL", "https://ann:hunter2@nautobot"),
        ("NOC_NAUTOBOT_TOKEN", "hunter2"),
        ("NOC_CORS_ORIGINS", "https://noc.example.net/path"),
        ("NOC_SECURE_COOKIES", "perhaps"),
        ("NOC_LOG", "noc=loud"),
        ("NOC_LOG_FORMAT", "xml"),
    ])
    .with_file(file.path())
    .with_flag("--listen", Some("8000".to_owned()));
    let told = told(&layers);
    assert_eq!(told.len(), 13, "{told:#?}");
    assert!(
        told.contains(&"--listen: `8000` is no address with a port such as 127.0.0.1:8000".to_owned()),
        "{told:#?}"
    );
    assert!(told.contains(&"NOC_WORKER_CONCURRENCY: `zero` is no whole number from 1 to 1000".to_owned()), "{told:#?}");
    assert!(told.iter().any(|t| t.ends_with("line 2: is no line of the form NAME=value")), "{told:#?}");
    assert!(told.iter().any(|t| t.contains("line 1: NOC_TIMEZONE: ") && t.contains("Europe/Berlin")), "{told:#?}");
    assert!(!told.join("\n").contains("hunter2"), "{told:#?}");
}

#[test]
fn an_unknown_name_is_a_warning_with_a_guess() {
    let settings =
        Settings::read(&environment(&[("NOC_REDIS_ULR", "x"), ("NOC_SECRET_PLAN", "x"), ("HOME", "/")])).unwrap();
    assert_eq!(
        settings.warnings,
        ["there is no setting NOC_REDIS_ULR; did you mean NOC_REDIS_URL?", "there is no setting NOC_SECRET_PLAN"]
    );
}

#[test]
fn half_a_connection_is_a_warning_and_none() {
    let settings = Settings::read(&environment(&[
        ("NOC_NAUTOBOT_URL", "https://nautobot.example.net"),
        ("NOC_CHECKMK_URL", "https://checkmk.example.net"),
        ("NOC_CHECKMK_SITE", "cmk"),
    ]))
    .unwrap();
    assert_eq!(format!("{:?}", settings.connections), "[]");
    assert_eq!(
        settings.warnings,
        [
            "set: NOC_NAUTOBOT_URL; not set: NOC_NAUTOBOT_TOKEN; so Nautobot is not used",
            "set: NOC_CHECKMK_URL, NOC_CHECKMK_SITE; not set: NOC_CHECKMK_USERNAME, NOC_CHECKMK_SECRET; so CheckMK is \
             not used"
        ]
    );
}

#[test]
fn a_secret_key_is_read_and_never_quoted() {
    let key = "0a".repeat(32);
    let settings = Settings::read(&environment(&[("NOC_SECRET_KEY", &key)])).unwrap();
    assert_eq!(settings.secret_key.unwrap().key_ids().len(), 1);
    let told = told(&environment(&[("NOC_SECRET_KEY", "hunter2")]));
    assert!(told[0].contains("64 hexadecimal digits") && !told[0].contains("hunter2"), "{told:?}");
}

#[test]
fn secrets_are_not_printed() {
    let settings = Settings::read(&environment(&[
        ("NOC_DATABASE_URL", "postgres://noc:hunter2@host/noc"),
        ("NOC_ADMIN_PASSWORD", "hunter2"),
    ]))
    .unwrap();
    assert!(settings.database_url.as_ref().is_some_and(|url| url.expose_secret().contains("hunter2")));
    assert!(!format!("{settings:?} {:?}", settings.admin_password).contains("hunter2"));
}

#[test]
fn the_webhook_is_an_address_and_never_quoted() {
    let settings = Settings::read(&environment(&[
        ("NOC_NOTIFY_URL", "https://alerts.example.net/hunter2"),
        ("NOC_NOTIFY_TOKEN", "hunter2"),
        ("NOC_PUBLIC_URL", "https://noc.example.net/"),
    ]))
    .unwrap();
    assert_eq!(settings.notify.unwrap().host(), "alerts.example.net");
    assert_eq!(settings.public_url.as_deref(), Some("https://noc.example.net"));
    let wrong = told(&environment(&[("NOC_NOTIFY_URL", "alerts/hunter2"), ("NOC_PUBLIC_URL", "noc")]));
    assert!(wrong.len() == 2 && !wrong.join("").contains("hunter2"), "{wrong:?}");
    let alone = Settings::read(&environment(&[("NOC_NOTIFY_TOKEN", "hunter2")])).unwrap();
    assert!(alone.notify.is_none() && alone.warnings.len() == 1, "{:?}", alone.warnings);
}
