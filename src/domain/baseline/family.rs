//! Makes that print alike.

/// Command lines whose outputs are set in order by the same rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Cisco IOS and IOS-XE.
    Ios,
    /// Cisco NX-OS.
    Nxos,
    /// Cisco IOS-XR.
    Xr,
    /// Arista EOS.
    Eos,
    /// Juniper Junos.
    Junos,
    /// Linux with FRR.
    Linux,
}

impl Family {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Ios, Self::Nxos, Self::Xr, Self::Eos, Self::Junos, Self::Linux];
}
