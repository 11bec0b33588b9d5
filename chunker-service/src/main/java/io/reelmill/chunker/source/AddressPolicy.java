package io.reelmill.chunker.source;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Which addresses a source may be fetched from: only those of the public internet, so that nobody reaches inner services
 * through a job.
 *
 * @param allowPrivate whether all addresses are allowed, for a machine of one's own
 */
record AddressPolicy(boolean allowPrivate) {

    boolean allows(InetAddress address) {
        return allowPrivate || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? publicV4(bytes) : publicV6(bytes);
    }

    private static boolean publicV4(byte[] b) {
        int first = b[0] & 0xff;
        int second = b[1] & 0xff;
        int third = b[2] & 0xff;
        boolean thisNetwork = first == 0;
        boolean carrierNat = first == 100 && second >= 64 && second < 128;
        boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmark = first == 198 && (second == 18 || second == 19);
        boolean documentation =
                first == 198 && second == 51 && third == 100 || first == 203 && second == 0 && third == 113;
        boolean reserved = first >= 240;
        return !(thisNetwork || carrierNat || protocols || benchmark || documentation || reserved);
    }

    /** Only global unicast (2000::/3), and of it neither tunnels that carry an IPv4 address nor documentation. */
    private static boolean publicV6(byte[] b) {
        boolean global = (b[0] & 0xe0) == 0x20;
        boolean sixToFour = b[0] == 0x20 && b[1] == 0x02;
        boolean teredo = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0;
        boolean documentation = b[0] == 0x20 && b[1] == 0x01 && b[2] == 0x0d && (b[3] & 0xff) == 0xb8;
        return global && !sixToFour && !teredo && !documentation;
    }
}
