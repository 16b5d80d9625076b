# Images of the services, and of the job that deploys topics and schemas: one target each.
#
#   docker compose build                                            from the sources, with nothing but Docker
#   docker buildx bake --set '*.contexts.jars=target/images'        from jars that `mvn -Pimages package` made
ARG BUILDER=maven:3-eclipse-temurin-25
ARG BASE=eclipse-temurin:25-jre

FROM ${BUILDER} AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/cache mvn -q -B -Dmaven.repo.local=/cache -Pimages -DskipTests -pl ingest-service,enrich-service,query-service -am package

# A folder of jars for each image. Who has them already gives them as the context `jars`, and nothing above is run.
FROM scratch AS jars
COPY --from=build /source/target/images /

FROM ${BASE} AS java
RUN groupadd --gid 10001 paperwire \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/paperwire paperwire \
  && install -d -o paperwire -g paperwire /var/lib/paperwire
COPY --chmod=755 docker/healthy /usr/local/bin/healthy
ENV MALLOC_ARENA_MAX=2 \
    MICRONAUT_SERVER_HOST=0.0.0.0 \
    PAPERWIRE_DATA=/var/lib/paperwire
USER paperwire
WORKDIR /var/lib/paperwire
# What classes a service loads is kept beside its data when it stops, so that it is sooner there the next time; an archive that is
# not there, or of another build, is made anew. Options of the virtual machine beside these, its heap for one, come as JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-Dlogback.configurationFile=org/paperwire/platform/logback.xml", "-cp", "/opt/paperwire/*"]

FROM java AS deployment
COPY --from=jars platform /opt/paperwire
CMD ["org.paperwire.platform.DeploymentJob"]

FROM java AS ingest-service
COPY --from=jars ingest-service /opt/paperwire
EXPOSE 8081
HEALTHCHECK --interval=5s --timeout=5s --start-period=300s --retries=6 CMD ["healthy", "8081"]
CMD ["-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=/var/lib/paperwire/classes.jsa", "org.paperwire.ingest.Application"]

FROM java AS enrich-service
COPY --from=jars enrich-service /opt/paperwire
EXPOSE 8082
HEALTHCHECK --interval=5s --timeout=5s --start-period=300s --retries=6 CMD ["healthy", "8082"]
CMD ["-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=/var/lib/paperwire/classes.jsa", "org.paperwire.enrich.Application"]

FROM java AS query-service
COPY --from=jars query-service /opt/paperwire
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=5s --start-period=300s --retries=6 CMD ["healthy", "8080"]
CMD ["-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=/var/lib/paperwire/classes.jsa", "org.paperwire.query.Application"]
