package eu.staytuned.lod.release;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;

/** Turns what RIOT says while it parses one file into faults of that file. A warning is as bad as an error. */
final class FaultCollector implements ErrorHandler {

    private static final int ENOUGH = 50;

    private final String file;
    private final List<Fault> faults = new ArrayList<>();

    FaultCollector(String file) {
        this.file = file;
    }

    /** Thrown to leave a parser whose fault is already noted. */
    static final class Stop extends RiotException {
        Stop(String message) {
            super(message);
        }
    }

    List<Fault> faults() {
        return faults;
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    @Override
    public void warning(String message, long line, long col) {
        note(message, line, col);
    }

    @Override
    public void error(String message, long line, long col) {
        note(message, line, col);
    }

    @Override
    public void fatal(String message, long line, long col) {
        note(message, line, col);
        throw new Stop(message);
    }

    private void note(String message, long line, long col) {
        Fault fault = Fault.in(file, message).at(line, col);
        if (!faults.contains(fault)) {
            faults.add(fault);
        }
        if (faults.size() >= ENOUGH) {
            faults.add(Fault.in(file, "… and the rest of the file was not looked at."));
            throw new Stop(message);
        }
    }
}
