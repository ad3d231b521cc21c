package eu.staytuned.lod.store;

/** A reader came before the first release; an outage, never a "not found". */
public class NothingPublishedException extends IllegalStateException {

    NothingPublishedException() {
        super("No release is published yet. Try again in a moment.");
    }
}
