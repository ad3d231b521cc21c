package eu.staytuned.lod.sparql;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * When the service ends, files that are being sent are finished, as answers are that are still being made: after the server
 * has stopped to take requests, and before it closes its connections.
 */
@Component
class FilesUnderWay implements SmartLifecycle, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger log = LoggerFactory.getLogger(FilesUnderWay.class);

    private final Duration patience;
    private volatile @Nullable Connector connector;
    private volatile boolean running;

    /** @param patience how long one waits, as for answers */
    FilesUnderWay(@Value("${spring.lifecycle.timeout-per-shutdown-phase:30s}") Duration patience) {
        this.patience = patience;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(made -> connector = made);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (areThere()) {
                if (System.nanoTime() > end) {
                    log.warn("Ending while files are being sent; their clients can ask for the rest");
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean areThere() {
        Connector through = connector;
        return through != null
                && through.getProtocolHandler() instanceof PresenceProtocol protocol
                && protocol.isSendingFiles();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 1;
    }
}
