-- What runs in a parent: few of many, and what people ask for most.
create index operation_parent_running on operation (parent, life) where not done;
