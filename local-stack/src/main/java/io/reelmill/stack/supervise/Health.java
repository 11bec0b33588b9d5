package io.reelmill.stack.supervise;

import io.reelmill.stack.server.Endpoints;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;

/** Asks a service whether it is ready. */
final class Health {

    private static final int TIMEOUT_MILLIS = 2_000;

    private Health() {}

    static URI root(int managementPort) {
        return URI.create("http://" + Endpoints.HOST + ":" + managementPort);
    }

    static String address(int managementPort) {
        return root(managementPort) + "/q/health";
    }

    static boolean ready(int managementPort) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL(address(managementPort) + "/ready").openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
