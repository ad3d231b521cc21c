package eu.staytuned.lod.front;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Outside all other filters: what passes here is what the client gets. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RecordingFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getAttribute(Recording.ATTRIBUTE) instanceof Recording recording)) {
            chain.doFilter(request, response);
            return;
        }
        boolean whole = false;
        try {
            chain.doFilter(request, new Recorded((HttpServletResponse) response, recording));
            whole = !request.isAsyncStarted();
        } finally {
            if (!whole) {
                recording.spoil();
            }
        }
    }

    private static final class Recorded extends HttpServletResponseWrapper {

        private final Recording recording;
        private @Nullable ServletOutputStream body;

        Recorded(HttpServletResponse response, Recording recording) {
            super(response);
            this.recording = recording;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            if (body == null) {
                body = new Body(super.getOutputStream(), recording);
            }
            return body;
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            recording.spoil();
            return super.getWriter();
        }

        @Override
        public void reset() {
            super.reset();
            recording.forget();
        }

        @Override
        public void resetBuffer() {
            super.resetBuffer();
            recording.forget();
        }
    }

    private static final class Body extends ServletOutputStream {

        private final ServletOutputStream out;
        private final Recording recording;

        Body(ServletOutputStream out, Recording recording) {
            this.out = out;
            this.recording = recording;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            recording.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            recording.spoil();
            out.setWriteListener(listener);
        }
    }
}
