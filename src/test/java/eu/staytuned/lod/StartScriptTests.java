package eu.staytuned.lod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code deploy/stay-tuned} tells Java, with a Java that only writes down what it is told. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The script is for a POSIX shell.")
class StartScriptTests {

    /** Unpacks a jar that is empty, keeps what it is asked to keep, and runs until it is stopped where it is to prepare. */
    private static final String JAVA =
            """
            #!/bin/sh
            case "$*" in
            *jarmode=tools*)
                while [ "$1" != --destination ]; do shift; done
                mkdir -p "$2" && : > "$2/stay-tuned.jar"
                exit ;;
            esac
            echo "$*" >> "$TOLD"
            for option in "$@"; do
                case $option in
                -XX:AOTCacheOutput=*|-XX:ArchiveClassesAtExit=*) echo kept > "${option#*=}" ;;
                --server.port=0) trap exit TERM; echo 'as others see it: '; while true; do sleep 0.1; done ;;
                esac
            done
            """;

    @TempDir
    Path folder;

    @Test
    void whatOneStopKeepsTheNextStartUses() throws Exception {
        assertThat(start(17, 8192))
                .containsOnlyOnce("-XX:ArchiveClassesAtExit=")
                .doesNotContain("AOT");
        assertThat(start(17, 8192)).containsOnlyOnce("-XX:SharedArchiveFile=").doesNotContain("AtExit");
        assertThat(start(25, 8192)).containsOnlyOnce("-XX:AOTCacheOutput=").doesNotContain("SharedArchive");
        assertThat(start(25, 8192)).containsOnlyOnce("-XX:AOTCache=").doesNotContain("Output");
    }

    @Test
    void whatIsPreparedServesContainersOfEitherSize() throws Exception {
        assertThat(start(25, 8192, "--prepare").lines())
                .hasSize(2)
                .anyMatch(told -> told.contains("-XX:AOTCacheOutput="))
                .anyMatch(told -> told.contains("-XX:ArchiveClassesAtExit="));
        assertThat(start(25, 8192)).contains("-XX:AOTCache=");
        assertThat(start(25, 256)).contains("-XX:SharedArchiveFile=").doesNotContain("AOTCache");
    }

    /** The objects of an AOT cache have to fit into the heap that Java begins with, which of little memory is too small. */
    @ParameterizedTest
    @CsvSource({"448, 48m", "512, 48m", "1023, 48m", "1024, 128m", "16384, 128m"})
    void theHeapThatItBeginsWithHoldsAnAotCache(int memory, String heap) throws Exception {
        assertThat(start(25, memory)).contains("-Xms" + heap + " ");
    }

    @Test
    void littleMemoryIsSparedUnlessSomebodyKnowsBetter() throws Exception {
        assertThat(start(25, 447)).contains("-XX:TieredStopAtLevel=1", "ArchiveRelocationMode=0");
        assertThat(start(25, 447)).as("nothing is written at the end of it").doesNotContain("AtExit", "Output");
        assertThat(start(25, 1023)).contains("ArchiveRelocationMode=0").doesNotContain("TieredStopAtLevel");
        assertThat(start(25, 1024)).doesNotContain("ArchiveRelocationMode", "TieredStopAtLevel");
        assertThat(start(17, 256)).matches("(?s).*MaxRAMPercentage=38 .*MaxRAMPercentage=50 .*--a.setting=1.*");
    }

    @Test
    void whatOnlyAStartRunsIsNotOptimised() throws Exception {
        String option = "-XX:+UnlockDiagnosticVMOptions -XX:CompilerDirectivesFile=deploy/start-only.json ";
        assertThat(start(17, 8192)).containsOnlyOnce(option);
        assertThat(start(25, 512)).containsOnlyOnce(option);
        assertThat(start(25, 447)).as("there is no optimising compiler").doesNotContain("CompilerDirectivesFile");
    }

    /** Java does not start with directives that it cannot read. */
    @Test
    void javaUnderstandsWhatIsNotToBeOptimised() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:CompilerDirectivesFile=deploy/start-only.json",
                        "-version")
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes());
        assertThat(java.waitFor()).as(said).isZero();
        assertThat(said).contains("1 compiler directives added");
    }

    private String start(int version, int memory, String... first) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("java-" + version));
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        Path jar = Files.writeString(folder.resolve("service.jar"), "a jar");
        Path told = folder.resolve("told");
        Files.deleteIfExists(told);

        ProcessBuilder script = new ProcessBuilder("sh", "deploy/stay-tuned").redirectErrorStream(true);
        script.command().addAll(List.of(first));
        script.command().add("--a.setting=1");
        script.environment()
                .putAll(Map.of(
                        "JAVA_HOME", "" + home,
                        "JAVA_OPTS", "-XX:MaxRAMPercentage=50",
                        "STAY_TUNED_JAR", "" + jar,
                        "STAY_TUNED_CACHE", "" + folder.resolve("cache"),
                        "STAY_TUNED_MEMORY", "" + memory,
                        "TOLD", "" + told));
        Process process = script.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return Files.readString(told);
    }
}
