/** A SHA-256 in the making; `digest` ends it with 64 hexadecimal digits. */
export function createSha256(): { update(bytes: Uint8Array): void; digest(): string };
