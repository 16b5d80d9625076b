/// What the tags of a paper may be relied on for.
package org.paperwire.enrich.tagging;
