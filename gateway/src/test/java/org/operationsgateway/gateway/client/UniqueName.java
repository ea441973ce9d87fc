package org.operationsgateway.gateway.client;

/** The error of {@code operations/some/unique/name}, with one detail for each kind of failure of a long job. */
final class UniqueName {

    /** The body of its completion. */
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
