package eu.staytuned.lod.store;

/** The store is elsewhere and gives no answer, or none that can be used; an outage, never a "not found". */
public class StoreAwayException extends IllegalStateException {

    /** @param message for readers: says nothing about where the store is */
    public StoreAwayException(String message) {
        super(message);
    }

    /** @param message for readers: says nothing about where the store is */
    public StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
