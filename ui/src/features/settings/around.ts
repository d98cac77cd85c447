/** Cuts a sentence around a part of it that is to look different; without the part, all of it stands before. */
export function around(sentence: string, part: string): { before: string; part: string; after: string } {
  const at = part === "" ? -1 : sentence.indexOf(part);
  if (at < 0) return { before: sentence, part: "", after: "" };
  return { before: sentence.slice(0, at), part, after: sentence.slice(at + part.length) };
}
