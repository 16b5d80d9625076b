package org.paperwire.query.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.inject.Singleton;
import java.util.Map;

/// The templates of `src/main/jte`, compiled with the rest. Output is escaped for the place where
/// it stands: text, attribute, address.
@Singleton
final class Templates {

  private static final String PACKAGE = "org.paperwire.query.web.templates";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

  String render(String template, Map<String, Object> parameters) {
    var output = new StringOutput();
    engine.render(template + ".jte", parameters, output);
    return output.toString();
  }
}
