/**
 * Who did what, when and from where: an append-only trail whose entries are chained by hashes.
 * Every feature that lets an operator change something calls {@link
 * io.callboard.audit.AuditTrail#append} in the transaction that changes it.
 */
@NullMarked
package io.callboard.audit;

import org.jspecify.annotations.NullMarked;
