package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Outputs under a name, for the MediaJobs of its namespace. A job takes them as they are when it is submitted. */
@JsonClassDescription(
        "Outputs under a name, for the MediaJobs of its namespace. A job takes them as they are when it is submitted.")
@Group(MediaJob.GROUP)
@Version(MediaJob.VERSION)
@ShortNames("mp")
@AdditionalPrinterColumn(name = "Outputs", jsonPath = ".spec.outputs[*].name", type = Type.STRING)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
public class MediaProfile extends CustomResource<MediaProfileSpec, Void> implements Namespaced {

    /** Keeps a profile until no unfinished job names it. */
    public static final String FINALIZER = MediaJob.GROUP + "/in-use";

    @Override
    protected MediaProfileSpec initSpec() {
        return null;
    }

    @Override
    protected Void initStatus() {
        return null;
    }
}
