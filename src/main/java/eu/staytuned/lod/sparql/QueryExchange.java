package eu.staytuned.lod.sparql;

import eu.staytuned.lod.store.Edition;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query on its way through Fuseki and back. Fuseki dispatches it, counts it and gives it its settings; the answer or
 * the problem comes back in here, and nothing that Fuseki writes itself reaches the client.
 */
class QueryExchange {

    /**
     * An answer, whole.
     *
     * @param body to be closed by whoever sends it
     * @param edition the release that it was read from
     */
    record Answer(AnswerBuffer body, Edition edition) {}

    private static final String ATTRIBUTE = QueryExchange.class.getName();

    private final SparqlRequest request;
    private final ClientWatch.Client client;
    private @Nullable Answer answer;
    private @Nullable SparqlProblem problem;

    QueryExchange(SparqlRequest request, ClientWatch.Client client) {
        this.request = request;
        this.client = client;
    }

    /** The exchange that a request to Fuseki carries. */
    static QueryExchange of(HttpServletRequest request) {
        return (QueryExchange) request.getAttribute(ATTRIBUTE);
    }

    SparqlRequest request() {
        return request;
    }

    ClientWatch.Client client() {
        return client;
    }

    void answer(Answer whole) {
        answer = whole;
    }

    void fail(SparqlProblem reason) {
        problem = reason;
    }

    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    Optional<SparqlProblem> problem() {
        return Optional.ofNullable(problem);
    }

    /** The request that Fuseki sees: a plain one to its endpoint, whatever method and spelling the client chose. */
    HttpServletRequest towardsFuseki(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getMethod() {
                return "GET";
            }

            @Override
            public String getRequestURI() {
                return getContextPath() + FusekiConfiguration.ENDPOINT;
            }

            @Override
            public @Nullable String getQueryString() {
                return null;
            }
        };
    }

    /** A response in which everything is lost. */
    static HttpServletResponse nowhere(HttpServletResponse response) {
        return new HttpServletResponseWrapper(response) {
            @Override
            public void setStatus(int status) {}

            @Override
            public void sendError(int status) {}

            @Override
            public void sendError(int status, String message) {}

            @Override
            public void setHeader(String name, String value) {}

            @Override
            public void addHeader(String name, String value) {}

            @Override
            public void setContentType(String type) {}

            @Override
            public void setCharacterEncoding(String encoding) {}

            @Override
            public void setContentLength(int length) {}

            @Override
            public void setContentLengthLong(long length) {}

            @Override
            public ServletOutputStream getOutputStream() {
                return new ServletOutputStream() {
                    @Override
                    public boolean isReady() {
                        return true;
                    }

                    @Override
                    public void setWriteListener(WriteListener listener) {}

                    @Override
                    public void write(int b) {}
                };
            }

            @Override
            public PrintWriter getWriter() {
                return new PrintWriter(OutputStream.nullOutputStream());
            }

            @Override
            public void flushBuffer() {}
        };
    }
}
