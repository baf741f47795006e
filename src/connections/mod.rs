//! From what is known of a remote system to a client that asks it.
