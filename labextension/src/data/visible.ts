/**
 * Characters that act instead of being seen: controls (terminals obey them), marks of direction
 * (what is read isn't what runs), what has no width, halves of pairs.
 */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** A stranger's text with � for what can't be seen in it, and with one kind of line ends. */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(UNSEEN, '\ufffd');
}
