# The service with the ontology and the data of this repository. Build and run:
#
#   docker build -t stay-tuned .
#   docker run -p 8080:8080 -v stay-tuned:/var/lib/stay-tuned --read-only --tmpfs /tmp -m 512m \
#     -e PUBLICATION_BASEURI=https://data.example.org/ stay-tuned
#
# docs/operations.md says what the volume holds, and what to set.

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
RUN mvn -B -ntp -q dependency:go-offline
COPY src src
RUN mvn -B -ntp -q -DskipTests -Dspotless.check.skip package

# With the Java that will run it, once, so that the first start of a container is as fast as all others.
FROM eclipse-temurin:25-jre AS prepare
WORKDIR /opt/stay-tuned
COPY --from=build /build/target/stay-tuned-linked-data-*.jar ./stay-tuned.jar
COPY deploy/stay-tuned deploy/start-only.json deploy/
COPY fuseki-config fuseki-config
COPY ontology ontology
COPY rdf-data rdf-data
ENV STAY_TUNED_CACHE=/opt/stay-tuned/cache
RUN JAVA_OPTS="-XX:+UseSerialGC" deploy/stay-tuned --prepare

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 stay-tuned \
 && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin stay-tuned \
 && install -d -o stay-tuned -g stay-tuned /var/lib/stay-tuned
WORKDIR /opt/stay-tuned
COPY --from=prepare /opt/stay-tuned ./
# Of the memory of the container the heap gets two fifths: some 140 MB are for classes, compiled code and threads, the rest for files.
ENV STAY_TUNED_CACHE=/opt/stay-tuned/cache \
    JAVA_OPTS="-XX:+UseSerialGC -XX:MaxRAMPercentage=40 -XX:ReservedCodeCacheSize=64m -XX:+ExitOnOutOfMemoryError" \
    MALLOC_ARENA_MAX=2 \
    PUBLICATION_DATADIR=/var/lib/stay-tuned
USER 10001:10001
VOLUME /var/lib/stay-tuned
EXPOSE 8080
# The management port is bound to the loopback address of the container, and is not published. The JRE's image has no curl.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8081 && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["deploy/stay-tuned"]
