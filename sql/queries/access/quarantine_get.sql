-- Until when a device is left alone, and why. $1 device.
select until, failures, class from noc.device_quarantine where device = $1 and until > clock_timestamp()
