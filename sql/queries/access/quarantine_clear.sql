-- A device answered. $1 device.
delete from noc.device_quarantine where device = $1
