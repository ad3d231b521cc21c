package eu.staytuned.lod.search;

/** A reader searched a release whose index is still being made; an outage, and a short one. */
public class SearchNotReadyException extends IllegalStateException {

    SearchNotReadyException() {
        super("The search is being prepared for a new release. Try again in a moment.");
    }
}
