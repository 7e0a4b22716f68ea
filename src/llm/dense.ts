/** How much a language says in a character. */

/** Says whether a language is written without spaces, or in syllables: a sentence of it has half the characters. */
export const isDense = (lang: string): boolean => lang === 'ja' || lang === 'zh' || lang === 'ko'
