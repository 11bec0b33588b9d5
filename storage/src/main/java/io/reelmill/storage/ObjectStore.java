package io.reelmill.storage;

import io.reelmill.common.plan.ObjectRef;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Object storage. All methods block, are safe to call from several threads, and throw {@link StorageException}; none
 * retries by itself. Keys without a bucket are in the store's own bucket.
 */
public interface ObjectStore {

    /** The store's own bucket. */
    String bucket();

    /** Names an object in the store's own bucket. */
    default ObjectRef ref(String key) {
        return new ObjectRef(bucket(), key);
    }

    /**
     * Stores everything a stream gives, as multipart when it is large, holding at most one part in memory. When the
     * stream fails nothing is left behind.
     *
     * @param size length of the stream when known
     * @return size and checksum of what was stored
     */
    StoredObject upload(String key, InputStream data, OptionalLong size, String contentType);

    /** Stores a file. */
    default StoredObject upload(String key, Path file, String contentType) {
        return upload(key, file, contentType, Map.of());
    }

    /**
     * Stores a file.
     *
     * @param metadata what {@link #stat} tells with the object; names in lower case
     */
    StoredObject upload(String key, Path file, String contentType, Map<String, String> metadata);

    /** Opens an object from an offset on; the caller closes it. */
    InputStream open(ObjectRef object, long offset);

    /** Writes an object to a file, which is replaced. */
    void download(ObjectRef object, Path file);

    /** Size and checksum of an object, empty when there is none. */
    Optional<StoredObject> stat(ObjectRef object);

    /** Objects whose key starts with the prefix. */
    List<StoredObject> list(String prefix);

    /** Copies an object within the store, into the store's own bucket. */
    void copy(ObjectRef from, String toKey);

    /**
     * Deletes every object whose key starts with the prefix; one that is gone already is no error. One that cannot be
     * deleted keeps none of the others, unless the store is away.
     */
    int deletePrefix(String prefix);

    /** An address at which services can read the object without credentials for the given time. */
    URI presign(ObjectRef object, Duration validity);

    /** The same for people, on the public endpoint, suggesting a file name for the download. */
    URI presignForPeople(ObjectRef object, Duration validity, String fileName);

    /** Multipart uploads that were begun and neither completed nor aborted. */
    List<UnfinishedUpload> unfinishedUploads();

    /** Ends an unfinished upload and removes its parts; one that is gone already is no error. */
    void abort(UnfinishedUpload upload);

    /** Makes sure that the store answers and its bucket exists, creating it where allowed. */
    void ensureBucket();
}
