package org.paperwire.standalone.archive;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// What is in an archive: the file `archive.json`, which is written last. An archive without it is
/// not complete.
///
/// @param createdAt when the copy was begun
/// @param files all of them
public record Contents(Instant createdAt, List<Item> files) {

  /// One file.
  ///
  /// @param topic whose records it holds
  /// @param partition of the topic
  /// @param name below the folder
  /// @param records in it
  /// @param bytes that it has
  /// @param sha256 of it, in hexadecimal
  public record Item(
      String topic, int partition, String name, long records, long bytes, String sha256) {}

  static final String FILE = "archive.json";

  private static final String FORMAT = "paperwire-archive";
  private static final int VERSION = 1;
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9.\\-]{1,200}/[a-z0-9\\-]{1,50}\\.avro");
  private static final ObjectMapper JSON = new ObjectMapper();

  public Contents {
    files = List.copyOf(files);
  }

  /// Records in all.
  public long records() {
    return files.stream().mapToLong(Item::records).sum();
  }

  /// Bytes in all.
  public long bytes() {
    return files.stream().mapToLong(Item::bytes).sum();
  }

  static Item item(Path folder, String topic, int partition, String name, long records)
      throws IOException {
    Path file = folder.resolve(name);
    return new Item(topic, partition, name, records, Files.size(file), sha256(file));
  }

  void write(Path folder) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT).put("version", VERSION).put("createdAt", createdAt.toString());
    ArrayNode list = json.putArray("files");
    for (Item file : files) {
      list.addObject()
          .put("topic", file.topic())
          .put("partition", file.partition())
          .put("name", file.name())
          .put("records", file.records())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    Path unfinished = folder.resolve(FILE + ".unfinished");
    JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), json);
    Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Reads what is in an archive and holds every file against it.
  ///
  /// @throws ArchiveException when it is none, not complete, or not as it was written
  public static Contents check(Path folder) throws IOException, ArchiveException {
    Contents contents = read(folder);
    for (Item file : contents.files()) {
      Path path = folder.resolve(file.name());
      if (!Files.isRegularFile(path)) {
        throw new ArchiveException("The archive lacks its file " + file.name() + ".");
      }
      if (Files.size(path) != file.bytes()) {
        throw new ArchiveException(
            "%s has %d bytes instead of %d: it is cut off or was changed."
                .formatted(file.name(), Files.size(path), file.bytes()));
      }
      if (!sha256(path).equals(file.sha256())) {
        throw new ArchiveException(file.name() + " is not as it was written: its SHA-256 differs.");
      }
    }
    return contents;
  }

  private static Contents read(Path folder) throws IOException, ArchiveException {
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(folder.resolve(FILE)));
    } catch (NoSuchFileException e) {
      throw new ArchiveException(
          folder + " is no archive, or one that was not finished: it has no " + FILE + ".", e);
    } catch (JacksonException e) {
      throw new ArchiveException(FILE + " cannot be read: " + e.getOriginalMessage(), e);
    }
    if (!json.path("format").asText().equals(FORMAT)) {
      throw new ArchiveException(FILE + " is not that of an archive of Paperwire.");
    }
    if (json.path("version").asInt() != VERSION) {
      throw new ArchiveException(
          "The archive is of version %d; this Paperwire reads version %d."
              .formatted(json.path("version").asInt(), VERSION));
    }
    var files = new ArrayList<Item>();
    for (JsonNode file : json.path("files")) {
      String name = file.path("name").asText();
      if (!NAME.matcher(name).matches() || name.contains("..")) {
        throw new ArchiveException(FILE + " names a file that is none of an archive.");
      }
      files.add(
          new Item(
              file.path("topic").asText(),
              file.path("partition").asInt(),
              name,
              file.path("records").asLong(),
              file.path("bytes").asLong(),
              file.path("sha256").asText()));
    }
    return new Contents(
        Instant.parse(json.path("createdAt").asText("1970-01-01T00:00:00Z")), files);
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
