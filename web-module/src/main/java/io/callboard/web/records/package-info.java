/** Resources for the current records: profiles, media, videos, accounts and other documents. */
@NullMarked
package io.callboard.web.records;

import org.jspecify.annotations.NullMarked;
