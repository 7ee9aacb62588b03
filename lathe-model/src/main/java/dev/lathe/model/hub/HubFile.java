package dev.lathe.model.hub;

import org.jspecify.annotations.Nullable;

/**
 * Describes a file of a repository.
 *
 * @param path its path in the repository
 * @param size its bytes
 * @param sha256 the hash of its content, if it is stored outside Git
 * @param blob the hash that Git gives its content, if it is stored in Git
 */
public record HubFile(
        String path,
        long size,
        @Nullable String sha256,
        @Nullable String blob) {}
