/** Whether `text` in UTF-8 has this SHA-256; unknown, hence false, where the page isn't secure. */
export async function hasHash(text: string, sha256: string): Promise<boolean> {
  // Browsers leave `subtle` out of pages that came over plain HTTP from another machine.
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (subtle === undefined || sha256 === '') {
    return false;
  }
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  const bytes = Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0'));
  return bytes.join('') === sha256.toLowerCase();
}
