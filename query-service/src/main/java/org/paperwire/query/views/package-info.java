/// Views: what is materialised from the topics, and how it stays exact.
///
/// ```
/// papers.v1 ──▶ ViewBuilder ──▶ Generation (one Lucene index) ──▶ Snapshot ──▶ readers
/// progress.v1 ─▶ Fences ────────────▲ offsets and position in each commit
/// ```
///
/// A view is a folder `views/{name}/{generation}`. Each commit of its index carries the offsets of
/// every partition read, so that index and offsets are never apart: after a kill the builder seeks
/// to what the last commit says and applies the rest again, which changes nothing that is already
/// there. What a reader sees and the position it reflects are one object, a [Snapshot].
@NullMarked
package org.paperwire.query.views;

import org.jspecify.annotations.NullMarked;
