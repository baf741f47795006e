-- Which windows there are, by number: another number, other windows.
select windows_revision from noc.leader
