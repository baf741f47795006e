-- Waits for the claims in flight. Later ones wait for us, and see what we commit.
lock table noc.queue_pause in access exclusive mode
