/// The door of every service: which route asks for which key, what is taken without keys, and how
/// often anybody may ask. The rules are in `platform.keys` and `platform.limits`; here they meet
/// requests.
@NullMarked
package org.paperwire.platform.access;

import org.jspecify.annotations.NullMarked;
