package eu.staytuned.lod.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address in the internet, as bytes. Never asks a name server: what is no address is none.
 *
 * @param bytes 4 or 16; an IPv4 address written in the way of IPv6 has 4
 */
record NetworkAddress(byte[] bytes) {

    private static final int LONGEST = 60;
    private static final int IPV4 = 4;
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    /** Reads an address as servers, proxies and people write it: with brackets, port or zone. */
    static Optional<NetworkAddress> of(String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        if (text.charAt(0) == '[') {
            int end = text.indexOf(']');
            if (end < 0) {
                return Optional.empty();
            }
            text = text.substring(1, end);
        } else if (text.indexOf('.') > 0 && text.indexOf(':') == text.lastIndexOf(':') && text.indexOf(':') > 0) {
            text = text.substring(0, text.indexOf(':'));
        }
        return text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    }

    private static Optional<NetworkAddress> ipv4(String text) {
        byte[] bytes = new byte[IPV4];
        int part = 0;
        int value = -1;
        for (int i = 0; i <= text.length(); i++) {
            char letter = i < text.length() ? text.charAt(i) : '.';
            if (letter == '.') {
                if (value < 0 || part == IPV4) {
                    return Optional.empty();
                }
                bytes[part++] = (byte) value;
                value = -1;
            } else if (letter >= '0' && letter <= '9' && value <= 25) {
                value = Math.max(value, 0) * 10 + letter - '0';
                if (value > 255) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        return part == IPV4 ? Optional.of(new NetworkAddress(bytes)) : Optional.empty();
    }

    private static Optional<NetworkAddress> ipv6(String text) {
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        if (!IPV6.matcher(plain).matches()) {
            return Optional.empty();
        }
        try {
            // With a colon it is read as an address or refused, and never looked up.
            return Optional.of(new NetworkAddress(InetAddress.getByName(plain).getAddress()));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /**
     * What one client is known by: an IPv4 address, or the network of 64 bits that a household or a machine gets, since it
     * has all the addresses in it.
     */
    long client() {
        long number = 0;
        for (int i = 0; i < Math.min(bytes.length, Long.BYTES); i++) {
            number = number << Byte.SIZE | bytes[i] & 0xFF;
        }
        // Where no network of 64 bits can be: the first 16 bits of those are never 0.
        return bytes.length == IPV4 ? number : number == 0 ? 1L << 40 : number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
