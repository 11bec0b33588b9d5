package io.reelmill.gateway.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.reelmill.gateway.problem.Problem;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Completes the description of the API with what holds for all operations, and with the parameters of uploads. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String TOKEN = "token";
    private static final String FILE = "file";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("The token of the installation; not needed where none is set"));
        api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN, List.of()));
        Map<String, Schema> form =
                api.getComponents().getSchemas().get("UploadForm").getProperties();
        api.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> complete(operation, form)));
    }

    private static void complete(Operation operation, Map<String, Schema> form) {
        operation.getResponses().addAPIResponse("4XX", problem("The request cannot be done as it is; `code` says why"));
        operation.getResponses().addAPIResponse("5XX", problem("The installation cannot do it now"));
        if ("createJob".equals(operation.getOperationId())) {
            form.forEach((name, schema) -> {
                if (!name.equals(FILE)) {
                    operation.addParameter(uploadParameter(name, schema));
                }
            });
        }
    }

    private static Parameter uploadParameter(String name, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description("When the body is a file: "
                        + (schema.getDescription() == null ? name : schema.getDescription()))
                .schema(schema);
    }

    private static APIResponse problem(String description) {
        Schema schema = OASFactory.createSchema().ref("#/components/schemas/Problem");
        return OASFactory.createAPIResponse()
                .description(description)
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(schema)));
    }
}
