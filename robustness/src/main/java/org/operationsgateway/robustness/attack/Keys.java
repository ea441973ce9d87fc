package org.operationsgateway.robustness.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The API keys of an attack run, and the limits of their callers. */
final class Keys {

    static final String HONEST = "ogk_honest";
    /** A key of the attacker, for attacks that exceed the limits of one caller. */
    static final String ATTACKER = "ogk_attacker0";
    /** May read the meters. */
    static final String MONITOR = "ogk_monitor";

    private static final int ATTACKER_KEYS = 4;
    private static final String SETTING = "gateway.security.api-keys[%d].%s=%s";

    private Keys() {}

    /** Returns one of the keys of the attacker, who has several. */
    static String anyAttacker() {
        return "ogk_attacker" + ThreadLocalRandom.current().nextInt(ATTACKER_KEYS);
    }

    /** Returns a key that the gateway does not know. */
    static String guessed() {
        return "ogk_" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    }

    /** Returns the header line with a key, without the line break. */
    static String header(String key) {
        return "authorization: Bearer " + key;
    }

    /** Returns the settings of a gateway with these keys and with limits that an attacker can exceed. */
    static List<String> settings() {
        List<String> settings = new ArrayList<>();
        add(settings, 0, HONEST, "producer:honest");
        add(settings, 1, MONITOR, "admin:*");
        for (int i = 0; i < ATTACKER_KEYS; i++) {
            add(settings, 2 + i, "ogk_attacker" + i, "producer:large", "viewer:large", "producer:floods");
        }
        settings.add("gateway.security.limits.requests-per-second=1000");
        settings.add("gateway.security.limits.changes-per-second=500");
        settings.add("gateway.security.limits.streams=1000");
        return settings;
    }

    private static void add(List<String> settings, int index, String key, String... grants) {
        settings.add(SETTING.formatted(index, "name", key.substring("ogk_".length())));
        settings.add(SETTING.formatted(index, "sha256", sha256(key)));
        settings.add(SETTING.formatted(index, "grants", String.join(",", grants)));
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
