/// How well records are matched, measured on labelled data read in place. Not a part of the build.
@NullMarked
package org.paperwire.enrich.matching.evaluation;

import org.jspecify.annotations.NullMarked;
