//! The first minute in a shell: which prompt it has, more rights where they are given, no paging.

use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;

use super::limits::{LONGEST_QUIET, Limits, NUDGE, QUIET};
use super::prompt::{self, Prompt};
use super::screen;
use super::shell::{Heard, Shell};
use super::trouble::Trouble;
use crate::device::platform::Terminal;

/// Lines above a prompt that are taken for a part of it.
const MOST_ABOVE: usize = 3;

impl Shell {
    /// Makes it ready for commands. Waits as long as it takes; the caller limits that.
    pub(super) async fn get_ready(
        &mut self,
        terminal: &Terminal,
        secret: Option<&SecretString>,
        limits: &Limits,
    ) -> Result<(), Trouble> {
        self.learn_prompt().await?;
        if let Some(enable) = terminal.enable
            && self.prompt.is_plain_user()
        {
            self.enable(enable, secret).await?;
        }
        for command in terminal.prepare {
            // Refused, it is one of many models that does without.
            self.ask(command, limits).await?;
        }
        Ok(())
    }

    /// Learns the prompt: what stands at the end, and stands there again after an empty line. A banner that ends like
    /// a prompt does not.
    async fn learn_prompt(&mut self) -> Result<(), Trouble> {
        let mut before: Option<String> = None;
        loop {
            let tail = self.rest().await?;
            if prompt::is_pager(&tail) {
                self.turn_page(" ").await?;
                continue;
            }
            let found = prompt::looks_like_one(&tail).then(|| tail.trim_end().to_owned());
            if found.is_some() && found == before {
                let line = found.unwrap_or_default();
                self.prompt = Prompt { above: self.above(&line), line };
                self.heard.clear();
                return Ok(());
            }
            before = found;
            self.heard.clear();
            self.send("\n").await?;
        }
    }

    /// Waits until the device has shown something that may be its prompt, or nothing for a while.
    async fn rest(&mut self) -> Result<String, Trouble> {
        loop {
            let tail = self.tail();
            let is_something = prompt::looks_like_one(&tail) || prompt::is_pager(&tail);
            match self.hear(if is_something { QUIET } else { NUDGE }).await {
                Heard::TheEnd => return Err(self.gone()),
                Heard::Nothing => return Ok(tail),
                Heard::Something => {}
            }
        }
    }

    /// What the device showed between an empty line and its prompt.
    fn above(&self, prompt: &str) -> Vec<String> {
        let seen = screen::text(&self.heard);
        let lines = seen.lines().map(str::trim).filter(|line| !line.is_empty() && *line != prompt);
        let above: Vec<String> = lines.map(str::to_owned).collect();
        if above.len() <= MOST_ABOVE { above } else { Vec::new() }
    }

    /// Goes to the privileged mode. A secret is given once.
    async fn enable(&mut self, command: &str, secret: Option<&SecretString>) -> Result<(), Trouble> {
        let refused = |why: &str| Trouble::Privilege { why: why.to_owned() };
        self.heard.clear();
        self.send(&format!("{command}\n")).await?;
        if self.until_asked_or_done().await? == Asks::Password {
            let Some(secret) = secret else { return self.do_without().await };
            self.heard.clear();
            self.send(&format!("{}\n", secret.expose_secret())).await?;
            if self.until_asked_or_done().await? == Asks::Password {
                return Err(refused("the device refused the enable password"));
            }
        }
        let plain = self.prompt.clone();
        self.learn_prompt().await?;
        if self.prompt == plain && secret.is_some() {
            return Err(refused("the device refused the privileged mode"));
        }
        Ok(())
    }

    async fn until_asked_or_done(&mut self) -> Result<Asks, Trouble> {
        loop {
            let tail = self.tail();
            let asks = prompt::asks_for_password(&tail);
            let done = prompt::looks_like_one(&tail);
            match self.hear(if asks || done { QUIET } else { NUDGE }).await {
                Heard::TheEnd => return Err(self.gone()),
                Heard::Nothing if asks => return Ok(Asks::Password),
                Heard::Nothing if done => return Ok(Asks::Nothing),
                Heard::Nothing | Heard::Something => {}
            }
        }
    }

    /// Leaves a question for a password that we do not have, and stays without privileges: much is shown to everybody.
    async fn do_without(&mut self) -> Result<(), Trouble> {
        const INTERRUPT: &str = "\u{3}";
        let until = Instant::now() + NUDGE;
        self.send(INTERRUPT).await?;
        while Instant::now() < until {
            if let Heard::TheEnd = self.hear(LONGEST_QUIET).await {
                return Err(self.gone());
            }
            if self.prompt.is(&self.tail()) {
                return self.learn_prompt().await;
            }
        }
        Err(Trouble::Privilege {
            why: "the device asks for an enable password, and the credential has none".to_owned(),
        })
    }
}

#[derive(PartialEq, Eq)]
enum Asks {
    Password,
    Nothing,
}
