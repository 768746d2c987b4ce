package io.callboard.security;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of a user; its version grows with every change, so that remembered logins end. */
@Entity
@Table(name = "callboard_user")
class User {
  @Id
  @Column(name = "name")
  private String name;

  @Column(name = "role")
  private String role;

  @Column(name = "salt")
  private byte[] salt;

  @Column(name = "password_hash")
  private byte[] hash;

  @Column(name = "iterations")
  private int iterations;

  @Column(name = "version")
  private long version;

  @Column(name = "created_at")
  private Instant createdAt;

  protected User() {}

  User(String name, Role role, PasswordHash password, Instant createdAt) {
    this.name = name;
    this.role = role.word();
    this.createdAt = createdAt;
    this.version = createdAt.toEpochMilli();
    keep(password);
  }

  String name() {
    return name;
  }

  Role role() {
    return Role.of(role).orElse(Role.VIEWER);
  }

  long version() {
    return version;
  }

  PasswordHash password() {
    return new PasswordHash(salt, hash, iterations);
  }

  void change(Role newRole) {
    role = newRole.word();
    version++;
  }

  void change(PasswordHash password) {
    keep(password);
    version++;
  }

  private void keep(PasswordHash password) {
    salt = password.salt();
    hash = password.hash();
    iterations = password.iterations();
  }

  UserView view() {
    return new UserView(name, role(), version, createdAt);
  }
}
