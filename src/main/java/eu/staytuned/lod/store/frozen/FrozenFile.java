package eu.staytuned.lod.store.frozen;

import static eu.staytuned.lod.store.frozen.Order.G;
import static eu.staytuned.lod.store.frozen.Order.O;
import static eu.staytuned.lod.store.frozen.Order.P;
import static eu.staytuned.lod.store.frozen.Order.S;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.system.PrefixMap;
import org.apache.jena.riot.system.PrefixMapStd;

/**
 * A frozen dataset in a file, as numbers: read again, it takes no parser. The file begins with {@link #MARK}, a checksum of all
 * that follows, and the name it was given; then come prefixes, terms in the order of their numbers, and columns of statements.
 */
final class FrozenFile {

    /** Another one whenever something in the file comes to mean something else. */
    private static final int MARK = 0x5354_4c31;

    private static final int HEAD = Integer.BYTES + Long.BYTES;
    private static final int BUFFER = 1 << 16;

    private static final byte IRI = 1;
    private static final byte BLANK = 2;
    private static final byte STRING = 3;
    private static final byte IN_LANGUAGE = 4;
    private static final byte TYPED = 5;
    private static final byte STATEMENT = 6;

    private FrozenFile() {}

    /**
     * Writes a dataset; a file that is there is written over, in place.
     *
     * @param name by which it is asked for
     * @throws IOException where it cannot be written, or holds a term that has no place in such a file
     */
    static void write(FrozenDataset dataset, Path file, String name) throws IOException {
        try (Out out = new Out(file)) {
            out.string(name);
            Map<String, String> prefixes = dataset.prefixes().getMappingCopy();
            out.number(prefixes.size());
            for (Map.Entry<String, String> prefix : prefixes.entrySet()) {
                out.string(prefix.getKey());
                out.string(prefix.getValue());
            }
            Dictionary dictionary = dataset.dictionary();
            out.number(dictionary.size());
            Map<String, Integer> datatypes = new HashMap<>();
            for (int number = 0; number < dictionary.size(); number++) {
                write(dictionary.node(number), datatypes, out);
            }
            write(dataset.triples(), out, S, P, O);
            write(dataset.quads(), out, S, P, O, G);
            out.finish();
        }
    }

    private static void write(Node node, Map<String, Integer> datatypes, Out out) throws IOException {
        if (node.isURI()) {
            out.kind(IRI);
            out.string(node.getURI());
        } else if (node.isBlank()) {
            out.kind(BLANK);
            out.string(node.getBlankNodeLabel());
        } else if (node.isTripleTerm()) {
            out.kind(STATEMENT);
            write(node.getTriple().getSubject(), datatypes, out);
            write(node.getTriple().getPredicate(), datatypes, out);
            write(node.getTriple().getObject(), datatypes, out);
        } else if (!node.isLiteral() || node.getLiteralBaseDirection() != null) {
            throw new IOException("There is no place for the term " + node);
        } else if (!node.getLiteralLanguage().isEmpty()) {
            out.kind(IN_LANGUAGE);
            out.string(node.getLiteralLexicalForm());
            out.string(node.getLiteralLanguage());
        } else if (XSDDatatype.XSDstring.equals(node.getLiteralDatatype())) {
            out.kind(STRING);
            out.string(node.getLiteralLexicalForm());
        } else {
            out.kind(TYPED);
            out.string(node.getLiteralLexicalForm());
            String datatype = node.getLiteralDatatypeURI();
            int known = datatypes.size();
            int number = datatypes.computeIfAbsent(datatype, any -> known);
            out.number(number);
            if (number == known) {
                out.string(datatype);
            }
        }
    }

    private static void write(Statements statements, Out out, int... positions) throws IOException {
        Order order = statements.bySubject;
        out.number(order.size());
        for (int position : positions) {
            if (position == S) {
                for (int term = 0; term + 1 < order.starts.length; term++) {
                    for (int row = order.starts[term]; row < order.starts[term + 1]; row++) {
                        out.number(term);
                    }
                }
            } else {
                for (int term : order.columns[position]) {
                    out.number(term);
                }
            }
        }
    }

