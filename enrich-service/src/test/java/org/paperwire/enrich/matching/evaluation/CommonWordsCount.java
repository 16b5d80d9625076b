package org.paperwire.enrich.matching.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paperwire.bibliography.Wording;

/// Counts in how many titles each word stands, and writes the commonest as classes.
final class CommonWordsCount {

  private CommonWordsCount() {}

  public static void main(String[] args) throws IOException {
    Map<String, Integer> titles = new HashMap<>();
    int all = 0;
    for (String folder : new String[] {"arxiv_daily", "arxiv_physics"}) {
      for (String file : Corpus.files(folder, "")) {
        if (file.contains("stream") || file.contains("changed")) {
          continue;
        }
        for (JsonNode line : Corpus.lines(file)) {
          all++;
          new HashSet<>(Wording.wordsOf(line.path("title").asText()))
              .forEach(w -> titles.merge(w, 1, Integer::sum));
        }
      }
    }
    var classes = new TreeMap<Integer, TreeSet<String>>();
    int least = Integer.parseInt(args[1]);
    for (var word : titles.entrySet()) {
      if (word.getValue() >= least && word.getKey().chars().allMatch(c -> c >= 'a' && c <= 'z')) {
        int c = (int) Math.round(Math.log(all / (double) word.getValue()) / Math.log(2));
        classes.computeIfAbsent(c, _ -> new TreeSet<>()).add(word.getKey());
      }
    }
    var text =
        new StringBuilder(
            "# Words common in titles of papers. Each line: minus the binary logarithm of the share of titles that\n# have the word, then the words. Words that are not here are rarer.\n");
    classes.forEach(
        (c, words) -> text.append(c).append(' ').append(String.join(" ", words)).append('\n'));
    Files.writeString(Path.of(args[0]), text);
    System.out.println(
        all + " titles, " + classes.values().stream().mapToInt(TreeSet::size).sum() + " words");
  }
}
