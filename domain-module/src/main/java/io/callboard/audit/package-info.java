/**
 * The audit trail: who did what, when and from where. It is append-only, and hashes chain its
 * entries. Every feature that lets an operator change something calls {@link
 * io.callboard.audit.AuditTrail#append} in the transaction that changes it.
 */
@NullMarked
package io.callboard.audit;

import org.jspecify.annotations.NullMarked;
