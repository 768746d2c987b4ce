/** Access rules, tested directly and through the proxies of the sample configurations. */
@NullMarked
package io.callboard.proxy;

import org.jspecify.annotations.NullMarked;
