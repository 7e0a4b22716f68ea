/** The language of a text, by script and its commonest words. Pure. */

const STOP_WORDS: Record<string, RegExp> = {
  en: /\b(?:the|of|and|to|in|that|is|was|for|with|on|are|has|have)\b/g,
  fr: /\b(?:le|la|les|des|et|une|est|dans|pour|que|qui|sur|avec|du)\b/g,
  de: /\b(?:der|die|das|und|ist|nicht|mit|von|den|ein|eine|für|auf|im)\b/g,
  es: /\b(?:el|los|las|una|que|por|con|para|del|en|es|su|como|más)\b/g,
  it: /\b(?:il|gli|che|di|una|per|con|della|sono|è|nel|alla)\b/g,
  pt: /\b(?:os|uma|que|não|com|para|dos|em|é|mais|como|pela)\b/g,
  nl: /\b(?:het|een|van|dat|niet|zijn|voor|met|op|aan|naar)\b/g,
}
/** More text does not change the answer. */
const ENOUGH = 2000
const FALLBACK = 'en'
/** Letters of a headline. */
const SHORT = 40
/** So many common words of another language are no chance. */
const UNLIKELY = 5

const share = (text: string, script: RegExp) =>
  (text.match(script)?.length ?? 0) / Math.max(1, text.length)

/** Scripts that one language, or one group of them, is written in. */
const isOwnScript = (lang: string) => ['ja', 'zh', 'ko', 'ru', 'uk', 'bg'].includes(lang)

/**
 * Gives the BCP 47 primary language. The script decides where it can; a declared language is believed among languages of
 * one script, since feeds often declare the language of their software.
 */
export function languageOf(text: string, declared: string | null): string {
  const sample = text.slice(0, ENOUGH)
  const hint = declared?.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  const letters = sample.replaceAll(/[^\p{L}]/gu, '')
  if (letters === '') return hint === '' ? FALLBACK : hint
  return byScript(letters, hint) ?? byWords(sample.toLowerCase(), hint)
}

function byScript(letters: string, hint: string): string | null {
  if (share(letters, /\p{Script=Hangul}/gu) > 0.2) return 'ko'
  if (share(letters, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0.05) return 'ja'
  // A headline may be all kanji: there the feed's word counts.
  if (share(letters, /\p{Script=Han}/gu) > 0.2) {
    return hint === 'ja' && letters.length < SHORT ? 'ja' : 'zh'
  }
  if (share(letters, /\p{Script=Cyrillic}/gu) > 0.4) return isOwnScript(hint) ? hint : 'ru'
  if (share(letters, /\p{Script=Latin}/gu) < 0.4) return hint === '' ? FALLBACK : hint
  return null
}

function byWords(sample: string, hint: string): string {
  const counts = new Map(
    Object.entries(STOP_WORDS).map(([lang, words]) => [lang, sample.match(words)?.length ?? 0]),
  )
  const [best, most] = [...counts].reduce((top, one) => (one[1] > top[1] ? one : top))
  if (!/^[a-z]{2,3}$/.test(hint) || isOwnScript(hint)) return most > 0 ? best : FALLBACK
  const hinted = counts.get(hint)
  const believed = hinted === undefined ? most < UNLIKELY : hinted * 2 >= most
  return believed ? hint : best
}
