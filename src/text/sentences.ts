/** Where sentences end, by rules of our own: brackets, abbreviations, addresses and quotations in mind. */
import { enclosedUntil } from './brackets.ts'
import { codePoints, takeGraphemes, truncate } from './truncate.ts'

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u
const ADDRESS =
  /https?:\/\/[^\s。、「」『』（）\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|www\.[^\s。、「」『』（）]+/gu
const CLOSERS = /[」』）)］\]】〉》"”’']/
/** Words before a dot that does not end a sentence. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof rev hon st sr jr gen col maj capt lt sgt cmdr adm gov sen rep pres amb supt insp det ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun ' +
    'inc ltd co corp bros plc llc dept univ assn est approx vs etc no nos vol vols ed eds fig figs pp ch sec art ' +
    'al ca cf v ver e.g i.e a.m p.m u.s u.k u.n e.u d.c ph.d m.d b.a m.a mt ft ave blvd rd km cm mm kg lb lbs oz min hr'
  ).split(' '),
)
/** After an abbreviation that may end a sentence all the same, these words begin a new one. */
const STARTERS =
  /^["“'(]*(?:The|A|An|It|He|She|They|We|I|You|This|That|These|Those|In|On|At|But|And|However|Its|His|Her|Their|There|After|Before|When|While|For|From|As|If|Some|Many|Most|Officials?|Both|No)\s/
const MAY_END = new Set('u.s u.k u.n e.u d.c a.m p.m inc ltd co corp etc jr sr ph.d'.split(' '))
/** After ! or ? these carry the sentence on: 「大丈夫?と聞いた」. */
const CARRIES_ON = /^(?:と(?!も|ころ|き|て)|って|など|を|という)/

/**
 * Gives the sentences of a text in order, without the white space around them; a newline ends one too. Not more than
 * `most`: what follows is not taken apart.
 */
export function sentences(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = []
  for (const line of text.split(/\n+/)) {
    if (found.length >= most) break
    found.push(...sentencesOfLine(line, most - found.length))
  }
  return found
}

/** Gives the paragraphs: what stands between newlines, trimmed, none empty. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function sentencesOfLine(line: string, most: number): string[] {
  const found: string[] = []
  let start = 0
  let index = 0
  const skip = guarded(line)
  while (index < line.length) {
    if (found.length >= most) return found
    const jump = skip.get(index)
    if (jump !== undefined) {
      index = jump
      continue
    }
    const end = endAt(line, index)
    if (end !== null) {
      add(found, line.slice(start, end))
      start = end
      index = end
    } else index += 1
  }
  add(found, line.slice(start))
  return found
}

function add(found: string[], part: string): void {
  const sentence = part.trim()
  if (sentence !== '') found.push(sentence)
}

/** Gives spans, by their first index, in which no sentence ends: addresses, and what stands in brackets. */
function guarded(line: string): Map<number, number> {
  const spans = enclosedUntil(line)
  for (const match of line.matchAll(ADDRESS)) {
    const trailing = /[.,!?;:'")」』）]+$/.exec(match[0])?.[0].length ?? 0
    const length = match[0].length - trailing
    if (length > 0) spans.set(match.index, match.index + length)
  }
  return spans
}

/** Gives where a sentence ends whose mark stands at `index` (closing quotes included), or null. */
function endAt(line: string, index: number): number | null {
  const mark = line[index] ?? ''
  if (mark === '。' || mark === '．')
    return mark === '．' && inNumber(line, index) ? null : closed(line, index + 1)
  if (/[!?！？]/.test(mark)) return endAtShout(line, index)
  if (mark === '…') return endAtEllipsis(line, index)
  return mark === '.' ? endAtDot(line, index) : null
}

const inNumber = (line: string, index: number) =>
  /[\d０-９]/.test(line[index - 1] ?? '') && /[\d０-９]/.test(line[index + 1] ?? '')

/** Takes further marks and closing quotes along. */
function closed(line: string, from: number): number {
  let end = from
  while (end < line.length && /[。！？!?…]/.test(line[end] ?? '')) end += 1
  while (end < line.length && CLOSERS.test(line[end] ?? '')) end += 1
  return end
}

function endAtShout(line: string, index: number): number | null {
  const end = closed(line, index + 1)
  const rest = line.slice(end, end + 4)
  if (rest === '' || /^\s/.test(rest)) return end
  if (CARRIES_ON.test(rest)) return null
  // Yahoo!ニュース, PHP?id=1: a mark between a Latin letter and what follows belongs to a name.
  if (/[\p{Script=Latin}\d]/u.test(line[index - 1] ?? '')) return null
  return CJK.test(line[index - 1] ?? '') || /[」』）)！？!?々ー〜~♪★☆]/.test(line[index - 1] ?? '')
    ? end
    : null
}

function endAtEllipsis(line: string, index: number): number | null {
  const end = closed(line, index + 1)
  return /^\s+["“'(]?\p{Lu}/u.test(line.slice(end, end + 4)) ? end : null
}

function endAtDot(line: string, index: number): number | null {
  let end = index + 1
  while (line[end] === '.') end += 1
  end = closed(line, end)
  const rest = line.slice(end, end + 40)
  if (rest.trim() === '') return end
  if (!/^\s/.test(rest))
    return CJK.test(line[end - 2] ?? '') && CJK.test(rest[0] ?? '') ? end : null
  const next = rest.trimStart()
  if (
    !/^["“'‘(«¿¡]?[\p{Lu}\p{N}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(
      next,
    )
  )
    return null
  return abbreviates(line.slice(Math.max(0, index - 24), index), next) ? null : end
}

/** Says whether the word before a dot is short for something and the sentence goes on. */
function abbreviates(before: string, next: string): boolean {
  const word = /[\p{L}.]+$/u.exec(before)?.[0].toLowerCase() ?? ''
  if (MAY_END.has(word) && STARTERS.test(next)) return false
  if (word === 'no') return /^\d/.test(next)
  return ABBREVIATIONS.has(word) || (/^(?:\p{L}\.)*\p{L}$/u.test(word) && /\p{Lu}$/u.test(before))
}

/**
 * Gives the text, or where it has more than `max` code points its first whole sentences; where not even one fits in a fair
 * share, its beginning up to a clause or word with ….
 */
export function cutAtSentence(text: string, max: number): string {
  if (codePoints(text) <= max) return text
  const whole = wholeSentences(text, max)
  if (whole !== null) return whole
  const beginning = takeGraphemes(text, max - 1)
  const clause =
    /^[\s\S]*[、，,;；:：—–](?=\s|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u.exec(
      beginning,
    )?.[0]
  if (clause !== undefined && codePoints(clause) > max / 2) {
    return `${clause.replace(/[、，,;；:：—–]+$/u, '')}…`
  }
  const words = /^([\s\S]*\S)\s+\S*$/.exec(beginning)?.[1]
  if (words !== undefined && codePoints(words) > max / 2) return `${words}…`
  return truncate(text, max)
}

/** A sentence shorter than this part of the room would leave too much of it empty. */
const FAIR_SHARE = 0.4

function wholeSentences(text: string, max: number): string | null {
  let end = 0
  for (const sentence of sentences(text)) {
    const next = text.indexOf(sentence, end) + sentence.length
    if (codePoints(text.slice(0, next)) > max) break
    end = next
  }
  return codePoints(text.slice(0, end)) >= max * FAIR_SHARE ? text.slice(0, end) : null
}
