/// The pages: papers for people, made on the server, readable without a script. Text is escaped by
/// the templates for the place where it stands; the only HTML taken over is that of the highlights,
/// which is escaped where it is made.
@NullMarked
package org.paperwire.query.web;

import org.jspecify.annotations.NullMarked;
