package io.callboard.persistence;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Reads for a person or a client who waits for the answer, in a transaction: each statement is
 * cancelled (SQLSTATE {@value #CANCELLED}) after {@link TimeLimit#OF_READERS}.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Reading {
  /** What both databases say of a statement that took too long. */
  String CANCELLED = "57014";
}
