-- The number of a device's next baseline; whoever asks next waits for the end of this transaction.
insert into noc.capture_versions (device_id, version) values ($1, 1)
on conflict (device_id) do update set version = capture_versions.version + 1
returning version
