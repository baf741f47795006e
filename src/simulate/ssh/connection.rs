//! One connection to a double.

use std::collections::HashMap;
use std::time::Duration;

use russh::server::{Auth, ChannelOpenHandle, Handle, Handler, Msg, Response, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId, ChannelOpenFailure, Error};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use super::auth::Entry;
use super::device::{Fault, Reply};
use super::figures::{Counted, Shared};
use super::shell::Shell;

pub(super) struct Connection {
    shared: Shared,
    /// Hears when the other end goes.
    ear: TcpStream,
    cut: CancellationToken,
    entry: Entry,
    session: Option<Counted>,
    /// How many channels were asked for.
    channels: usize,
    keyboards: HashMap<ChannelId, mpsc::UnboundedSender<Vec<u8>>>,
    /// What runs for this connection; it ends with it.
    tasks: JoinSet<()>,
}

impl Connection {
    pub(super) fn new(shared: Shared, ear: TcpStream, cut: CancellationToken) -> Self {
        let entry = Entry::new(shared.clone());
        Self { shared, ear, cut, entry, session: None, channels: 0, keyboards: HashMap::new(), tasks: JoinSet::new() }
    }

    async fn slowly(&self) {
        let delay = self.shared.device().login_delay;
        tokio::time::sleep(delay).await;
    }

    /// What comes of a login: in, not in, or nothing more of this connection.
    async fn let_in(&mut self, auth: Auth) -> Result<Auth, Error> {
        self.slowly().await;
        let (hangs, closes) = {
            let device = self.shared.device();
            (device.has(&Fault::HangAtLogin), device.has(&Fault::CloseAtLogin))
        };
        if hangs {
            let _ = self.cut.run_until_cancelled(self.ear.peek(&mut [0])).await;
        }
        if hangs || closes {
            return Err(Error::Disconnect);
        }
        Ok(auth)
    }
}

impl Handler for Connection {
    type Error = Error;

    async fn authentication_banner(&mut self) -> Result<Option<String>, Error> {
        Ok(self.shared.device().banner.clone())
    }

    async fn auth_password(&mut self, user: &str, password: &str) -> Result<Auth, Error> {
        let auth = self.entry.password(user, password);
        self.let_in(auth).await
    }

    async fn auth_publickey(&mut self, user: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, Error> {
        let auth = self.entry.key(user, key.public_key);
        self.let_in(auth).await
    }

    async fn auth_keyboard_interactive<'a>(
        &'a mut self,
        user: &str,
        _: &str,
        response: Option<Response<'a>>,
    ) -> Result<Auth, Error> {
        let given = response.map(|mut given| given.next().unwrap_or_default());
        let auth = self.entry.question(user, given.as_deref());
        if matches!(auth, Auth::Partial { .. }) { Ok(auth) } else { self.let_in(auth).await }
    }

    async fn auth_succeeded(&mut self, _: &mut Session) -> Result<(), Error> {
        self.session = Some(self.shared.count(|visits| &mut visits.sessions));
        self.shared.note(|visits| visits.most_sessions = visits.most_sessions.max(visits.sessions));
        Ok(())
    }

    async fn channel_open_session(
        &mut self,
        _: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Error> {
        self.channels += 1;
        let is_slow =
            |fault: &Fault| matches!(fault, Fault::SlowToFree(refused) if (2..2 + refused).contains(&self.channels));
        let has_no_room = {
            let device = self.shared.device();
            device.has(&Fault::NoChannel) || device.faults.iter().any(is_slow)
        };
        if has_no_room {
            reply.reject(ChannelOpenFailure::ResourceShortage).await;
        } else {
            reply.accept().await;
        }
        Ok(())
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        _: &str,
        _: u32,
        _: u32,
        _: u32,
        _: u32,
        _: &[(russh::Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Error> {
        session.channel_success(channel)
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), Error> {
        if self.shared.device().has(&Fault::RefuseShell) {
            return session.channel_failure(channel);
        }
        session.channel_success(channel)?;
        let (keyboard, typed) = mpsc::unbounded_channel();
        self.keyboards.insert(channel, keyboard);
        let shell =
            Shell::new(self.shared.clone(), self.entry.user(), session.handle(), channel, typed, self.cut.clone());
        self.tasks.spawn(shell.run());
        Ok(())
    }

    async fn exec_request(&mut self, channel: ChannelId, data: &[u8], session: &mut Session) -> Result<(), Error> {
        let command = String::from_utf8_lossy(data).into_owned();
        let device = self.shared.device().clone();
        if !device.exec || device.has(&Fault::RefuseExec) {
            return session.channel_failure(channel);
        }
        session.channel_success(channel)?;
        self.shared.note(|visits| visits.commands.push(command.clone()));
        let asked = self.shared.visits().borrow().commands.len();
        if device.faults.iter().any(|fault| matches!(fault, Fault::CutAfterCommands(after) if asked > *after)) {
            return Err(Error::Disconnect);
        }
        let reply = device.reply(&command);
        let text = format!("{}{}", device.style.before_answer(), reply.pieces.first().map_or("", String::as_str));
        let exec = Exec {
            handle: session.handle(),
            channel,
            first: text,
            reply,
            delay: device.command_delay,
            hangs: device.has(&Fault::HangOn(command.clone())),
            is_endless: device.has(&Fault::EndlessOn(command)),
            closes: !device.has(&Fault::NoClose),
        };
        self.tasks.spawn(exec.run());
        Ok(())
    }

    async fn data(&mut self, channel: ChannelId, data: &[u8], _: &mut Session) -> Result<(), Error> {
        if let Some(keyboard) = self.keyboards.get(&channel) {
            // The shell has ended; nobody reads what is typed any more.
            let _ = keyboard.send(data.to_vec());
        }
        Ok(())
    }

    async fn channel_close(&mut self, channel: ChannelId, _: &mut Session) -> Result<(), Error> {
        self.keyboards.remove(&channel);
        Ok(())
    }
}

/// A command in a channel of its own.
struct Exec {
    handle: Handle,
    channel: ChannelId,
    first: String,
    reply: Reply,
    delay: Duration,
    hangs: bool,
    is_endless: bool,
    closes: bool,
}

impl Exec {
    async fn run(self) {
        // Whoever asked may be gone in the meantime.
        let _ = self.answer().await;
    }

    async fn answer(self) -> Result<(), ()> {
        tokio::time::sleep(self.delay).await;
        let said = |_| ();
        self.handle.data(self.channel, self.first.into_bytes()).await.map_err(said)?;
        for piece in self.reply.pieces.iter().skip(1) {
            tokio::time::sleep(self.reply.pause).await;
            self.handle.data(self.channel, piece.clone().into_bytes()).await.map_err(said)?;
        }
        if self.is_endless {
            loop {
                let more = "and so on\n".repeat(1000).into_bytes();
                self.handle.data(self.channel, more).await.map_err(said)?;
            }
        }
        if self.hangs {
            return std::future::pending().await;
        }
        if !self.reply.stderr.is_empty() {
            self.handle.extended_data(self.channel, 1, self.reply.stderr.into_bytes()).await.map_err(said)?;
        }
        if self.closes {
            if let Some(status) = self.reply.status {
                self.handle.exit_status_request(self.channel, status).await?;
            }
            self.handle.eof(self.channel).await?;
            self.handle.close(self.channel).await
        } else {
            self.handle.eof(self.channel).await
        }
    }
}
