/// Tags with their evidence: rule sets that are data (files with a name and a version) and the
/// matcher that finds their phrases in a paper's own words. A tag always says which rule set gave
/// it, in which version, and where in the text; nothing is guessed. [Tagger] is the door.
@NullMarked
package org.paperwire.enrich.tagging;

import org.jspecify.annotations.NullMarked;
