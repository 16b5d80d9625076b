package org.paperwire.fuzz;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Small inputs of every kind, written for this, from which mutations begin.
public final class Seeds {

  private static final List<String> FILES =
      List.of(
          "page.txt",
          "page-dense.txt",
          "paper.json",
          "papers.json",
          "papers.ndjson",
          "huggingface.json",
          "huggingface.html",
          "arxiv-records.ndjson",
          "arxiv-api.xml",
          "arxiv-feed.xml",
          "oai.xml",
          "oai-error.xml",
          "acl.xml",
          "pubmed.xml",
          "jats.xml",
          "feed.xml",
          "feed-rdf.xml",
          "feed.json",
          "openalex.json",
          "crossref.json",
          "semantic-scholar.json",
          "biorxiv.json",
          "papers.bib");

  private Seeds() {}

  /// Those that are worth giving to this target: everything to each, to [Target#PACKED] packed, and
  /// to [Target#ARCHIVES] as a tar; to those of sources only what may be theirs.
  public static List<byte[]> of(Target target) {
    List<byte[]> plain = Stream.concat(FILES.stream().map(Seeds::file), utf16()).toList();
    switch (target) {
      case JSON_SOURCES -> {
        return files("json");
      }
      case XML_SOURCES -> {
        return files("xml");
      }
      case BIBLIOGRAPHIES -> {
        return files("bib");
      }
      case ARCHIVES -> {
        return List.of(tar(FILES));
      }
      case CAPTURES, PAGES, PAPERS, LINES -> {
        return plain;
      }
      case PACKED -> {}
    }
    var packed = new ArrayList<>(plain);
    plain.forEach(
        bytes -> {
          packed.add(gzip(bytes));
          packed.add(Zstd.compress(bytes));
        });
    packed.add(gzip(gzip(plain.getFirst())));
    return packed;
  }

  private static List<byte[]> files(String ending) {
    return FILES.stream().filter(name -> name.endsWith(ending)).map(Seeds::file).toList();
  }

  private static byte[] tar(List<String> names) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (String name : names) {
        byte[] file = file(name);
        var entry = new TarArchiveEntry(name);
        entry.setSize(file.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(file);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return bytes.toByteArray();
  }

  private static Stream<byte[]> utf16() {
    String page = "\uFEFF" + new String(file("page.txt"), StandardCharsets.UTF_8);
    return Stream.of(
        page.getBytes(StandardCharsets.UTF_16LE), page.getBytes(StandardCharsets.UTF_16BE));
  }

  private static byte[] file(String name) {
    try (InputStream in = Seeds.class.getResourceAsStream("seeds/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no seed " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return packed.toByteArray();
  }
}
