package org.operationsgateway.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that writes the report of a comparison: a table of ratios, and charts. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Writes a table and charts of the results of a comparison.")
public final class Report implements Callable<Integer> {

    private static final List<String> FIGURES = List.of(
            "updatesPerSecond",
            "updateP50Ms",
            "updateP99Ms",
            "deliveriesPerSecond",
            "deliveryP50Ms",
            "deliveryP99Ms",
            "deliveriesLost",
            "cpuSecondsPerMillion");

    /** The prefixes of the sides with a table of all figures. */
    private static final List<String> FULLY_LISTED = List.of("beside-", "flood-", "idle-", "mixed-", "seen-", "storm-");

    @Option(names = "--results", required = true, description = "folder of the results")
    private Path results = Path.of("");

    @Option(names = "--out", required = true, description = "folder for the report")
    private Path out = Path.of("");

    @Option(names = "--intro", defaultValue = "", description = "text above the table")
    private String intro = "";

    @Override
    public Integer call() throws IOException {
        Results read = Results.read(results);
        Files.createDirectories(out);
        StringBuilder text = new StringBuilder(intro.isEmpty() ? "" : intro.strip() + "\n\n");
        text.append(Table.write(Goal.ALL, read)).append('\n');
        for (Map.Entry<String, Chart> chart : Charts.of(read).entrySet()) {
            String file = chart.getKey() + ".svg";
            Files.writeString(out.resolve(file), chart.getValue().svg());
            text.append("![%s](%s)\n\n".formatted(chart.getValue().title(), file));
        }
        text.append("Medians, with ranges:\n\n").append(Table.writeFigures(read, FIGURES));
        read.rounds().keySet().stream()
                .filter(side -> FULLY_LISTED.stream().anyMatch(side::startsWith))
                .forEach(side -> text.append('\n').append(Table.writeAll(side, read)));
        Files.writeString(out.resolve("comparison.md"), text);
        System.out.print(text);
        return 0;
    }
}
