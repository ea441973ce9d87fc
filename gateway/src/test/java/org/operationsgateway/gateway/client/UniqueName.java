package org.operationsgateway.gateway.client;

/** How {@code operations/some/unique/name} fails: with one detail for each kind of error that a long job can have. */
final class UniqueName {

    /** What it is completed with. */
    static final String ERROR = """
            {"error": {"code": 10, "message": "Two of three steps failed.", "details": [
              {"@type": "type.googleapis.com/google.rpc.ErrorInfo",
               "reason": "STEPS_FAILED", "domain": "jobs.example.com", "metadata": {"failed": "2", "of": "3"}},
              {"@type": "type.googleapis.com/google.rpc.BadRequest",
               "fieldViolations": [{"field": "rows[17].label", "description": "is missing; the other rows were read"}]},
              {"@type": "type.googleapis.com/google.rpc.PreconditionFailure",
               "violations": [{"type": "STEP", "subject": "publish", "description": "waits for the step load"}]},
              {"@type": "type.googleapis.com/google.rpc.Status",
               "code": 5, "message": "b.csv is gone.", "details": [
                 {"@type": "type.googleapis.com/google.rpc.ErrorInfo",
                  "reason": "ITEM_GONE", "domain": "jobs.example.com", "metadata": {"item": "b.csv"}}]},
              {"@type": "type.googleapis.com/google.rpc.DebugInfo",
               "stackEntries": ["load", "parse"], "detail": "as it was logged"}]}}
            """;

    private UniqueName() {}
}
