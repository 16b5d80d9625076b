/// What a measurement of identity sends and how it judges what became of it: labelled sets read in
/// place, counts of pairs, and a report that a person can check.
@NullMarked
package org.paperwire.cli.identity;

import org.jspecify.annotations.NullMarked;
