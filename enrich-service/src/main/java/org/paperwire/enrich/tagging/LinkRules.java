package org.paperwire.enrich.tagging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses that say what comes with a paper: code, models, data sets, demonstrations.
///
/// The rules are templates of addresses, `github.com/{owner}/{repository}`, where a name in braces
/// is one step of a path (in the host: any part of it). The first template that fits an address
/// decides, and `except` names first steps that are the host's own pages. An address counts with or
/// without `https://`, and ends where the template does: what follows a repository's name, a full
/// stop or a deeper path, is not evidence.
final class LinkRules implements TagRules {

  /// A step of a path. It ends in a letter, digit, hyphen or underscore, so that a full stop after
  /// an address is not a part of it; its length is bounded, so that looking is linear.
  private static final String STEP = "[\\w~](?:[\\w.~-]{0,99}[\\w-])?+";

  private static final String HOST_PART = "[a-z0-9](?:[a-z0-9.-]{0,59}[a-z0-9])?";
  private static final Pattern SLOT = Pattern.compile("\\{[a-z]+\\}");

  private record Template(Pattern address, String tag, String label) {}

  private final String origin;
  private final String version;
  private final List<Template> templates;
  private final Pattern any;

  private LinkRules(String origin, String version, List<Template> templates) {
    this.origin = origin;
    this.version = version;
    this.templates = List.copyOf(templates);
    List<String> all = templates.stream().map(each -> each.address().pattern()).toList();
    this.any =
        Pattern.compile(
            "(?<![\\w.@-])(?:https?://)?(?:www\\.)?(?<bare>" + String.join("|", all) + ")",
            Pattern.CASE_INSENSITIVE);
  }

  static LinkRules parse(RuleFile file) {
    RuleJson json = RuleJson.whole(file);
    List<Template> templates = new ArrayList<>();
    for (RuleJson rule : json.objects("rules")) {
      String tag = rule.text("tag");
      if (!Slug.isOne(tag)) {
        throw rule.bad("'tag' must be lower case words with hyphens, and is '" + tag + "'.");
      }
      String label = rule.text("label");
      List<String> except = rule.texts("except");
      for (String address : rule.texts("addresses")) {
        templates.add(new Template(pattern(rule, address, except), tag, label));
      }
    }
    return new LinkRules(json.text("name"), json.text("version") + "-" + file.digest(), templates);
  }

  private static Pattern pattern(RuleJson rule, String address, List<String> except) {
    int slash = address.indexOf('/');
    if (slash < 1) {
      throw rule.bad("an address needs a host and a path, and is '" + address + "'.");
    }
    String notOurs =
        except.isEmpty()
            ? ""
            : "(?!(?:"
                + String.join("|", except.stream().map(Pattern::quote).toList())
                + ")(?![\\w.~-]))";
    String host = withSlots(address.substring(0, slash), HOST_PART);
    String path = withSlots(address.substring(slash + 1), STEP);
    return Pattern.compile(host + "/" + notOurs + path, Pattern.CASE_INSENSITIVE);
  }

  private static String withSlots(String template, String slot) {
    StringBuilder pattern = new StringBuilder();
    Matcher slots = SLOT.matcher(template);
    int from = 0;
    while (slots.find()) {
      pattern.append(Pattern.quote(template.substring(from, slots.start()))).append(slot);
      from = slots.end();
    }
    return pattern.append(Pattern.quote(template.substring(from))).toString();
  }

  @Override
  public List<String> origins() {
    return List.of(origin);
  }

  @Override
  public List<Tag> tags(Taggable paper) {
    Map<String, Found> found = new LinkedHashMap<>();
    within("title", paper.title(), found);
    paper.abstractText().ifPresent(text -> within("abstract", text, found));
    for (String link : paper.links()) {
      Matcher address = any.matcher(link);
      if (address.find()) {
        note(address, Evidence.entry("links", link), found);
      }
    }
    return found.entrySet().stream().map(each -> tag(each.getKey(), each.getValue())).toList();
  }

  private record Found(String label, List<Evidence> places) {}

  private void within(String field, String text, Map<String, Found> found) {
    if (text.indexOf('/') < 0) {
      return; // Most texts hold no address, and to find that out by the pattern is a tenth of all
      // work.
    }
    Matcher address = any.matcher(text);
    while (address.find()) {
      note(address, Evidence.within(field, text, address.start(), address.end()), found);
    }
  }

  private void note(Matcher address, Evidence place, Map<String, Found> found) {
    String bare = address.group("bare");
    for (Template template : templates) {
      if (template.address().matcher(bare).matches()) {
        found
            .computeIfAbsent(template.tag(), _ -> new Found(template.label(), new ArrayList<>()))
            .places()
            .add(place);
        return;
      }
    }
  }

  private Tag tag(String tag, Found found) {
    return new Tag(tag, Optional.of(found.label()), origin, version, found.places());
  }
}
