//! What to run, and how much of it.

use std::path::PathBuf;

/// The arguments.
#[derive(Default)]
pub(crate) struct Options {
    quick: bool,
    only: Vec<String>,
    log: Option<PathBuf>,
    /// Internal: be the process that holds many schedules.
    pub(crate) hold: Option<Held>,
}

/// Where the process that holds many schedules finds them.
pub(crate) struct Held {
    pub(crate) database_url: String,
    pub(crate) redis_url: String,
}

impl Options {
    pub(crate) fn read(mut args: impl Iterator<Item = String>) -> Self {
        let mut options = Self::default();
        while let Some(arg) = args.next() {
            let mut value = || args.next().unwrap_or_else(|| panic!("{arg} wants a value"));
            match arg.as_str() {
                // What cargo says to every benchmark.
                "--bench" => {}
                "--quick" => options.quick = true,
                "--only" => options.only = value().split(',').map(str::to_owned).collect(),
                "--log" => options.log = Some(value().into()),
                "--hold" => options.hold = Some(Held { database_url: value(), redis_url: value() }),
                _ => panic!("unknown argument {arg}: known are --quick, --only PARTS, --log FILE"),
            }
        }
        options
    }

    pub(crate) fn runs(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == part)
    }

    /// `full`, or `quick` when only a sign of life is wanted.
    pub(crate) fn scale<T>(&self, full: T, quick: T) -> T {
        if self.quick { quick } else { full }
    }

    /// The program logs at info, as it does when nobody says otherwise: that is part of what it
    /// costs. Without a file the lines are written and thrown away.
    pub(crate) fn start_log(&self) {
        let path = self.log.clone().unwrap_or_else(|| PathBuf::from("/dev/null"));
        let file = std::fs::File::options().create(true).append(true).open(path).unwrap();
        let lines = tracing_subscriber::fmt().with_max_level(tracing::Level::INFO).with_ansi(false);
        lines.with_writer(std::sync::Mutex::new(file)).init();
    }
}
