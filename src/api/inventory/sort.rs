//! In which order lists come.

use poem_openapi::Enum;

use crate::store::inventory::Order;

macro_rules! sorts {
    ($(#[$doc:meta])* $name:ident $shown:tt { $($up:ident $down:ident $word:tt $reverse:tt,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Enum)]
        #[oai(rename = $shown)]
        pub(super) enum $name {
            $(#[oai(rename = $word)] $up, #[oai(rename = $reverse)] $down,)+
        }

        impl From<$name> for Order {
            fn from(sort: $name) -> Self {
                match sort {
                    $($name::$up => Self { by: $word, descending: false },
                      $name::$down => Self { by: $word, descending: true },)+
                }
            }
        }
    };
}

sorts! {
    /// In which order devices come; `-` is descending.
    DeviceSort "DeviceSort" {
        Name NameDesc "name" "-name",
        Number NumberDesc "number" "-number",
        Role RoleDesc "role" "-role",
        Location LocationDesc "location" "-location",
        Status StatusDesc "status" "-status",
        DeviceType DeviceTypeDesc "device_type" "-device_type",
        Platform PlatformDesc "platform" "-platform",
        FirstSeen FirstSeenDesc "first_seen" "-first_seen",
        LastSeen LastSeenDesc "last_seen" "-last_seen",
        LastChanged LastChangedDesc "last_changed" "-last_changed",
    }
}

sorts! {
    /// In which order hosts come; `-` is descending.
    HostSort "HostSort" {
        Name NameDesc "name" "-name",
        Site SiteDesc "site" "-site",
        Folder FolderDesc "folder" "-folder",
        FirstSeen FirstSeenDesc "first_seen" "-first_seen",
        LastSeen LastSeenDesc "last_seen" "-last_seen",
        LastChanged LastChangedDesc "last_changed" "-last_changed",
    }
}
