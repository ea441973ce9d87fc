-- The scans of collection streams read the log in the order of this index, also within one large transaction. It has
-- the size of the index that it replaces, which contained the same columns without their order.
drop index operation_event_xid;
create index operation_event_xid on operation_event (xid, life, revision);
