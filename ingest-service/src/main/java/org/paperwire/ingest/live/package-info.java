/// The pollers as they run: their settings, the one thread that decides whose turn it is, their
/// metrics, and `GET /v1/sources`. Off unless `paperwire.live.enabled` says otherwise.
@NullMarked
package org.paperwire.ingest.live;

import org.jspecify.annotations.NullMarked;
