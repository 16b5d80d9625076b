/// What Hugging Face lists: the answers of `/api/daily_papers` in every shape they had since 2024,
/// and the page of the day with the same entries in an attribute of its HTML. Saved as text, the
/// page is [org.paperwire.ingest.captures].
@NullMarked
package org.paperwire.ingest.huggingface;

import org.jspecify.annotations.NullMarked;
