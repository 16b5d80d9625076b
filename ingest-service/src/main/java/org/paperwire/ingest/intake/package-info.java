/// The HTTP doors: captures and papers come in here, are read, published and answered. A controller
/// parses the request and answers; [org.paperwire.ingest.intake.Intake] does what lies between.
@NullMarked
package org.paperwire.ingest.intake;

import org.jspecify.annotations.NullMarked;
