-- What a question about schedule $1 rests on beside its history: the first due time that is not settled.
select next_due, settled_through from noc.schedule_runtime where schedule_id = $1
