package org.paperwire.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.paperwire.cli.identity.Clusters;
import org.paperwire.cli.identity.Finding;
import org.paperwire.cli.identity.IdentityReport;
import org.paperwire.cli.identity.LabelledSet;
import org.paperwire.cli.identity.Listed;
import org.paperwire.cli.identity.Listing;
import org.paperwire.cli.identity.Reader;
import org.paperwire.client.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Whether records of one paper come together, and no others.
@Command(
    name = "identity",
    mixinStandardHelpOptions = true,
    description = {
      "Send labelled records through the API, each set to a Paperwire of its own on a throw-away "
          + "folder, wait until all of them are there, and count in the export which of them came "
          + "together: precision, recall and F1 beside what is asked for.",
      "",
      "With --report, send pages, papers of the day and arXiv's announcements to one Paperwire instead, "
          + "look whether every id is there, and write pairs that were joined and pairs that nearly were, "
          + "drawn at random, for a person to check."
    },
    footer = {"", "Exit codes: 0 everything asked for is met; 1 otherwise; 3 nobody answers."})
final class BenchIdentity implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder of the data sets (default: ../shared/data beside the checkout); they are only "
              + "read.")
  private @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "NAME",
      description =
          "Only this set; may be given several times: dblp-scholar, dblp-scholar-dirty, cora, "
              + "cross-source, same-title.")
  private List<String> sets = List.of();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Send to the Paperwire at this address, which has to be empty: one set, or a report.")
  private @Nullable URI address;

  @Option(names = "--report", paramLabel = "FILE", description = "Write a report in Markdown.")
  private @Nullable Path report;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "2147483647",
      description = "For the report, read at most so many of each list (default: all).")
  private int limit;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "200",
      description = "For the report, pairs of each kind (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "For the report, what the drawing begins with (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    List<String> chosen = sets.isEmpty() ? LabelledSet.NAMES : sets;
    check(
        LabelledSet.NAMES.containsAll(chosen), "--set is one of %s.".formatted(LabelledSet.NAMES));
    check(limit > 0 && samples > 0, "--limit and --samples are at least 1.");
    check(address == null || report != null || chosen.size() == 1, "--server is for one --set.");
    Path folder =
        data == null
            ? Path.of(System.getProperty("paperwire.home", "."), "..", "shared", "data")
            : data;
    if (!Files.isDirectory(folder)) {
      throw new Refusal(ExitCodes.FAILED, "There are no data sets in " + folder + ".");
    }
    if (report != null) {
      return report(folder, report);
    }
    boolean met = true;
    for (String name : chosen) {
      met &= measure(name, LabelledSet.read(name, folder));
    }
    return met ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  /// Something to do with an empty Paperwire.
  private interface Work<T> {
    T with(IdentityRun run) throws Exception;
  }

  private <T> T withAnEmptyOne(Work<T> work) throws Exception {
    if (address != null) {
      return with(address, work);
    }
    try (var stack = BenchStack.ofItsOwn(this::tell)) {
      return with(URI.create(stack.runFile().http()), work);
    }
  }

  private static <T> T with(URI address, Work<T> work) throws Exception {
    try (var server = new Server(address, Optional.empty())) {
      if (!server.get("/v1/papers?limit=1").body().path("items").isEmpty()) {
        throw new Refusal(
            ExitCodes.FAILED, "There are papers at " + address + "; it has to be empty.");
      }
      return work.with(new IdentityRun(server));
    }
  }

  private boolean measure(String name, LabelledSet set) throws Exception {
    return withAnEmptyOne(
        run -> {
          long began = System.nanoTime();
          for (Listing listing : set.listings()) {
            run.send(listing);
          }
          var clusters = new Clusters();
          run.read(clusters::add);
          say("%s: %s".formatted(name, pace(run, began)));
          var findings = new ArrayList<>(set.judgement().apply(clusters));
          findings.add(Finding.none("rejected", run.rejected()));
          findings.add(Finding.none("records in no paper", clusters.missing(set.listings())));
          return say(findings);
        });
  }

  private static String pace(IdentityRun run, long began) {
    double seconds = (System.nanoTime() - began) / 1e9;
    return "%,d records, all there after %.0f s".formatted(run.sent(), seconds);
  }

  private boolean say(List<Finding> findings) {
    findings.forEach(finding -> say(finding.line()));
    return findings.stream().allMatch(Finding::isMet);
  }

  private int report(Path folder, Path file) throws Exception {
    var listed = new Listed(folder, limit);
    return withAnEmptyOne(
        run -> {
          long began = System.nanoTime();
          for (Path page : listed.pages()) {
            run.send(page);
          }
          Map<String, Set<String>> ids = new LinkedHashMap<>();
          ids.put("the daily papers", send(run, listed::daily));
          ids.put("arXiv's announcements", send(run, listed::arxiv));
          var answer = new IdentityReport(samples, seed);
          run.read(answer::add);
          say(pace(run, began));
          answer.draw(run::explain);
          var findings = new ArrayList<>(answer.findings(ids));
          findings.add(Finding.none("rejected", run.rejected()));
          try (var out = new PrintWriter(Files.newBufferedWriter(file))) {
            answer.write(out, listed, findings);
          }
          boolean met = say(findings);
          say("The pairs are in " + file + ".");
          return met ? ExitCodes.DONE : ExitCodes.FAILED;
        });
  }

  /// Reads a list from its beginning to its end.
  private interface Reading {
    void to(Reader<Listing, Exception> reader) throws Exception;
  }

  private static Set<String> send(IdentityRun run, Reading list) throws Exception {
    var ids = new HashSet<String>();
    list.to(
        listing -> {
          listing.arxivId().ifPresent(ids::add);
          run.send(listing);
        });
    return ids;
  }

  /// What is no result goes where results do not.
  private void tell(String line) {
    spec.commandLine().getErr().println(line);
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
