package eu.staytuned.lod.limits;

import java.util.ArrayList;
import java.util.List;

/** Some networks of the internet. */
final class Networks {

    private record Network(byte[] prefix, int bits) {

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit += Byte.SIZE) {
                int mask = bits - bit >= Byte.SIZE ? 0xFF : 0xFF << (Byte.SIZE - (bits - bit)) & 0xFF;
                if (((address[bit / Byte.SIZE] ^ prefix[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> all;

    private Networks(List<Network> all) {
        this.all = all;
    }

    /**
     * Reads addresses and networks: {@code 192.0.2.1}, {@code 10.0.0.0/8}, {@code 2001:db8::/32}.
     *
     * @param setting that they come from, for the message where one is none
     */
    static Networks of(List<String> written, String setting) {
        List<Network> all = new ArrayList<>();
        for (String one : written) {
            String[] parts = one.strip().split("/", 2);
            byte[] prefix =
                    NetworkAddress.of(parts[0]).map(NetworkAddress::bytes).orElseThrow(() -> refused(one, setting));
            int most = prefix.length * Byte.SIZE;
            if (parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
                throw refused(one, setting);
            }
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
            if (bits > most) {
                throw refused(one, setting);
            }
            all.add(new Network(prefix, bits));
        }
        return new Networks(List.copyOf(all));
    }

    private static IllegalArgumentException refused(String one, String setting) {
        return new IllegalArgumentException(setting + " holds '" + one
                + "', which is no address and no network. Write 192.0.2.1, 10.0.0.0/8 or 2001:db8::/32.");
    }

    boolean contains(NetworkAddress address) {
        for (Network network : all) {
            if (network.contains(address.bytes())) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }
}
