package io.reelmill.merge;

import io.reelmill.common.plan.ObjectRef;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import io.reelmill.storage.StoredObject;
import io.reelmill.storage.UnfinishedUpload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Object storage in a folder, for tests that need no server; remembers the order in which objects were written. */
final class TestingObjectStore implements ObjectStore {

    private final Path root;
    private final List<String> written = new ArrayList<>();
    private Runnable onUpload = () -> {};
    private Runnable onOpen = () -> {};
    private URI address;

    TestingObjectStore(Path root) {
        this.root = root;
    }

    Path path(String key) {
        return root.resolve(key);
    }

    synchronized List<String> written() {
        return List.copyOf(written);
    }

    void onUpload(Runnable action) {
        onUpload = action;
    }

    /** Lets ffmpeg read sources at an address of the test's own. */
    void presignAs(URI uri) {
        address = uri;
    }

    void onOpen(Runnable action) {
        onOpen = action;
    }

    @Override
    public String bucket() {
        return "testing";
    }

    @Override
    public StoredObject upload(String key, InputStream data, OptionalLong size, String contentType) {
        onUpload.run();
        try {
            Files.createDirectories(path(key).getParent());
            Path part = Path.of(path(key) + ".part");
            Files.copy(data, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, path(key), StandardCopyOption.REPLACE_EXISTING);
            synchronized (this) {
                written.add(key);
            }
            return new StoredObject(key, Files.size(path(key)), null, null);
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.SOURCE_FAILED, e.getMessage(), e);
        }
    }

    @Override
    public StoredObject upload(String key, Path file, String contentType, Map<String, String> metadata) {
        try (InputStream in = Files.newInputStream(file)) {
            return upload(key, in, OptionalLong.empty(), contentType);
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.SOURCE_FAILED, e.getMessage(), e);
        }
    }

    @Override
    public InputStream open(ObjectRef object, long offset) {
        onOpen.run();
        try {
            InputStream in = Files.newInputStream(path(object.key()));
            in.skipNBytes(offset);
            return in;
        } catch (NoSuchFileException e) {
            throw new StorageException(StorageException.Kind.NOT_FOUND, object.key(), e);
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.OTHER, object.key(), e);
        }
    }

    @Override
    public void download(ObjectRef object, Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredObject> stat(ObjectRef object) {
        Path path = path(object.key());
        return Files.exists(path)
                ? Optional.of(new StoredObject(object.key(), path.toFile().length(), null, null))
                : Optional.empty();
    }

    @Override
    public List<StoredObject> list(String prefix) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> new StoredObject(
                            root.relativize(f).toString(), f.toFile().length(), null, null))
                    .filter(o -> o.key().startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.OTHER, prefix, e);
        }
    }

    @Override
    public void copy(ObjectRef from, String toKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int deletePrefix(String prefix) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI presign(ObjectRef object, Duration validity) {
        return address != null ? address : URI.create("file:" + path(object.key()));
    }

    @Override
    public URI presignForPeople(ObjectRef object, Duration validity, String fileName) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<UnfinishedUpload> unfinishedUploads() {
        return List.of();
    }

    @Override
    public void abort(UnfinishedUpload upload) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void ensureBucket() {}
}
