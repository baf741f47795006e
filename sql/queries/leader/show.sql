-- Who leads, or led last.
select term, beat_id, host, pid, since from noc.leader
