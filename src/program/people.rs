//! `users`: who may log in, for whoever runs the host.

use std::io::{self, BufRead, IsTerminal, Write};

use nix::sys::termios::{LocalFlags, SetArg, tcgetattr, tcsetattr};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::{Program, ProgramError};
use crate::cli::Users;
use crate::command::people::{self, Change};
use crate::store::people::User;

/// Does what was asked of the users.
pub(super) async fn users(program: &Program, what: Users) -> Result<(), ProgramError> {
    let database = program.database()?;
    let (user, done) = match what {
        Users::Add { name, role } => {
            let password = ask(&name).await?;
            (people::add(&database, &name, password, role).await?, "added")
        }
        Users::Passwd { name } => {
            // Before anybody is made to type.
            let id = people::named(&database, &name).await?.id;
            let change = Change { password: Some(ask(&name).await?), ..Change::default() };
            (people::change(&database, id, change, None).await?, "has a new password; open logins have ended")
        }
        Users::Role { name, role } => {
            let id = people::named(&database, &name).await?.id;
            let change = Change { role: Some(role), ..Change::default() };
            (people::change(&database, id, change, None).await?, "has the role")
        }
        Users::Disable { name } => {
            let id = people::named(&database, &name).await?.id;
            let change = Change { is_active: Some(false), ..Change::default() };
            (people::change(&database, id, change, None).await?, "is disabled; their schedules do not run")
        }
        Users::Enable { name } => {
            let id = people::named(&database, &name).await?.id;
            let change = Change { is_active: Some(true), ..Change::default() };
            (people::change(&database, id, change, None).await?, "is enabled")
        }
        Users::List => {
            for user in people::list(&database).await? {
                program.out.say(&line(&user), &object(&user));
            }
            return Ok(());
        }
    };
    program.out.say(&format!("{}: {done}", line(&user)), &object(&user));
    Ok(())
}

fn line(user: &User) -> String {
    let state = if user.is_active { "" } else { ", disabled" };
    format!("{} ({}{state})", user.username, user.role)
}

fn object(user: &User) -> Value {
    json!({"id": user.id, "username": user.username, "role": user.role, "is_active": user.is_active})
}

/// Asks for a password, off the async threads: a person may take long.
async fn ask(name: &str) -> Result<SecretString, ProgramError> {
    let name = name.to_owned();
    let asked = tokio::task::spawn_blocking(move || {
        if !io::stdin().is_terminal() {
            return line_of_input().map_err(ProgramError::Password);
        }
        let first = typed(&format!("Password for {name}: ")).map_err(ProgramError::Password)?;
        let again = typed("The same again: ").map_err(ProgramError::Password)?;
        if first.expose_secret() == again.expose_secret() { Ok(first) } else { Err(ProgramError::PasswordsDiffer) }
    });
    asked.await.map_err(|e| ProgramError::Password(io::Error::other(e)))?
}

fn line_of_input() -> io::Result<SecretString> {
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "standard input is empty"));
    }
    Ok(SecretString::from(line.trim_end_matches(['\r', '\n']).to_owned()))
}

/// A line from the terminal that does not show.
fn typed(prompt: &str) -> io::Result<SecretString> {
    let stdin = io::stdin();
    let before = tcgetattr(&stdin)?;
    let mut silent = before.clone();
    silent.local_flags.remove(LocalFlags::ECHO);
    eprint!("{prompt}");
    io::stderr().flush()?;
    tcsetattr(&stdin, SetArg::TCSAFLUSH, &silent)?;
    let line = line_of_input();
    tcsetattr(&stdin, SetArg::TCSANOW, &before)?;
    eprintln!();
    line
}
