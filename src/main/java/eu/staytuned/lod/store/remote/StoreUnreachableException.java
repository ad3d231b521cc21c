package eu.staytuned.lod.store.remote;

/** The service cannot start: its store is elsewhere and does not answer. */
final class StoreUnreachableException extends IllegalStateException {

    private final String action;

    /** @param action what the operator can do */
    StoreUnreachableException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
