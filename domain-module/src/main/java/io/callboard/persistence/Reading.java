package io.callboard.persistence;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A binding for reads whose caller waits for the response. They run in a transaction, and each
 * statement is cancelled (SQLSTATE {@value #CANCELLED}) after {@link TimeLimit#OF_READERS}.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Reading {
  /** The SQLSTATE of both databases for a statement that exceeded its time limit. */
  String CANCELLED = "57014";
}
