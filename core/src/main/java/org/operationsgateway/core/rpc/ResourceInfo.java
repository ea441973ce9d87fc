package org.operationsgateway.core.rpc;

/**
 * The resource that a failed request accessed. Immutable.
 *
 * @param resourceType the name of the type
 * @param resourceName the name of the resource
 * @param description the problem, in English
 */
public record ResourceInfo(String resourceType, String resourceName, String description) implements ErrorDetail {

    /** Returns a detail about an operation. */
    public static ResourceInfo operation(String name, String description) {
        return new ResourceInfo("google.longrunning.Operation", name, description);
    }

    @Override
    public Any toAny() {
        return DetailJson.write(
                "ResourceInfo",
                json -> json.string("resourceType", resourceType)
                        .string("resourceName", resourceName)
                        .string("description", description));
    }
}
