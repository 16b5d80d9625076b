/// The HTTP API for reading. A method here parses, asks the search view, answers; [Reads] is what
/// they share: which snapshot a request is answered from, and that every answer says which position
/// that is.
@NullMarked
package org.paperwire.query.api;

import org.jspecify.annotations.NullMarked;
