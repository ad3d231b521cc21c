package eu.staytuned.lod;

import eu.staytuned.lod.release.ReleaseCheck;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Starts the publication: reads a release from the files, puts it on the shelf, opens the doors. With {@code --check} it
 * only says whether the files could be published.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {

    public static void main(String[] args) {
        if (ReleaseCheck.isAskedFor(args)) {
            System.exit(ReleaseCheck.run(System.out, args));
        }
        SpringApplication.run(Application.class, args);
    }
}
