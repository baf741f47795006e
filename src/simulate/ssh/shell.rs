//! The command line of a double.

use std::collections::VecDeque;

use russh::ChannelId;
use russh::server::Handle;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::device::{Echo, Fault, Reply, SshDevice};
use super::figures::Shared;

pub(super) struct Shell {
    shared: Shared,
    user: String,
    handle: Handle,
    channel: ChannelId,
    typed: mpsc::UnboundedReceiver<Vec<u8>>,
    cut: CancellationToken,
    /// Bytes that were typed and not yet read.
    ahead: VecDeque<u8>,
    is_plain: bool,
    pages: bool,
}

/// Whoever is at the other end is gone.
struct Gone;

/// What a person at a keyboard sends to stop a command.
const INTERRUPT: u8 = 3;

/// Text as it goes over a terminal.
fn wire_form(text: &str) -> String {
    text.replace('\n', "\r\n")
}

impl Shell {
    pub(super) fn new(
        shared: Shared,
        user: String,
        handle: Handle,
        channel: ChannelId,
        typed: mpsc::UnboundedReceiver<Vec<u8>>,
        cut: CancellationToken,
    ) -> Self {
        let is_plain = shared.device().starts_plain;
        Self { shared, user, handle, channel, typed, cut, ahead: VecDeque::new(), is_plain, pages: true }
    }

    pub(super) async fn run(mut self) {
        let _counted = self.shared.count(|visits| &mut visits.shells);
        // The other end may go at any time.
        let _ = self.talk().await;
        let _ = self.handle.close(self.channel).await;
    }

    async fn talk(&mut self) -> Result<(), Gone> {
        let device = self.device();
        if let Some(motd) = &device.motd {
            self.say(&wire_form(motd)).await?;
        }
        if !device.shy {
            self.show_prompt().await?;
        }
        loop {
            let line = self.read_line(true).await?;
            self.say("\r\n").await?;
            let command = line.trim();
            if !command.is_empty() && !self.obey(command).await? {
                return Ok(());
            }
            self.show_prompt().await?;
            if let Some(log) = self.device().log_line.filter(|_| !command.is_empty()) {
                self.say(&wire_form(&log)).await?;
            }
        }
    }

    fn device(&self) -> SshDevice {
        self.shared.device().clone()
    }

    async fn show_prompt(&mut self) -> Result<(), Gone> {
        let device = self.device();
        self.say(&device.style.prompt(&self.user, &device.hostname, self.is_plain)).await
    }

    /// Does what a line says; whether there is a next one.
    async fn obey(&mut self, command: &str) -> Result<bool, Gone> {
        let device = self.device();
        self.shared.note(|visits| visits.commands.push(command.to_owned()));
        let asked = self.shared.visits().borrow().commands.len();
        if device.faults.iter().any(|fault| matches!(fault, Fault::CutAfterCommands(after) if asked > *after)) {
            self.cut.cancel();
            return Err(Gone);
        }
        tokio::time::sleep(device.command_delay).await;
        match command {
            "exit" | "quit" | "logout" => return Ok(false),
            "enable" if self.is_plain => self.enable(&device).await?,
            _ => {
                if command == device.style.no_paging() {
                    self.pages = false;
                }
                self.answer(&device, command).await?;
            }
        }
        Ok(true)
    }

    async fn enable(&mut self, device: &SshDevice) -> Result<(), Gone> {
        /// As many tries as IOS gives.
        const TRIES: usize = 3;
        let Some(secret) = &device.enable_password else {
            self.is_plain = false;
            return Ok(());
        };
        for _ in 0..TRIES {
            self.say("Password: ").await?;
            let given = self.read_line(false).await?;
            self.say("\r\n").await?;
            self.shared.note(|visits| *visits.logins.entry("enable".to_owned()).or_default() += 1);
            if given == *secret {
                self.is_plain = false;
                return Ok(());
            }
            if given.is_empty() {
                break;
            }
        }
        self.say(&wire_form(device.style.no_rights())).await
    }

    async fn answer(&mut self, device: &SshDevice, command: &str) -> Result<(), Gone> {
        let reply = device.reply(command);
        self.say(&wire_form(device.style.before_answer())).await?;
        let first = reply.pieces.first().cloned().unwrap_or_default();
        match &device.pager {
            Some(pager) if self.pages || pager.stubborn => self.show_pages(device, &first).await?,
            _ => self.say(&wire_form(&first)).await?,
        }
        if device.has(&Fault::HangOn(command.to_owned())) {
            return self.until_interrupted().await;
        }
        while device.has(&Fault::EndlessOn(command.to_owned())) {
            self.say(&wire_form(&"and so on\n".repeat(1000))).await?;
        }
        self.say_rest(&reply).await
    }

    async fn say_rest(&mut self, reply: &Reply) -> Result<(), Gone> {
        for piece in reply.pieces.iter().skip(1) {
            tokio::time::sleep(reply.pause).await;
            self.say(&wire_form(piece)).await?;
        }
        self.say(&wire_form(&reply.stderr)).await
    }

    async fn show_pages(&mut self, device: &SshDevice, text: &str) -> Result<(), Gone> {
        let Some(pager) = &device.pager else { return Ok(()) };
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for (number, page) in lines.chunks(pager.lines.max(1)).enumerate() {
            if number > 0 {
                self.say(&pager.text).await?;
                let key = self.read_byte().await?;
                self.say(&pager.erase).await?;
                if key == b'q' || key == INTERRUPT {
                    return Ok(());
                }
            }
            self.say(&wire_form(&page.concat())).await?;
        }
        Ok(())
    }

    async fn until_interrupted(&mut self) -> Result<(), Gone> {
        while self.read_byte().await? != INTERRUPT {}
        self.say("^C\r\n").await
    }

    async fn read_line(&mut self, echoed: bool) -> Result<String, Gone> {
        let mut line = Vec::new();
        loop {
            match self.read_byte().await? {
                b'\n' | b'\r' => return Ok(String::from_utf8_lossy(&line).into_owned()),
                INTERRUPT => return Ok(String::new()),
                byte => {
                    line.push(byte);
                    if echoed {
                        self.echo(byte, line.len()).await?;
                    }
                }
            }
        }
    }

    async fn echo(&mut self, byte: u8, column: usize) -> Result<(), Gone> {
        let echo = self.shared.device().echo;
        match echo {
            Echo::None => Ok(()),
            Echo::Plain => self.say_bytes(vec![byte]).await,
            Echo::Slow(pause) => {
                tokio::time::sleep(pause).await;
                self.say_bytes(vec![byte]).await
            }
            Echo::Wrapped(width) => {
                self.say_bytes(vec![byte]).await?;
                if column.is_multiple_of(width.max(1)) { self.say("\r\n").await } else { Ok(()) }
            }
        }
    }

    async fn read_byte(&mut self) -> Result<u8, Gone> {
        loop {
            if let Some(byte) = self.ahead.pop_front() {
                return Ok(byte);
            }
            let more = self.typed.recv().await.ok_or(Gone)?;
            self.ahead.extend(more);
        }
    }

    async fn say(&mut self, text: &str) -> Result<(), Gone> {
        if text.is_empty() { Ok(()) } else { self.say_bytes(text.as_bytes().to_vec()).await }
    }

    async fn say_bytes(&mut self, bytes: Vec<u8>) -> Result<(), Gone> {
        self.handle.data(self.channel, bytes).await.map_err(|_| Gone)
    }
}
