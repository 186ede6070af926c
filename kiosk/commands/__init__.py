"""One function per tap: load, decide by the rule, append. Each runs inside the writer's transaction and returns what the
answer carries besides `ok` and `seq`."""
