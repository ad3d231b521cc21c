package eu.staytuned.lod.release;

import org.springframework.boot.SpringBootExceptionReporter;

/**
 * Prints why there is nothing to serve to standard error, where a supervisor and an editor look, and not the way through
 * the code. The process then ends with exit code 1.
 */
final class StartReport implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStartException || isAboutASetting(cause)) {
                System.err.println("The service does not start.\n" + cause.getMessage());
                return true;
            }
        }
        return false;
    }

    private static boolean isAboutASetting(Throwable cause) {
        return cause instanceof IllegalArgumentException
                && String.valueOf(cause.getMessage()).startsWith("publication.");
    }
}
