/** Characters as a reader counts them. */

const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Gives the text's graphemes one by one, so that a long text need not be read to its end. */
export function* eachGrapheme(text: string): Generator<string> {
  for (const { segment } of SEGMENTER.segment(text)) yield segment
}

/** Gives the text's graphemes in order. */
export const graphemesOf = (text: string): string[] => [...eachGrapheme(text)]
