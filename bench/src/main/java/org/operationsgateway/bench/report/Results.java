package org.operationsgateway.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The results of a comparison. A side is a workload and the server that ran it.
 *
 * @param rounds the results by side, {@code workload-server}, and by the number of the round
 */
record Results(Map<String, Map<Integer, Result>> rounds) {

    private static final Pattern FILE = Pattern.compile("(.+)-(\\d+)\\.json");

    /** Reads the files {@code workload-server-round.json} of a folder. */
    static Results read(Path folder) throws IOException {
        Map<String, Map<Integer, Result>> rounds = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    rounds.computeIfAbsent(name.group(1), key -> new TreeMap<>())
                            .put(Integer.valueOf(name.group(2)), Result.read(file));
                }
            }
        }
        return new Results(rounds);
    }

    /** Returns one figure of a side for each round. */
    List<Double> figures(String side, String figure) {
        return of(side).stream()
                .map(result -> result.figure(figure))
                .filter(value -> !value.isNaN())
                .toList();
    }

    /** Returns the results of a side for each round. */
    Collection<Result> of(String side) {
        return rounds.getOrDefault(side, Map.of()).values();
    }

    /** Returns the ratio of two sides for each round. Drift of the machine between rounds affects both sides alike. */
    List<Double> ratios(String side, String other, String figure) {
        Map<Integer, Result> otherRounds = rounds.getOrDefault(other, Map.of());
        List<Double> ratios = new ArrayList<>();
        rounds.getOrDefault(side, Map.of()).forEach((round, result) -> {
            Result otherResult = otherRounds.get(round);
            if (otherResult != null) {
                ratios.add(result.figure(figure) / otherResult.figure(figure));
            }
        });
        ratios.removeIf(ratio -> ratio.isNaN());
        return ratios;
    }
}
