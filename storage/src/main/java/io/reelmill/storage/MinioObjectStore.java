package io.reelmill.storage;

import io.minio.BucketExistsArgs;
import io.minio.CopyObjectArgs;
import io.minio.CopySource;
import io.minio.GetObjectArgs;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.http.Method;
import io.minio.messages.Item;
import io.minio.messages.ListMultipartUploadsResult;
import io.minio.messages.Upload;
import io.reelmill.common.plan.ObjectRef;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@link ObjectStore} by MinIO's SDK. */
public final class MinioObjectStore implements ObjectStore {

    /** S3's limit of parts per upload. */
    private static final long MAX_PARTS = 10_000;

    private static final long MIN_PART_BYTES = 8L << 20;
    private static final int MOST_UPLOADS_PER_PAGE = 1000;

    private final StorageClients clients;
    private final String bucket;
    private final long partBytes;

    /**
     * @param clients connections to the store
     * @param bucket bucket for everything that is written
     * @param maxObjectBytes largest upload of unknown size; decides the size of the one part held in memory
     */
    public MinioObjectStore(StorageClients clients, String bucket, long maxObjectBytes) {
        this.clients = clients;
        this.bucket = bucket;
        this.partBytes = Math.max(MIN_PART_BYTES, (maxObjectBytes + MAX_PARTS - 1) / MAX_PARTS);
    }

    private MinioClient client() {
        return clients.internal();
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public StoredObject upload(String key, InputStream data, OptionalLong size, String contentType) {
        return upload(key, data, size, contentType, Map.of());
    }

    private StoredObject upload(
            String key, InputStream data, OptionalLong size, String contentType, Map<String, String> metadata) {
        CountingStream counted = new CountingStream(data);
        return StorageErrors.mapping("store " + key, counted::failure, () -> {
            var written = client().putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(
                            counted, size.orElse(-1), partBytes)
                    .contentType(contentType)
                    .userMetadata(metadata)
                    .build());
            return new StoredObject(key, counted.count(), written.etag(), null);
        });
    }

