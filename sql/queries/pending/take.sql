-- Takes rows of schedule $1, by the due times $2 they begin with.
delete from noc.ledger where schedule_id = $1 and due_from = any ($2::timestamptz[])
