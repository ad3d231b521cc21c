package eu.staytuned.lod;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.springframework.util.ClassUtils;

/** Says aloud where the tests in a browser are left out, and does not let CI leave them out. */
class BrowserPresenceTests {

    private static final String DRIVER = "com.microsoft.playwright.Playwright";

    @Test
    void theSiteIsTriedInABrowser() {
        boolean tried = ClassUtils.isPresent(DRIVER, getClass().getClassLoader());
        String message = "The browser tests were left out: there is no /usr/bin/chromium. Install Debian's package "
                + "chromium, or name another browser: mvn verify -Pbrowser -Dbrowser=/path/to/chromium";
        if (!tried && System.getenv("CI") == null) {
            System.out.println(message);
            Assumptions.abort(message);
        }
        assertThat(tried).as(message).isTrue();
    }
}
