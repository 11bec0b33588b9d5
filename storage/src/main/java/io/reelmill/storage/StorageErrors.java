package io.reelmill.storage;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Maps what the SDK throws to the kinds of {@link StorageException}, in one place. */
final class StorageErrors {

    private StorageErrors() {}

    /** A call of the SDK. */
    interface Call<T> {
        T run() throws Exception;
    }

    static <T> T mapping(String what, Call<T> call) {
        return mapping(what, () -> null, call);
    }

    /** Runs the call; a failure of the caller's own stream is told apart by {@code sourceFailure}. */
    static <T> T mapping(String what, Supplier<IOException> sourceFailure, Call<T> call) {
        try {
            return call.run();
        } catch (StorageException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(StorageException.Kind.UNAVAILABLE, what + ": interrupted", e);
        } catch (Exception e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            StorageException.Kind kind =
                    sourceFailure.get() != null ? StorageException.Kind.SOURCE_FAILED : kind(cause);
            throw new StorageException(kind, what + ": " + cause.getMessage(), cause);
        }
    }

    static StorageException.Kind kind(Throwable cause) {
        if (cause instanceof ErrorResponseException e) {
            return kind(
                    e.errorResponse().code(),
                    e.response() == null ? 0 : e.response().code());
        }
        if (cause instanceof IOException || cause instanceof ServerException) {
            return StorageException.Kind.UNAVAILABLE;
        }
        return StorageException.Kind.OTHER;
    }

    static StorageException.Kind kind(String code, int status) {
        return switch (code == null ? "" : code) {
            case "NoSuchKey", "NoSuchBucket", "ResourceNotFound", "NoSuchObject", "NoSuchUpload" ->
                StorageException.Kind.NOT_FOUND;
            case "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch" -> StorageException.Kind.DENIED;
            case "XMinioStorageFull", "QuotaExceeded", "InsufficientStorage" -> StorageException.Kind.FULL;
            case "SlowDown", "ServiceUnavailable", "InternalError", "RequestTimeout" ->
                StorageException.Kind.UNAVAILABLE;
            default -> kindOfStatus(status);
        };
    }

    private static StorageException.Kind kindOfStatus(int status) {
        if (status == 507) {
            return StorageException.Kind.FULL;
        }
        if (status == 404) {
            return StorageException.Kind.NOT_FOUND;
        }
        if (status == 401 || status == 403) {
            return StorageException.Kind.DENIED;
        }
        return status >= 500 ? StorageException.Kind.UNAVAILABLE : StorageException.Kind.OTHER;
    }
}
