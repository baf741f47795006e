-- The first statement of every transaction a leader makes. No row: somebody else
-- leads. The lock makes a successor wait for what is in flight; without it a
-- deposed leader could commit after its successor has read. It makes writers of
-- maintenance windows wait too: the set that is in force stays so meanwhile.
select term, windows_revision from noc.leader where term = $1 for share