    @Override
    public StoredObject upload(String key, Path file, String contentType, Map<String, String> metadata) {
        try (InputStream in = Files.newInputStream(file)) {
            return upload(key, in, OptionalLong.of(Files.size(file)), contentType, metadata);
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.SOURCE_FAILED, "read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream open(ObjectRef object, long offset) {
        return StorageErrors.mapping("read " + object.key(), () -> client().getObject(GetObjectArgs.builder()
                .bucket(object.bucket())
                .object(object.key())
                .offset(offset > 0 ? offset : null)
                .build()));
    }

    @Override
    public void download(ObjectRef object, Path file) {
        StorageErrors.mapping("read " + object.key(), () -> {
            try (InputStream in = open(object, 0)) {
                return Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    @Override
    public Optional<StoredObject> stat(ObjectRef object) {
        try {
            return Optional.of(StorageErrors.mapping("stat " + object.key(), () -> {
                var stat = client().statObject(StatObjectArgs.builder()
                        .bucket(object.bucket())
                        .object(object.key())
                        .build());
                return new StoredObject(
                        object.key(),
                        stat.size(),
                        stat.etag(),
                        stat.lastModified().toInstant(),
                        stat.userMetadata());
            }));
        } catch (StorageException e) {
            if (e.kind() == StorageException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return StorageErrors.mapping("list " + prefix, () -> {
            List<StoredObject> found = new ArrayList<>();
            for (Result<Item> result : client().listObjects(ListObjectsArgs.builder()
                    .bucket(bucket)
                    .prefix(prefix)
                    .recursive(true)
                    .build())) {
                Item item = result.get();
                found.add(new StoredObject(
                        item.objectName(),
                        item.size(),
                        item.etag(),
                        item.lastModified().toInstant()));
            }
            return found;
        });
    }

    @Override
    public void copy(ObjectRef from, String toKey) {
        StorageErrors.mapping("copy " + from.key(), () -> client().copyObject(CopyObjectArgs.builder()
                .bucket(bucket)
                .object(toKey)
                .source(CopySource.builder()
                        .bucket(from.bucket())
                        .object(from.key())
                        .build())
                .build()));
    }

    @Override
    public int deletePrefix(String prefix) {
        List<StoredObject> objects = list(prefix);
        StorageException failed = null;
        for (StoredObject object : objects) {
            try {
                delete(object.key());
            } catch (StorageException e) {
                if (e.kind() == StorageException.Kind.UNAVAILABLE) {
                    throw e;
                }
                failed = failed == null ? e : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return objects.size();
    }

    private void delete(String key) {
        StorageErrors.mapping("delete " + key, () -> {
            client().removeObject(RemoveObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .build());
            return null;
        });
    }

    @Override
    public URI presign(ObjectRef object, Duration validity) {
        return presign(clients.internal(), object, validity, Map.of());
    }

    @Override
    public URI presignForPeople(ObjectRef object, Duration validity, String fileName) {
        String safe = fileName.replaceAll("[^A-Za-z0-9._ -]", "_");
        return presign(
                clients.forPeople(),
                object,
                validity,
                Map.of("response-content-disposition", "attachment; filename=\"" + safe + "\""));
    }

    private static URI presign(MinioClient client, ObjectRef object, Duration validity, Map<String, String> query) {
        return StorageErrors.mapping(
                "sign " + object.key(),
                () -> URI.create(client.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Method.GET)
                        .bucket(object.bucket())
                        .object(object.key())
                        .expiry((int) validity.toSeconds())
                        .extraQueryParams(query)
                        .build())));
    }

    @Override
    public List<UnfinishedUpload> unfinishedUploads() {
        return unfinishedUploads(MOST_UPLOADS_PER_PAGE);
    }

    List<UnfinishedUpload> unfinishedUploads(int perPage) {
        return StorageErrors.mapping("list uploads", () -> {
            Map<String, UnfinishedUpload> found = new LinkedHashMap<>();
            var page = uploadsAfter(null, null, perPage);
            while (addNew(page.uploads(), found) && page.isTruncated()) {
                page = uploadsAfter(page.nextKeyMarker(), page.nextUploadIdMarker(), perPage);
            }
            return List.copyOf(found.values());
        });
    }

    private ListMultipartUploadsResult uploadsAfter(String key, String id, int most) throws Exception {
        return clients.multiparts()
                .listMultipartUploadsAsync(bucket, null, null, null, key, most, null, id, null, null)
                .get()
                .result();
    }

    /** Whether there was anything new: a store that ignores where a page should begin gives the same one for ever. */
    private static boolean addNew(List<Upload> page, Map<String, UnfinishedUpload> found) {
        int before = found.size();
        for (Upload upload : page) {
            String key = URLDecoder.decode(upload.objectName(), StandardCharsets.UTF_8);
            found.putIfAbsent(
                    upload.uploadId(),
                    new UnfinishedUpload(
                            key, upload.uploadId(), upload.initiated().toInstant()));
        }
        return found.size() > before;
    }

    @Override
    public void abort(UnfinishedUpload upload) {
        try {
            StorageErrors.mapping("abort the upload of " + upload.key(), () -> clients.multiparts()
                    .abortMultipartUploadAsync(bucket, null, upload.key(), upload.id(), null, null)
                    .get());
        } catch (StorageException e) {
            if (e.kind() != StorageException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }

    @Override
    public void ensureBucket() {
        StorageErrors.mapping("bucket " + bucket, () -> {
            if (!bucketExists()) {
                makeBucket();
            }
            return null;
        });
    }

    private boolean bucketExists() throws Exception {
        return client().bucketExists(BucketExistsArgs.builder().bucket(bucket).build());
    }

    /** Services that start together all find the bucket absent: whoever comes second is told that it is there. */
    private void makeBucket() throws Exception {
        try {
            client().makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
        } catch (ErrorResponseException e) {
            if (!bucketExists()) {
                throw e;
            }
        }
    }
}
