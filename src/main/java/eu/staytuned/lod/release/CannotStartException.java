package eu.staytuned.lod.release;

/** There is nothing to serve: the report says why. It is printed plainly, without the way it took through the code. */
final class CannotStartException extends RuntimeException {

    CannotStartException(String report) {
        super(report);
    }
}
