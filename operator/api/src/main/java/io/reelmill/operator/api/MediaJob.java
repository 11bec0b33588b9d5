package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One video to be processed, as it is applied; its status tells how far it is and, in the end, where its files are. */
@JsonClassDescription("One video to be processed; its status tells how far it is and, in the end, where its files are.")
@Group(MediaJob.GROUP)
@Version(MediaJob.VERSION)
@ShortNames("mj")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase", type = Type.STRING)
@AdditionalPrinterColumn(name = "%", jsonPath = ".status.progress.percent", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "OOMs", jsonPath = ".status.memory.ooms", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(name = "Class", jsonPath = ".status.memory.class", type = Type.STRING, priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason", type = Type.STRING, priority = 1)
@AdditionalPrinterColumn(name = "Outputs", jsonPath = ".status.outputs[*].name", type = Type.STRING, priority = 1)
public class MediaJob extends CustomResource<MediaJobSpec, MediaJobStatus> implements Namespaced {

    /** API group of all resources. */
    public static final String GROUP = "media.reelmill.io";

    /** Their version. */
    public static final String VERSION = "v1alpha1";

    /** Keeps a resource until its job was canceled. */
    public static final String FINALIZER = GROUP + "/cancel";

    /** Annotation that lets a resource go that is being deleted, whatever became of its job: {@code "true"}. */
    public static final String ABANDON = GROUP + "/abandon";

    @Override
    protected MediaJobSpec initSpec() {
        return null;
    }

    @Override
    protected MediaJobStatus initStatus() {
        return null;
    }
}
