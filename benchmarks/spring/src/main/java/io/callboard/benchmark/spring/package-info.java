/**
 * A webhook receiver as a good engineer writes it in an afternoon, with Spring Boot's defaults. It
 * verifies an event of Filmmakers, stores it and upserts its record in one transaction, and then
 * answers. The benchmark compares Callboard with it.
 */
@NullMarked
package io.callboard.benchmark.spring;

import org.jspecify.annotations.NullMarked;
