/** Episodes that are over, shown step by step with what was wanted. Only people may see it: it tells goals. */
@NullMarked
package dev.lathe.web.replay;

import org.jspecify.annotations.NullMarked;
