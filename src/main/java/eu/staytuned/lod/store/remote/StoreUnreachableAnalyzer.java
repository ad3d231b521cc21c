package eu.staytuned.lod.store.remote;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences why the service does not start, in place of a stack trace. */
class StoreUnreachableAnalyzer extends AbstractFailureAnalyzer<StoreUnreachableException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StoreUnreachableException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), rootFailure);
    }
}
