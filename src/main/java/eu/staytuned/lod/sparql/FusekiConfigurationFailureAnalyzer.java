package eu.staytuned.lod.sparql;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences why the service does not start, in place of a stack trace. */
class FusekiConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<FusekiConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FusekiConfigurationException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), rootFailure);
    }
}
