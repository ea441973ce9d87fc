package org.operationsgateway.gateway.delivery.kubernetes;

/**
 * An error in a manifest.
 *
 * @param object the kind and the name, such as {@code Service operations-gateway}
 * @param field the path of the field
 * @param problem what is wrong, as a sentence without its end
 * @param fix what to do, as a sentence without its end
 */
record Defect(String object, String field, String problem, String fix) {

    @Override
    public String toString() {
        return object + ", " + field + ": " + problem + ". " + fix + ".";
    }
}
