/** Where sentences end, by rules of our own: brackets, abbreviations, addresses and quotations in mind. */
import { abbreviates, isStarter } from './abbreviations.ts'
import { enclosed, type Span } from './brackets.ts'
import { codePoints, takeGraphemes, truncate } from './truncate.ts'

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆]/u
const HAS_ADDRESS = /https?:|www\./
const ADDRESS =
  /https?:\/\/[^\s。、「」『』（）\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+|www\.[^\s。、「」『』（）]+/gu
const HAS_BRACKETS = /["'‘「『（(【〈《［[“«„]/
const CLOSERS = /[」』）)］\]】〉》"”’'»]/
const MARKS = /[。．.!?！？…]/g
/** After ! or ? these carry the sentence on: 「大丈夫?と聞いた」. */
const CARRIES_ON = /^(?:と(?!も|ころ|き|て)|って|など|を|という|の(?!で))/
/** Names that end in a mark. */
const SHOUTED_NAME = /(?:^|[^\p{L}])(?:Yahoo|Jeopardy|Yum|Wham|Mamma Mia|Oklahoma|Joomla)$/u
/** Who spoke, after a quotation that ends in ! or ?. */
const SPEAKER =
  /^\s+(?:[\p{Lu}][\p{L}.'-]*\s+){1,4}(?:said|says|told|asked|asks|wrote|added|shouted|cried|replied)\b/u
const CHINESE_SPEAKER =
  /^[^，。、]{0,12}(?:说|說|表示|称|稱|道|指出|强调|強調|告诉|告訴|认为|問|问|写道)/
/** A name in brackets may end in a stop: 『モーニング娘。』. */
const LONGEST_NAME = 10

/**
 * Gives the sentences of a text in order, without the white space around them; a newline ends one too. Not more than
 * `most`: what follows is not taken apart.
 */
export function sentences(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const found: string[] = []
  for (const line of text.split(/\n+/)) {
    if (found.length >= most) break
    sentencesOfLine(line, most, found)
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

function sentencesOfLine(line: string, most: number, found: string[]): void {
  const spanAt = walker(guarded(line))
  let start = 0
  for (const { index } of line.matchAll(MARKS)) {
    if (index < start) continue
    if (found.length >= most) return
    const span = spanAt(index)
    const end = span === undefined ? endAt(line, index, start) : endAfterSpan(line, index, span)
    if (end === null) continue
    add(found, line.slice(start, end))
    start = end
  }
  if (found.length < most) add(found, line.slice(start))
}

/** Gives the span that an index stands in; indexes are asked for in order. */
function walker(spans: readonly Span[]): (index: number) => Span | undefined {
  let at = 0
  return (index) => {
    while ((spans[at]?.to ?? Number.POSITIVE_INFINITY) <= index) at += 1
    const span = spans[at]
    return span !== undefined && span.from <= index ? span : undefined
  }
}

function add(found: string[], part: string): void {
  const sentence = part.trim()
  if (sentence !== '') found.push(sentence)
}

/** Gives the parts, in order, in which no sentence ends: addresses, and what stands in brackets. */
function guarded(line: string): Span[] {
  const spans = HAS_BRACKETS.test(line) ? enclosed(line) : []
  if (!HAS_ADDRESS.test(line)) return spans
  const addresses: Span[] = []
  for (const match of line.matchAll(ADDRESS)) {
    const trailing = /[.,!?;:'")」』）]+$/.exec(match[0])?.[0].length ?? 0
    const to = match.index + match[0].length - trailing
    if (to > match.index) addresses.push({ from: match.index, to })
  }
  return joined([...spans, ...addresses])
}

function joined(spans: Span[]): Span[] {
  const apart: Span[] = []
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1)
    if (last === undefined || span.from >= last.to) apart.push({ ...span })
    else last.to = Math.max(last.to, span.to)
  }
  return apart
}

const CLOSING_ONLY = /^[」』）)］\]】〉》"”’'»]+$/
const NEXT_SENTENCE = /^\s+(?:["“'‘(„¿¡]|«\s?)?\p{Lu}/u

/** A sentence that ends just before the closing bracket may end after it. */
function endAfterSpan(line: string, index: number, { from, to }: Span): number | null {
  if (!CLOSING_ONLY.test(line.slice(index + 1, to))) return null
  const rest = line.slice(to, to + 60)
  const mark = line[index] ?? ''
  if (/^\s/.test(rest)) {
    const speaks = /[!?]/.test(mark) && SPEAKER.test(rest)
    return NEXT_SENTENCE.test(rest) && !speaks ? to : null
  }
  if (mark !== '。' || to - from <= LONGEST_NAME) return null
  if (line[from] === '“' && CHINESE_SPEAKER.test(rest)) return null
  return /^[\p{Script=Han}\p{Script=Katakana}]/u.test(rest) ? to : null
}

/** Gives where a sentence ends whose mark stands at `index` (closing quotes included), or null. */
function endAt(line: string, index: number, start: number): number | null {
  const mark = line[index] ?? ''
  if (mark === '。' || mark === '．')
    return mark === '．' && inNumber(line, index) ? null : closed(line, index + 1)
  if (/[!?！？]/.test(mark)) return endAtShout(line, index)
  if (mark === '…') return endAtEllipsis(line, index)
  return mark === '.' ? endAtDot(line, index, start) : null
}

const inNumber = (line: string, index: number) =>
  /[\d０-９]/.test(line[index - 1] ?? '') && /[\d０-９]/.test(line[index + 1] ?? '')

/** Takes further marks and closing quotes along. */
function closed(line: string, from: number): number {
  let end = from
  while (end < line.length && /[。！？!?…]/.test(line[end] ?? '')) end += 1
  while (end < line.length && CLOSERS.test(line[end] ?? '') && !opens(line, end)) end += 1
  return end
}

/** A straight quote right after a Japanese stop begins what follows. */
const opens = (line: string, at: number) =>
  line[at] === '"' && line[at - 1] === '。' && /\S/.test(line[at + 1] ?? ' ')

function endAtShout(line: string, index: number): number | null {
  const end = closed(line, index + 1)
  const rest = line.slice(end, end + 4)
  if (rest === '') return end
  if (/^\s/.test(rest)) {
    // “Yahoo! said”: a small letter goes on.
    const name = SHOUTED_NAME.test(line.slice(Math.max(0, index - 14), index))
    return name || /^\s+\p{Ll}/u.test(rest) ? null : end
  }
  if (CARRIES_ON.test(rest)) return null
  const before = line[index - 1] ?? ''
  // Yahoo!ニュース, PHP?id=1: a mark between a Latin letter and what follows belongs to a name.
  return CJK.test(before) || /[」』）)！？!?々ー〜~♪★☆]/.test(before) ? end : null
}

function endAtEllipsis(line: string, index: number): number | null {
  const end = closed(line, index + 1)
  return /^\s+["“'(]?\p{Lu}/u.test(line.slice(end, end + 4)) ? end : null
}

const BEGINS =
  /^(?:["“'‘(„¿¡]|«\s?)?[\p{Lu}\p{N}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

function endAtDot(line: string, index: number, start: number): number | null {
  let end = index + 1
  while (line[end] === '.') end += 1
  end = closed(line, end)
  const rest = line.slice(end, end + 40)
  if (rest.trim() === '') return end
  if (!/^\s/.test(rest)) return endsWithoutSpace(line, { index, end, rest }) ? end : null
  const next = rest.trimStart()
  if (!BEGINS.test(next)) return null
  return abbreviates(line.slice(Math.max(start, index - 24), index), next) ? null : end
}

/** `発表した.次に`, `it ended.The next`: software lost the space. */
function endsWithoutSpace(
  line: string,
  { index, end, rest }: { index: number; end: number; rest: string },
): boolean {
  if (CJK.test(line[end - 2] ?? '') && CJK.test(rest[0] ?? '')) return true
  if (!/^\p{Lu}[\p{Ll}]*[\s,]/u.test(rest)) return false
  const word = /[\p{L}\d%]+["”’')]*$/u.exec(line.slice(Math.max(0, index - 24), index))?.[0] ?? ''
  return /^\p{Ll}{2,}["”’')]*$/u.test(word) || (word !== '' && isStarter(rest))
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
