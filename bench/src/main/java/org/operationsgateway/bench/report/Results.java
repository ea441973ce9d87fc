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
 * The results of a comparison: of each workload and side, one for each round.
 *
 * @param rounds by {@code workload-side}, then by the number of the round
 */
record Results(Map<String, Map<Integer, Result>> rounds) {

    private static final Pattern FILE = Pattern.compile("(.+)-(\\d+)\\.json");

    /** The files {@code workload-side-round.json} of a folder. */
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

    /** One figure of one side, round by round. */
    List<Double> figures(String side, String figure) {
        return of(side).stream()
                .map(result -> result.figure(figure))
                .filter(value -> !value.isNaN())
                .toList();
    }

    /** The rounds of one side. */
    Collection<Result> of(String side) {
        return rounds.getOrDefault(side, Map.of()).values();
    }

    /** One side in relation to another, within each round: what the machine does to a round, it does to both. */
    List<Double> ratios(String side, String other, String figure) {
        Map<Integer, Result> others = rounds.getOrDefault(other, Map.of());
        List<Double> ratios = new ArrayList<>();
        rounds.getOrDefault(side, Map.of()).forEach((round, result) -> {
            Result theirs = others.get(round);
            if (theirs != null) {
                ratios.add(result.figure(figure) / theirs.figure(figure));
            }
        });
        ratios.removeIf(ratio -> ratio.isNaN());
        return ratios;
    }
}
