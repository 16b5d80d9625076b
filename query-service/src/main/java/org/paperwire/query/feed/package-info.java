/// The live feed: every change of every paper, to anyone who stays connected or comes back.
///
/// ```
///                         ┌▶ RecentChanges (a ring, shared) ─▶ Readers (one thread) ─▶ live readers
/// changes.v1 ─▶ ChangeTail┘                                        ▲
///            └▶ Replays (few consumers, in turn) ──────────────────┘ readers further back, pages
/// ```
///
/// The feed reads the topic itself and depends on no view, so a [FeedCursor], which is nothing but
/// offsets, is good for ever: across restarts, views and instances. A change is decoded and
/// serialised once and its bytes are shared by all who get it; a live reader costs a cursor and a
/// subscription.
@NullMarked
package org.paperwire.query.feed;

import org.jspecify.annotations.NullMarked;
