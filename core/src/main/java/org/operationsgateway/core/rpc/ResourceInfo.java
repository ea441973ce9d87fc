package org.operationsgateway.core.rpc;

/**
 * The resource that a request was about.
 *
 * @param resourceType the type's name
 * @param resourceName the resource's name
 * @param description what went wrong with it
 */
public record ResourceInfo(String resourceType, String resourceName, String description) implements ErrorDetail {

    /** The operation of that name. */
    public static ResourceInfo operation(String name, String description) {
        return new ResourceInfo("google.longrunning.Operation", name, description);
    }

    @Override
    public Any toAny() {
        return DetailWriter.write("ResourceInfo", json -> {
            json.writeStringProperty("resourceType", resourceType);
            json.writeStringProperty("resourceName", resourceName);
            json.writeStringProperty("description", description);
        });
    }
}
