package eu.staytuned.lod.front;

import org.apache.tomcat.util.http.MimeHeaders;

/** What is said beside an answer from memory. */
interface Notices {

    /** It is true. */
    Notices NONE = headers -> {};

    void addTo(MimeHeaders headers);

    /**
     * It was true so many seconds ago (RFC 9111 §5.1), and there is nobody to ask whether it still is (RFC 9211).
     */
    static Notices ofAge(long seconds) {
        return headers -> {
            headers.addValue("Age").setString(Long.toString(seconds));
            headers.addValue("Cache-Status").setString("StayTuned; hit; detail=\"the store does not answer\"");
        };
    }
}
