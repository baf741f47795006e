-- Before a rebuild: the projection is only a fold.
delete from noc.schedule
