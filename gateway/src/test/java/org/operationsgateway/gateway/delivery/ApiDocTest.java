package org.operationsgateway.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.operationsgateway.core.rpc.Reason;

/** The table of reasons in docs/api.md, compared with the reasons of the model that are sent. */
class ApiDocTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNSPECIFIED")
    void everyReasonIsInTheTableWithItsCodeAndStatus(Reason reason) throws IOException {
        List<String> rows = Files.readAllLines(Repository.ROOT.resolve("docs/api.md")).stream()
                .filter(line -> line.startsWith("| ") && line.contains("`" + reason + "`"))
                .toList();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst()).endsWith("| `" + reason.code() + "` | " + reason.httpStatus() + " |");
    }
}
