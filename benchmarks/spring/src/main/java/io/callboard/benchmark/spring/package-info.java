/**
 * A webhook receiver as a good engineer writes one in an afternoon, with Spring Boot's defaults: it
 * verifies an event of Filmmakers, stores it and upserts its record in one transaction, and then
 * answers. Callboard is measured beside it.
 */
@NullMarked
package io.callboard.benchmark.spring;

import org.jspecify.annotations.NullMarked;
