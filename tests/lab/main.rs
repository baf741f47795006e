//! The lab of real devices is what its description says, and leaves nothing behind. Where it
//! cannot be started its script says why, and what needs it is left out.
#![cfg(test)]

mod beside;
mod rig;
mod told;