    /** Whether a file begins as one that was written under a name. */
    static boolean isOf(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (In in = new In(file)) {
            return in.string().equals(name);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads what was written.
     *
     * @throws IOException where the file is not there, was written under another name or by another program, or is not as it was written
     */
    static FrozenDataset read(Path file, String name) throws IOException {
        try (In in = new In(file)) {
            if (!in.string().equals(name)) {
                throw new IOException("It is of something else");
            }
            PrefixMap prefixes = new PrefixMapStd();
            for (int left = in.count(); left > 0; left--) {
                prefixes.add(in.string(), in.string());
            }
            Dictionary dictionary = new Dictionary();
            List<RDFDatatype> datatypes = new ArrayList<>();
            int terms = in.count();
            for (int number = 0; number < terms; number++) {
                if (dictionary.add(term(in, datatypes)) != number) {
                    throw new IOException("It says the same twice");
                }
            }
            int[][] triples = columns(in, terms, G);
            int[][] quads = columns(in, terms, G + 1);
            in.finish();
            return new FrozenDataset(dictionary.trimmed(), triples, quads, prefixes);
        }
    }

    private static Node term(In in, List<RDFDatatype> datatypes) throws IOException {
        byte kind = in.kind();
        if (kind == STATEMENT) {
            return NodeFactory.createTripleTerm(term(in, datatypes), term(in, datatypes), term(in, datatypes));
        }
        String text = in.string();
        return switch (kind) {
            case IRI -> NodeFactory.createURI(text);
            case BLANK -> NodeFactory.createBlankNode(text);
            case STRING -> NodeFactory.createLiteralString(text);
            case IN_LANGUAGE -> NodeFactory.createLiteralLang(text, in.string());
            case TYPED -> {
                int number = in.count();
                if (number == datatypes.size()) {
                    datatypes.add(TypeMapper.getInstance().getSafeTypeByName(in.string()));
                } else if (number > datatypes.size()) {
                    throw new IOException("It has a datatype that it does not name");
                }
                yield NodeFactory.createLiteralDT(text, datatypes.get(number));
            }
            default -> throw new IOException("It has a term of no kind");
        };
    }

    private static int[][] columns(In in, int terms, int positions) throws IOException {
        int[][] columns = new int[positions][];
        int size = in.count();
        for (int position = 0; position < positions; position++) {
            columns[position] = in.numbers(size);
            for (int term : columns[position]) {
                if (term < 0 || term >= terms) {
                    throw new IOException("It has a statement about nothing");
                }
            }
        }
        return columns;
    }

    /** Writes, and adds up. */
    private static final class Out implements AutoCloseable {

        private final FileChannel channel;
        private final ByteBuffer buffer = buffer();
        private final CRC32C sum = new CRC32C();

        Out(Path file) throws IOException {
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            channel.position(HEAD);
        }

        void kind(byte kind) throws IOException {
            room(1).put(kind);
        }

        void number(int number) throws IOException {
            room(Integer.BYTES).putInt(number);
        }

        /** Twice the number of its bytes, and one more where they are not Latin-1, in which Java keeps most texts anyway; then these. */
        void string(String text) throws IOException {
            boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
            byte[] bytes = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
            if (bytes.length >= 1 << 29 || !latin && !new String(bytes, StandardCharsets.UTF_8).equals(text)) {
                throw new IOException("There is no place for a text that is too long or none");
            }
            number(bytes.length << 1 | (latin ? 0 : 1));
            for (int done = 0; done < bytes.length; ) {
                int part = Math.min(room(1).remaining(), bytes.length - done);
                buffer.put(bytes, done, part);
                done += part;
            }
        }

        private ByteBuffer room(int bytes) throws IOException {
            if (buffer.remaining() < bytes) {
                flush();
            }
            return buffer;
        }

        private void flush() throws IOException {
            buffer.flip();
            sum.update(buffer.duplicate());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        void finish() throws IOException {
            flush();
            buffer.putInt(MARK).putLong(sum.getValue()).flip();
            channel.position(0);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /** Reads, and adds up. */
    private static final class In implements AutoCloseable {

        private final FileChannel channel;
        private final ByteBuffer buffer = buffer();
        private final CRC32C sum = new CRC32C();
        private final long expected;
        private final long size;

        In(Path file) throws IOException {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                size = channel.size();
                ByteBuffer head = buffer().limit(HEAD);
                while (head.hasRemaining()) {
                    if (channel.read(head) < 0) {
                        throw new EOFException();
                    }
                }
                head.flip();
                if (head.getInt() != MARK) {
                    throw new IOException("It was written by another program");
                }
                expected = head.getLong();
                buffer.limit(0);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        byte kind() throws IOException {
            return need(1).get();
        }

        /** A number of things, each of which takes at least a byte of the file. */
        int count() throws IOException {
            return within(need(Integer.BYTES).getInt());
        }

        private int within(int count) throws IOException {
            if (count < 0 || count > size) {
                throw new IOException("It has more than it can hold");
            }
            return count;
        }

        String string() throws IOException {
            int told = need(Integer.BYTES).getInt();
            int length = within(told >>> 1);
            var charset = (told & 1) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
            if (length <= BUFFER) {
                String text = new String(need(length).array(), buffer.position(), length, charset);
                buffer.position(buffer.position() + length);
                return text;
            }
            byte[] bytes = new byte[length];
            for (int done = 0; done < length; ) {
                int part = Math.min(need(1).remaining(), length - done);
                buffer.get(bytes, done, part);
                done += part;
            }
            return new String(bytes, charset);
        }

        int[] numbers(int count) throws IOException {
            within(count > size / Integer.BYTES ? -1 : count);
            int[] numbers = new int[count];
            for (int done = 0; done < count; ) {
                int part = Math.min(need(Integer.BYTES).remaining() / Integer.BYTES, count - done);
                buffer.asIntBuffer().get(numbers, done, part);
                buffer.position(buffer.position() + part * Integer.BYTES);
                done += part;
            }
            return numbers;
        }

        private ByteBuffer need(int bytes) throws IOException {
            while (buffer.remaining() < bytes) {
                int before = buffer.remaining();
                buffer.compact();
                int read = channel.read(buffer);
                buffer.flip();
                if (read < 0) {
                    throw new EOFException();
                }
                sum.update(buffer.array(), before, read);
            }
            return buffer;
        }

        void finish() throws IOException {
            if (buffer.hasRemaining() || channel.position() != size || sum.getValue() != expected) {
                throw new IOException("It is not as it was written");
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    }
}
